"""Who would come first for each request of a whole list, by one weighing or another."""

from collections.abc import Iterable

import numpy as np

from core.matching.engine.columns import Offers, Requests
from core.matching.engine.joining import fitting_pairs
from core.matching.engine.pairs import Pairs, points
from core.matching.engine.weights import Weights
from core.matching.profiles import OfferProfile, RequestProfile


def firsts_by(
    requests: Iterable[RequestProfile], offers: Iterable[OfferProfile], *weighings: Weights
) -> tuple[dict[str, str], ...]:
    """Return for each weighing the first suggestion of every request that has one, by their ids.

    The same as the first of `suggest`, in one pass over all pairs that fit.
    """
    ready = Offers(offers)
    asked = Requests(requests, ready)
    i, j = fitting_pairs(asked, ready)
    there, start = np.unique(i, return_index=True)
    found = []
    for weights in weighings:
        order = np.lexsort((j, -points(Pairs(asked, ready, i, j), weights), i))
        best = j[order][start]
        found.append(
            {
                asked.profiles[request].id: ready.profiles[offer].id
                for request, offer in zip(there.tolist(), best.tolist(), strict=True)
            }
        )
    return tuple(found)
