"""The best coupling of the whole list, what everything in it is worth, and what a choice costs.

It is advice for a person who chooses; nobody is coupled by it. Siblings who must stay together are
coupled by hand, so requests with `together` are left out of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from core.matching.engine.solved import Optimum
from core.matching.engine.weights import Weights
from core.matching.profiles import OfferProfile, RequestProfile


def solve(
    requests: Iterable[RequestProfile],
    offers: Iterable[OfferProfile],
    weights: Weights,
    today: date,
) -> Optimum:
    """Return the best coupling of a list; the order of the lists changes nothing."""
    from core.matching.engine.solving import solve_list

    return solve_list(requests, offers, weights, today)


def lost_without(optimum: Optimum, offer_id: str) -> int:
    """Return what the whole list loses when an offer stops, with all its places.

    With one place that is its price. With more, the others are solved again: prices do not add up
    when two who must leave would both take the same place elsewhere.
    """
    import numpy as np

    from core.matching.engine.flow import Edges, best_coupling

    number, edges = optimum.offer_numbers[offer_id], optimum.coupling.edges
    if edges.places[number] <= 1:
        return optimum.offer_prices[offer_id]
    keep = np.flatnonzero(edges.j != number)
    rest = Edges(edges.i[keep], edges.j[keep], edges.value[keep], edges.requests, edges.places)
    return optimum.total - int(rest.value[best_coupling(rest)].sum())


@dataclass(frozen=True, slots=True)
class Around:
    """What a request means to the offers around it, by their ids.

    `regrets`: what the whole list loses when the request gets an offer that fits it. `places`: what
    one place of an offer is worth to all other requests, where that is not its price. With both,
    and the price of the request, the loss of any pair is known exactly, also of one that does not
    fit: the two prices less the value of the pair.
    """

    regrets: dict[str, int]
    places: dict[str, int]


def around(optimum: Optimum, request_id: str) -> Around:
    """Return what a request of the list means to the offers around it."""
    import numpy as np

    from core.matching.engine.prices import place_prices, without

    number = optimum.request_numbers.get(request_id)
    if number is None:
        return Around({}, {})
    edges = optimum.coupling.edges
    mine = np.flatnonzero(edges.i == number)
    prices = place_prices(without(optimum.coupling, number))
    offers, price = tuple(optimum.offer_numbers), optimum.request_prices[request_id]
    lost = price + prices[edges.j[mine]] - edges.value[mine]
    usual = np.fromiter(optimum.offer_prices.values(), np.int64, len(offers))
    return Around(
        {offers[j]: loss for j, loss in zip(edges.j[mine].tolist(), lost.tolist(), strict=True)},
        {offers[j]: int(prices[j]) for j in np.flatnonzero(prices != usual).tolist()},
    )


def regrets(optimum: Optimum, request_id: str) -> dict[str, int]:
    """Return what the whole list loses when this request gets each of the offers that fit it."""
    return around(optimum, request_id).regrets


def regret(optimum: Optimum, request_id: str, offer_id: str, value: int | None = None) -> int:
    """Return what the whole list loses when this pair is coupled; 0 for a chosen pair.

    A pair that does not keep a hard limit is not in the list: give its own `value`, else it counts
    for nothing. A request that is not in the list either (coupled by hand) only takes a place.
    """
    if optimum.offer_of.get(request_id) == offer_id:
        return 0
    fitting = optimum.values.get((request_id, offer_id))
    if fitting is not None:
        return regrets(optimum, request_id)[offer_id]
    lost = optimum.request_prices.get(request_id, 0) + _price_without(optimum, request_id, offer_id)
    return max(0, lost - (value or 0))


def _price_without(optimum: Optimum, request_id: str, offer_id: str) -> int:
    """What one place of an offer is worth to all other requests."""
    from core.matching.engine.prices import place_prices, without

    request = optimum.request_numbers.get(request_id)
    offer = optimum.offer_numbers.get(offer_id)
    if offer is None:
        return 0
    rest = optimum.coupling if request is None else without(optimum.coupling, request)
    return int(place_prices(rest)[offer])
