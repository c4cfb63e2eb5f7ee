"""Many pairs at once: which limits they do not keep, and their points.

`limits.py` and `scoring.py` are the truth, one pair at a time and in words; these are their quick
twins, and a property holds them equal.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from core.matching.engine.columns import (
    ENDLESS,
    ON_THE_EDGE,
    UNKNOWN,
    Keys,
    Numbers,
    Offers,
    Requests,
    Yes,
)
from core.matching.engine.scoring import NEAR_YEARS, tenths
from core.matching.engine.weights import Weights
from core.matching.limits import Limit
from core.matching.profiles import Position
from core.places.distance import EARTH_RADIUS_KM, ROAD_FACTOR, distance_km

Picked = Numbers | slice
NEARLY_HALF = 1e-6


@dataclass(frozen=True, slots=True)
class Pairs:
    """Requests `i` beside offers `j`: two columns of numbers, or one request beside a slice."""

    requests: Requests
    offers: Offers
    i: Numbers
    j: Picked

    def where(self, keep: Yes) -> "Pairs":
        """These pairs only; not for a slice."""
        assert not isinstance(self.j, slice)  # noqa: S101 - for the types
        return Pairs(self.requests, self.offers, self.i[keep], self.j[keep])

    def none_shared(self, asked: Keys, there: Keys) -> Yes:
        """Whether nothing is in both, where what is not known has everything."""
        none: Yes = asked.open[0][self.i] & there.open[0][self.j] == 0
        for mine, theirs in zip(asked.open[1:], there.open[1:], strict=True):
            none &= mine[self.i] & theirs[self.j] == 0
        return none

    def chord(self) -> NDArray[np.float64]:
        """The square of the straight line through the ball; no sense where a place is unknown."""
        a, b, i, j = self.requests.places, self.offers.places, self.i, self.j
        chord: NDArray[np.float64] = b.x[j] - a.x[i]
        chord *= chord
        for here, there in ((a.y[i], b.y[j]), (a.z[i], b.z[j])):
            along = there - here
            along *= along
            chord += along
        return chord

    def far(self) -> Numbers:
        """The distance by road in whole tenths of kilometres; no sense where a place is unknown."""
        half_chord = np.minimum(np.sqrt(np.fmax(self.chord(), 0.0)) / 2, 1.0)
        exact = 20 * EARTH_RADIUS_KM * ROAD_FACTOR * np.arcsin(half_chord)
        return self._rounded(exact)

    def _rounded(self, exact: NDArray[np.float64]) -> Numbers:
        """To whole tenths; what lies on the edge as `distance_km` itself rounds it."""
        far = np.rint(exact)
        for at in np.flatnonzero(np.abs(np.abs(exact - far) - 0.5) < NEARLY_HALF):
            far[at] = tenths(self.km(int(at)))
        return far.astype(np.int64)

    def pair(self, at: int) -> tuple[int, int]:
        """The numbers of the request and the offer of one of the pairs."""
        i = int(self.i[at if len(self.i) > 1 else 0])
        return i, at if isinstance(self.j, slice) else int(self.j[at])

    def km(self, at: int) -> float:
        """The distance of one of the pairs, as `distance_km` says it."""
        i, j = self.pair(at)
        a, b = self.requests.places, self.offers.places
        return distance_km(Position(a.lat[i], a.lon[i]), Position(b.lat[j], b.lon[j]))


def broken_limits(pairs: Pairs) -> dict[Limit, Yes]:
    """Return for each limit which pairs do not keep it."""
    return {limit: broken(pairs) for limit, broken in CHECKS.items()}


def fitting(pairs: Pairs) -> Pairs:
    """Return the pairs that keep every limit, the cheapest limits first."""
    for broken in CHECKS.values():
        pairs = pairs.where(~broken(pairs))
    return pairs


def points(pairs: Pairs, weights: Weights) -> Numbers:
    """Return the quality of each pair."""
    r, o = pairs.requests, pairs.offers
    return (
        _distance(pairs, weights.distance)
        + _dayparts(pairs, weights.dayparts)
        + _ages(pairs, weights.ages)
        + _part(pairs, r.themes, pairs.i, o.themes, pairs.j, weights.experience)
        + _part(pairs, r.interests, pairs.i, o.interests, pairs.j, weights.interests)
        + _part(pairs, r.wishes, pairs.i, o.traits, pairs.j, weights.wishes)
        + _part(pairs, r.languages, pairs.i, o.languages, pairs.j, weights.language)
        + _part(pairs, o.wishes, pairs.j, r.traits, pairs.i, weights.offer_wishes)
    )


def _no_daypart(p: Pairs) -> Yes:
    broken: Yes = p.requests.open_dayparts[p.i] & p.offers.open_dayparts[p.j] == 0
    return broken


def _too_seldom(p: Pairs) -> Yes:
    needed, most = p.requests.times[p.i], p.offers.most_times[p.j]
    shared = np.bitwise_count(p.requests.dayparts[p.i] & p.offers.dayparts[p.j])
    known = (needed != UNKNOWN) & (most != UNKNOWN)
    broken: Yes = known & ((needed > most) | ((shared > 0) & (shared < needed)))
    return broken


def _wrong_age(p: Pairs) -> Yes:
    too_young = p.requests.age_at_least[p.i] < p.offers.youngest[p.j]
    broken: Yes = too_young | (p.requests.age_at_most[p.i] > p.offers.oldest[p.j])
    return broken


def _wrong_form(p: Pairs) -> Yes:
    wrong_subject = p.offers.subjects[p.j] & p.requests.subject[p.i] == 0
    broken: Yes = wrong_subject | p.none_shared(p.requests.forms, p.offers.forms)
    return broken


def _wrong_house(p: Pairs) -> Yes:
    asked, there = p.requests.allergies, p.offers.household
    clash: Yes = ~asked.known[p.i]
    for mine, theirs in zip(asked.words, there.open, strict=True):
        clash = clash | (mine[p.i] & theirs[p.j] != 0)
    return clash


def _no_language(p: Pairs) -> Yes:
    needed = p.requests.language_needed[p.i]
    if not needed.any():
        return np.zeros_like(p.offers.is_full[p.j])
    broken: Yes = needed & p.none_shared(p.requests.languages, p.offers.languages)
    return broken


def _no_vog(p: Pairs) -> Yes:
    broken: Yes = p.offers.vog_missing[p.j]
    return broken


def _full(p: Pairs) -> Yes:
    broken: Yes = p.offers.is_full[p.j]
    return broken


def _too_far(p: Pairs) -> Yes:
    chord = p.chord()
    most = np.minimum(p.requests.reach.chord[p.i], p.offers.reach.chord[p.j])
    broken: Yes = chord > most
    surely: Yes = chord > most * (1 + ON_THE_EDGE)
    if np.count_nonzero(broken) == np.count_nonzero(surely):
        return broken
    edge = broken & ~surely
    for at in np.flatnonzero(edge).tolist():
        i, j = p.pair(at)
        broken[at] = p.km(at) > min(p.requests.reach.km[i], p.offers.reach.km[j])
    return broken


def _kept_apart(p: Pairs) -> Yes:
    if not isinstance(p.j, slice):
        return np.isin(p.i * len(p.offers) + p.j, p.requests.excluded)
    broken = np.zeros(len(p.offers), np.bool_)
    mine = p.requests.excluded // max(1, len(p.offers)) == p.i
    broken[p.requests.excluded[mine] % len(p.offers)] = True
    return broken


CHECKS: dict[Limit, Callable[[Pairs], Yes]] = {
    Limit.DAYPARTS: _no_daypart,
    Limit.AGE: _wrong_age,
    Limit.FORM: _wrong_form,
    Limit.DISTANCE: _too_far,
    Limit.CAPACITY: _full,
    Limit.VOG: _no_vog,
    Limit.INTENSITY: _too_seldom,
    Limit.HOUSEHOLD: _wrong_house,
    Limit.LANGUAGE: _no_language,
    Limit.EXCLUSION: _kept_apart,
}


def _distance(p: Pairs, most: int) -> Numbers:
    limit = np.minimum(p.requests.reach.tenths[p.i], p.offers.reach.tenths[p.j])
    has_limit = limit < ENDLESS
    known = has_limit & p.requests.places.known[p.i] & p.offers.places.known[p.j]
    whole = np.where(known, np.maximum(limit, 1), 1) ** 2
    return _rounded(most, np.maximum(0, whole - p.far() ** 2), whole, known)


def _dayparts(p: Pairs, most: int) -> Numbers:
    asked, there = p.requests.dayparts[p.i], p.offers.dayparts[p.j]
    shared = np.bitwise_count(asked & there).astype(np.int64)
    size = np.bitwise_count(asked).astype(np.int64)
    times = np.maximum(1, p.requests.times[p.i])
    known = (asked != 0) & (there != 0)
    return _rounded(
        most, np.minimum(shared, times) * size + shared * times, 2 * times * size, known
    )


def _ages(p: Pairs, most: int) -> Numbers:
    age, own = p.requests.age[p.i], p.offers.own_ages[p.j]
    near: Numbers = np.zeros(1, np.int64)
    for years in p.requests.near_ages:
        near = near + (own & years[p.i] != 0)
    takes = (age >= p.offers.youngest[p.j]) & (age <= p.offers.oldest[p.j])
    known = (age != UNKNOWN) & p.offers.takes_known[p.j] & (~takes | p.offers.own_known[p.j])
    whole = 2 * NEAR_YEARS
    part = np.where(takes, NEAR_YEARS + near, 0)
    for_parent = p.requests.for_parent[p.i]
    return _rounded(most, np.where(for_parent, whole, part), whole, known | for_parent)


def _part(p: Pairs, asked: Keys, a: Picked, there: Keys, b: Picked, most: int) -> Numbers:
    """The part of what is asked that is there; `a` and `b` pick from the two."""
    count = np.bitwise_count(asked.words[0][a] & there.words[0][b])
    for mine, theirs in zip(asked.words[1:], there.words[1:], strict=True):
        count = count + np.bitwise_count(mine[a] & theirs[b])
    size = asked.size[a]
    known = asked.known[a] & ((size == 0) | there.known[b])
    table = _parts(most, asked.largest)
    found: Numbers = np.where(known, table[size, count], _half(most))
    return found


@lru_cache(maxsize=64)
def _parts(most: int, largest: int) -> Numbers:
    """The points for each number that is asked for, up to the largest, and that is there of it."""
    asked, there = np.arange(largest + 1)[:, None], np.arange(largest + 1)[None, :]
    table = (2 * most * there + asked) // np.maximum(1, 2 * asked)
    table[0] = most
    return table


def _half(most: int) -> int:
    """Half of the most, rounded up."""
    return (most + 1) // 2


def _rounded(most: int, part: Numbers, whole: Numbers | int, known: Yes) -> Numbers:
    """The points of a share, half up; half of the most where it is not known."""
    found = (2 * most * part + whole) // np.maximum(1, 2 * np.asarray(whole))
    rounded: Numbers = np.where(known, found, _half(most))
    return rounded
