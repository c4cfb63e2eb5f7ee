"""Many pairs at once: which limits they do not keep, and their points.

`limits.py` and `scoring.py` are the truth, one pair at a time and in words; these are their quick
twins, and a property holds them equal.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.matching.engine.columns import UNKNOWN, Keys, Numbers, Offers, Requests, Yes
from core.matching.engine.scoring import tenths
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

    def shared(self, asked: Keys, there: Keys) -> Numbers:
        """How many keys both have."""
        count: Numbers = np.zeros(1, np.int64)
        for mine, theirs in zip(asked.words, there.words, strict=True):
            count = count + np.bitwise_count(mine[self.i] & theirs[self.j])
        return count

    def far(self) -> Numbers:
        """The distance by road in whole tenths of kilometres; no sense where a place is unknown."""
        a, b, i, j = self.requests.places, self.offers.places, self.i, self.j
        square = (a.x[i] - b.x[j]) ** 2 + (a.y[i] - b.y[j]) ** 2 + (a.z[i] - b.z[j]) ** 2
        half_chord = np.minimum(np.sqrt(square) / 2, 1.0)
        exact = 20 * EARTH_RADIUS_KM * ROAD_FACTOR * np.arcsin(half_chord)
        return self._rounded(exact)

    def _rounded(self, exact: NDArray[np.float64]) -> Numbers:
        """To whole tenths; what lies on the edge as `distance_km` itself rounds it."""
        far = np.rint(exact)
        for at in np.flatnonzero(np.abs(np.abs(exact - far) - 0.5) < NEARLY_HALF):
            here, there = self._positions(int(at))
            far[at] = tenths(distance_km(here, there))
        return far.astype(np.int64)

    def _positions(self, at: int) -> tuple[Position, Position]:
        i = int(self.i[at if len(self.i) > 1 else 0])
        j = at if isinstance(self.j, slice) else int(self.j[at])
        a, b = self.requests.places, self.offers.places
        return Position(a.lat[i], a.lon[i]), Position(b.lat[j], b.lon[j])


def limit_bits(pairs: Pairs) -> Numbers:
    """Return the limits that each pair does not keep, as the bits of `Limit`; 0: it fits."""
    bits: Numbers = np.zeros(1, np.int64)
    for limit, broken in CHECKS.items():
        bits = bits | np.where(broken(pairs), limit.value, 0)
    return bits


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
    asked, there = p.requests.dayparts[p.i], p.offers.dayparts[p.j]
    broken: Yes = (asked != 0) & (there != 0) & (asked & there == 0)
    return broken


def _too_seldom(p: Pairs) -> Yes:
    needed, most = p.requests.times[p.i], p.offers.most_times[p.j]
    shared = np.bitwise_count(p.requests.dayparts[p.i] & p.offers.dayparts[p.j]).astype(np.int64)
    known = (needed != UNKNOWN) & (most != UNKNOWN)
    broken: Yes = known & ((needed > most) | ((shared > 0) & (shared < needed)))
    return broken


def _wrong_age(p: Pairs) -> Yes:
    age = p.requests.age[p.i]
    known = (age != UNKNOWN) & p.offers.takes_known[p.j] & ~p.requests.for_parent[p.i]
    broken: Yes = known & ((age < p.offers.youngest[p.j]) | (age > p.offers.oldest[p.j]))
    return broken


def _wrong_form(p: Pairs) -> Yes:
    takes, asked, there = p.offers.subjects[p.j], p.requests.forms, p.offers.forms
    wrong_subject = (takes != 0) & (takes & p.requests.subject[p.i] == 0)
    known = (asked.size[p.i] > 0) & (there.size[p.j] > 0)
    broken: Yes = wrong_subject | known & (p.shared(asked, there) == 0)
    return broken


def _wrong_house(p: Pairs) -> Yes:
    asked, there = p.requests.allergies, p.offers.household
    clash = ~there.known[p.j] | (p.shared(asked, there) > 0)
    broken: Yes = ~asked.known[p.i] | (asked.size[p.i] > 0) & clash
    return broken


def _no_language(p: Pairs) -> Yes:
    asked, there = p.requests.languages, p.offers.languages
    known = p.requests.language_required[p.i] & (asked.size[p.i] > 0) & there.known[p.j]
    broken: Yes = known & (p.shared(asked, there) == 0)
    return broken


def _no_vog(p: Pairs) -> Yes:
    broken: Yes = ~p.offers.vog_seen[p.j]
    return broken


def _full(p: Pairs) -> Yes:
    broken: Yes = p.offers.free[p.j] == 0
    return broken


def _too_far(p: Pairs) -> Yes:
    known = p.requests.places.known[p.i] & p.offers.places.known[p.j]
    limit = np.minimum(p.requests.reach.km[p.i], p.offers.reach.km[p.j])
    broken: Yes = known & (p.far() / 10 > limit)
    return broken


def _kept_apart(p: Pairs) -> Yes:
    j = np.arange(len(p.offers)) if isinstance(p.j, slice) else p.j
    broken: Yes = np.isin(p.i * len(p.offers) + j, p.requests.excluded)
    return broken


CHECKS: dict[Limit, Callable[[Pairs], Yes]] = {
    Limit.CAPACITY: _full,
    Limit.VOG: _no_vog,
    Limit.DAYPARTS: _no_daypart,
    Limit.AGE: _wrong_age,
    Limit.DISTANCE: _too_far,
    Limit.FORM: _wrong_form,
    Limit.INTENSITY: _too_seldom,
    Limit.HOUSEHOLD: _wrong_house,
    Limit.LANGUAGE: _no_language,
    Limit.EXCLUSION: _kept_apart,
}


def _distance(p: Pairs, most: int) -> Numbers:
    limit = np.minimum(p.requests.reach.tenths[p.i], p.offers.reach.tenths[p.j])
    has_limit = limit < np.iinfo(np.int64).max
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
    part = np.where(takes, 5 + near, 0)
    for_parent = p.requests.for_parent[p.i]
    return _rounded(most, np.where(for_parent, 10, part), 10, known | for_parent)


def _part(p: Pairs, asked: Keys, a: Picked, there: Keys, b: Picked, most: int) -> Numbers:
    """The part of what is asked that is there; `a` and `b` pick from the two."""
    count: Numbers = np.zeros(1, np.int64)
    for mine, theirs in zip(asked.words, there.words, strict=True):
        count = count + np.bitwise_count(mine[a] & theirs[b])
    size = asked.size[a]
    known = asked.known[a] & ((size == 0) | there.known[b])
    return _rounded(most, np.where(size == 0, 1, count), np.maximum(size, 1), known)


def _rounded(most: int, part: Numbers, whole: Numbers | int, known: Yes) -> Numbers:
    """The points of a share, half up; half of the most where it is not known."""
    found = (2 * most * part + whole) // np.maximum(1, 2 * np.asarray(whole))
    rounded: Numbers = np.where(known, found, (2 * most + 2) // 4)
    return rounded
