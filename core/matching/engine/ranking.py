"""One request beside all offers, in numbers."""

from dataclasses import dataclass

import numpy as np

from core.matching.engine.columns import Numbers, Offers, Requests
from core.matching.engine.pairs import Pairs, limit_bits, points
from core.matching.engine.weights import WHOLE, Weights
from core.matching.profiles import RequestProfile

EQUALLY_GOOD = WHOLE * 3 // 100
"""Two qualities that differ by less points than this are not ranked."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """The numbers of the offers in their groups; how many fits are as good as the best."""

    fits: Numbers
    one_away: Numbers
    others: Numbers
    equal_to_best: int


def rank(request: RequestProfile, offers: Offers, weights: Weights) -> Ranked:
    """Return the offers in groups by how many limits they do not keep, the best first."""
    alone = Requests((request,), offers)
    only = np.zeros(1, np.int64)
    bits = np.broadcast_to(limit_bits(Pairs(alone, offers, only, slice(None))), len(offers))
    broken = np.bitwise_count(bits)

    def best_first(numbers: Numbers) -> tuple[Numbers, Numbers]:
        scores = points(Pairs(alone, offers, np.zeros(len(numbers), np.int64), numbers), weights)
        order = np.lexsort((numbers, -scores))
        return numbers[order], scores[order]

    fits, scores = best_first(np.flatnonzero(broken == 0))
    one_away, _ = best_first(np.flatnonzero(broken == 1))
    equal = int(np.count_nonzero(scores > scores[0] - EQUALLY_GOOD)) if len(scores) else 0
    return Ranked(fits, one_away, np.flatnonzero(broken > 1), equal)
