"""A list of profiles becomes a network, and its solution becomes ids and prices."""

from collections.abc import Iterable
from datetime import date

import numpy as np

from core.matching.engine.columns import Offers, Requests
from core.matching.engine.flow import Edges, best_coupling
from core.matching.engine.joining import fitting_pairs
from core.matching.engine.pairs import Pairs, points
from core.matching.engine.prices import (
    NONE,
    Coupling,
    extra_place,
    place_prices,
    request_prices,
)
from core.matching.engine.scoring import priority
from core.matching.engine.solved import Optimum
from core.matching.engine.weights import Weights
from core.matching.profiles import OfferProfile, RequestProfile


def solve_list(
    requests: Iterable[RequestProfile],
    offers: Iterable[OfferProfile],
    weights: Weights,
    today: date,
) -> Optimum:
    """Return the best coupling of a list, with the prices of everything in it."""
    every = tuple(requests)
    ready = offers if isinstance(offers, Offers) else Offers(offers)
    alone = Requests((request for request in every if request.together is None), ready)
    edges = edges_of(alone, ready, weights, today)
    priorities = {one.id: priority(one, today) for one in alone.profiles}
    coupling = Coupling.of(edges, best_coupling(edges))
    worth = request_prices(coupling, extra_place(coupling))
    request_ids = [request.id for request in alone.profiles]
    offer_ids = ready.column["id"]
    numbers = coupling.offer.tolist()
    return Optimum(
        total=int(coupling.value.sum()),
        chosen=tuple((request_ids[i], offer_ids[j]) for i, j in enumerate(numbers) if j != NONE),
        request_prices=dict(zip(request_ids, worth.tolist(), strict=True)),
        offer_prices=dict(zip(offer_ids, place_prices(coupling).tolist(), strict=True)),
        priorities=priorities,
        left_out=tuple(sorted(request.id for request in every if request.together is not None)),
        request_numbers={request_id: number for number, request_id in enumerate(request_ids)},
        offer_numbers=ready.number_of,
        coupling=coupling,
    )


def edges_of(requests: Requests, offers: Offers, weights: Weights, today: date) -> Edges:
    """Return every pair without a hard limit, with its value."""
    i, j = fitting_pairs(requests, offers)
    urgent = np.array([priority(request, today) for request in requests.profiles], np.int64)
    value = points(Pairs(requests, offers, i, j), weights) + urgent[i]
    return Edges(i, j, value, len(requests), offers.places_left)
