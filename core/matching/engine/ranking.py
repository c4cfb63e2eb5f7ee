"""One request beside all offers, in numbers."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.matching.engine.columns import Numbers, Offers, Requests, Yes
from core.matching.engine.pairs import Pairs, broken_limits, points
from core.matching.engine.weights import WHOLE, Weights
from core.matching.limits import Limit
from core.matching.profiles import RequestProfile

EQUALLY_GOOD = WHOLE * 3 // 100
"""Two qualities that differ by less points than this are not ranked."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """The numbers of the offers in their groups; how many fits are as good as the best.

    `why_not`: how many of the others do not keep each limit.
    """

    fits: Numbers
    one_away: Numbers
    others: Numbers
    equal_to_best: int
    why_not: dict[Limit, int]


def rank(request: RequestProfile, offers: Offers, weights: Weights) -> Ranked:
    """Return the offers in groups by how many limits they do not keep, the best first."""
    alone = Requests((request,), offers)
    broken, count = _beside(alone, offers)
    near = np.flatnonzero(count <= 1)
    scores = points(Pairs(alone, offers, np.zeros(len(near), np.int64), near), weights)
    # Few numbers, sorted in the order that they have when equal: that is the order of the ids.
    ranks = (count[near] * np.int16(2 * WHOLE) + (WHOLE - scores)).astype(np.int16)
    order = np.argsort(ranks, kind="stable")
    near, scores = near[order], scores[order]
    size = int(np.count_nonzero(count == 0))
    equal = int(np.count_nonzero(scores[:size] > scores[0] - EQUALLY_GOOD)) if size else 0
    others = count > 1
    return Ranked(
        fits=near[:size],
        one_away=near[size:],
        others=np.flatnonzero(others),
        equal_to_best=equal,
        why_not={limit: int(np.count_nonzero(rows & others)) for limit, rows in broken.items()},
    )


def how_many_fit(request: RequestProfile, offers: Offers) -> int:
    """Return how many of the offers keep every limit with a request."""
    _broken, count = _beside(Requests((request,), offers), offers)
    return len(offers) - int(np.count_nonzero(count))


def _beside(alone: Requests, offers: Offers) -> tuple[dict[Limit, Yes], NDArray[np.uint8]]:
    """One request beside all: where each limit is not kept, and how many are not by each offer."""
    broken = broken_limits(Pairs(alone, offers, np.zeros(1, np.int64), slice(None)))
    count = np.zeros(len(offers), np.uint8)
    for rows in broken.values():
        count += rows.view(np.uint8)
    return broken, count
