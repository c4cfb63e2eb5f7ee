"""The best coupling of the whole list, against an independent solver; prices and regret."""

from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import given
from scipy.optimize import linear_sum_assignment

from core.matching.engine.optimum import around, lost_without, regret, regrets, solve
from core.matching.engine.scoring import value
from core.matching.engine.weights import Weights
from core.matching.limits import blockers
from core.matching.profiles import OfferProfile, RequestProfile
from tests.matching.engine.strategies import FEW, TODAY, Lists, lists

WEIGHTS = Weights()


def best(requests: list[RequestProfile], offers: list[OfferProfile]) -> int:
    """The greatest value, by another solver: a column for each place."""
    places = [offer for offer in offers for _ in range(offer.free_places)]
    table: Any = np.zeros((len(requests), len(places)), np.int64)
    for i, request in enumerate(requests):
        for j, offer in enumerate(places):
            if not blockers(request, offer):
                table[i, j] = value(request, offer, WEIGHTS, TODAY)
    rows, columns = linear_sum_assignment(table, maximize=True)
    return int(table[rows, columns].sum())


@FEW
@given(listed=lists())
def test_the_total_is_that_of_another_solver_and_every_choice_keeps_the_limits(
    listed: Lists,
) -> None:
    requests, offers = listed
    found = solve(requests, offers, WEIGHTS, TODAY)
    assert found.total == best(requests, offers)
    asked, offered = {one.id: one for one in requests}, {one.id: one for one in offers}
    total = 0
    for request_id, offer_id in found.chosen:
        request, offer = asked[request_id], offered[offer_id]
        assert not blockers(request, offer)
        total += value(request, offer, WEIGHTS, TODAY)
    assert total == found.total
    assert len({request_id for request_id, _ in found.chosen}) == len(found.chosen)
    taken = [offer_id for _, offer_id in found.chosen]
    assert all(taken.count(offer.id) <= offer.free_places for offer in offers)


@FEW
@given(listed=lists())
def test_prices_are_what_is_lost_without(listed: Lists) -> None:
    requests, offers = listed
    found = solve(requests, offers, WEIGHTS, TODAY)
    for request in requests:
        rest = [other for other in requests if other is not request]
        assert found.request_prices[request.id] == found.total - best(rest, offers)
    for offer in offers:
        fewer = [replace(o, running=1) if o is offer else o for o in offers]
        assert found.offer_prices[offer.id] == found.total - best(requests, fewer)
    for (request_id, offer_id), worth in found.values.items():
        assert found.request_prices[request_id] + found.offer_prices[offer_id] >= worth


@FEW
@given(listed=lists(4))
def test_what_is_lost_when_an_offer_stops_is_what_solving_again_says(listed: Lists) -> None:
    requests, offers = listed
    found = solve(requests, offers, WEIGHTS, TODAY)
    for offer in offers:
        rest = [other for other in offers if other is not offer]
        lost = lost_without(found, offer.id)
        assert lost == found.total - best(requests, rest)
        assert lost >= found.offer_prices[offer.id]


@FEW
@given(listed=lists(5))
def test_what_is_kept_tells_the_loss_of_any_pair(listed: Lists) -> None:
    requests, offers = listed
    found = solve(requests, offers, WEIGHTS, TODAY)
    for request in requests:
        rest = [other for other in requests if other is not request]
        known = around(found, request.id).places
        for offer in offers:
            fewer = [replace(o, capacity=o.capacity - 1) if o is offer else o for o in offers]
            others = known.get(offer.id, found.offer_prices[offer.id])
            assert others == best(rest, offers) - best(rest, fewer)


@FEW
@given(listed=lists(5))
def test_regret_is_what_the_list_loses_by_that_choice(listed: Lists) -> None:
    requests, offers = listed
    found = solve(requests, offers, WEIGHTS, TODAY)
    by_id = {offer.id: offer for offer in offers}
    for request in requests:
        rest = [other for other in requests if other is not request]
        lost = regrets(found, request.id)
        for offer_id, loss in lost.items():
            fewer = [replace(o, capacity=o.capacity - 1) if o.id == offer_id else o for o in offers]
            worth = value(request, by_id[offer_id], WEIGHTS, TODAY)
            assert loss == found.total - best(rest, fewer) - worth
            assert regret(found, request.id, offer_id) == loss
    assert all(regret(found, *pair) == 0 for pair in found.chosen)
