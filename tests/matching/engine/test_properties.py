"""What always holds for the best coupling of a list."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from core.matching.engine.optimum import regret, solve
from core.matching.engine.scoring import value
from core.matching.engine.weights import Weights
from core.matching.profiles import (
    Exclusion,
    ExclusionReason,
    OfferProfile,
    RequestProfile,
    VogStatus,
)
from tests.matching.engine.strategies import (
    FEW,
    TODAY,
    Lists,
    any_offer,
    any_request,
    listed_offer,
    listed_request,
    lists,
)

WEIGHTS = Weights()
some = st.integers(0, 5)


def total(requests: list[RequestProfile], offers: list[OfferProfile]) -> int:
    return solve(requests, offers, WEIGHTS, TODAY).total


@FEW
@given(listed=lists(), offer=listed_offer(9), request=listed_request(9), which=some)
def test_more_never_lowers_the_total(
    listed: Lists, offer: OfferProfile, request: RequestProfile, which: int
) -> None:
    requests, offers = listed
    before = total(requests, offers)
    assert total(requests, [*offers, offer]) >= before
    assert total([*requests, request], offers) >= before
    more = [
        replace(one, capacity=one.capacity + 1) if number == which else one
        for number, one in enumerate(offers)
    ]
    assert total(requests, more) >= before


@FEW
@given(listed=lists(), which=some, other=some)
def test_one_limit_more_never_raises_the_total(listed: Lists, which: int, other: int) -> None:
    requests, offers = listed
    before = total(requests, offers)
    vetoed = [
        replace(one, exclusions=(Exclusion(f"o{other}", ExclusionReason.VETO),))
        if number == which
        else one
        for number, one in enumerate(requests)
    ]
    assert total(vetoed, offers) <= before
    unseen = [
        replace(one, vog=(VogStatus.EXPIRED,)) if number == which else one
        for number, one in enumerate(offers)
    ]
    assert total(requests, unseen) <= before


@FEW
@given(listed=lists())
def test_names_and_order_change_no_total_and_order_no_choice(listed: Lists) -> None:
    requests, offers = listed
    found = solve(requests, offers, WEIGHTS, TODAY)
    turned = solve(requests[::-1], offers[::-1], WEIGHTS, TODAY)
    assert (turned.total, turned.chosen) == (found.total, found.chosen)
    assert turned.request_prices == found.request_prices
    renamed = [replace(one, id=f"x{9 - number}") for number, one in enumerate(requests)]
    again = [replace(one, id=f"y{9 - number}") for number, one in enumerate(offers)]
    assert total(renamed, again) == found.total


@FEW
@given(one=lists(4, "a"), other=lists(4, "b"))
def test_disjoint_tenants_add_up(one: Lists, other: Lists) -> None:
    apart = tuple(Exclusion(offer.id, ExclusionReason.VETO) for offer in other[1])
    back = tuple(Exclusion(offer.id, ExclusionReason.VETO) for offer in one[1])
    requests = [replace(request, exclusions=apart) for request in one[0]]
    requests += [replace(request, exclusions=back) for request in other[0]]
    assert total(requests, [*one[1], *other[1]]) == total(*one) + total(*other)


@FEW
@given(listed=lists(), which=some)
def test_raising_the_urgency_of_one_never_unmatches_it(listed: Lists, which: int) -> None:
    requests, offers = listed
    chosen = dict(solve(requests, offers, WEIGHTS, TODAY).chosen)
    for request in requests[which : which + 1]:
        raised = replace(request, urgency=request.urgency + 1)
        others = [other for other in requests if other is not request]
        again = dict(solve([*others, raised], offers, WEIGHTS, TODAY).chosen)
        assert request.id not in chosen or request.id in again


@FEW
@given(listed=lists(), request=any_request(), offer=any_offer())
def test_prices_and_regret_are_never_negative(
    listed: Lists, request: RequestProfile, offer: OfferProfile
) -> None:
    requests, offers = listed[0], [one for one in listed[1] if one.id != offer.id]
    found = solve([*requests, replace(request, id="r9")], [*offers, offer], WEIGHTS, TODAY)
    prices = (*found.request_prices.values(), *found.offer_prices.values())
    assert min(prices) >= 0
    worth = value(request, offer, WEIGHTS, TODAY)
    assert regret(found, "r9", offer.id, worth) >= 0
    assert regret(found, "r9", "elsewhere", 0) == found.request_prices["r9"]


@FEW
@given(listed=lists())
def test_siblings_who_stay_together_are_coupled_by_hand(listed: Lists) -> None:
    requests, offers = listed
    siblings = [replace(request, together="one") for request in requests[:2]]
    found = solve([*siblings, *requests[2:]], offers, WEIGHTS, TODAY)
    assert found.left_out == tuple(request.id for request in siblings)
    assert found.total == total(requests[2:], offers)
    for sibling in siblings:
        for offer in offers:
            lost = regret(found, sibling.id, offer.id)
            assert 0 <= lost <= found.offer_prices[offer.id]
