"""Requests and offers as columns of numbers, so that thousands of pairs are weighed at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.calendar.dayparts import WHOLE_WEEK
from core.matching.engine.scoring import NEAR_YEARS, tenths
from core.matching.offer_columns import OfferColumns, each
from core.matching.profiles import (
    OfferProfile,
    Position,
    RequestProfile,
    Subject,
    VogStatus,
)
from core.places.distance import EARTH_RADIUS_KM, ROAD_FACTOR

Numbers = NDArray[np.int64]
Yes = NDArray[np.bool_]
Bits = NDArray[np.uint64]

UNKNOWN = -1
ON_THE_EDGE = 1e-6
ENDLESS = 2**31 - 1
WORD = 64
ALL_BITS = (1 << WORD) - 1
OLDEST = 58
"""Ages are kept as one bit a year; who is older counts as this old."""
OLDER, YOUNGER = 127, 128
"""Past every age that is asked for, on both sides."""
SUBJECTS = {Subject.CHILD: 1, Subject.PARENT: 2}
ANYONE = sum(SUBJECTS.values())
ANY_DAYPART = np.uint32(WHOLE_WEEK)


@dataclass(frozen=True, slots=True)
class Keys:
    """Sets of keys, a bit for each, in words of 64; how many there are; and what is known.

    `open`: the same, in which every bit is there when nothing is known, or nothing is in the set
    (as the limits ask for: see `empty_is_open`).
    """

    words: tuple[Bits, ...]
    open: tuple[Bits, ...]
    size: Numbers
    known: Yes
    largest: int


class Vocabulary:
    """The keys of one kind that offers have. Any other key has the first bit, which none has."""

    def __init__(self, sets: Iterable[frozenset[str] | None]) -> None:
        keys = sorted({key for found in set(sets) if found for key in found})
        self._bit = {key: 2 << number for number, key in enumerate(keys)}
        self._words = 1 + len(keys) // WORD

    def encode(self, sets: Sequence[frozenset[str] | None], empty_is_open: bool = False) -> Keys:
        """The sets as columns; None is not known. Equal sets are looked at once."""
        different = {found: number for number, found in enumerate(dict.fromkeys(sets))}
        at = np.array([different[found] for found in sets], np.intp)
        bits = [self._bits(found) for found in different]
        sizes = [UNKNOWN if found is None else len(found) for found in different]
        size = np.array(sizes, np.int32)[at]
        is_open = size <= 0 if empty_is_open else size < 0
        words = tuple(
            np.array([one >> WORD * word & ALL_BITS for one in bits], np.uint64)[at]
            for word in range(self._words)
        )
        opened = tuple(
            word | np.where(is_open, np.uint64(ALL_BITS), np.uint64(0)) for word in words
        )
        largest = max([0, *sizes])
        return Keys(words, opened, np.maximum(size, 0), size >= 0, largest)

    def _bits(self, found: frozenset[str] | None) -> int:
        return sum({self._bit.get(key, 1) for key in found}) if found else 0


@dataclass(frozen=True, slots=True)
class Places:
    """Where they are: on a ball of radius 1, in degrees, and whether that is known."""

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    z: NDArray[np.float64]
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    known: Yes

    @classmethod
    def of(cls, positions: Sequence[Position | None]) -> "Places":
        """The places as columns; what is not known is nowhere, so never too far."""
        lat = np.array([p.lat if p else np.nan for p in positions], np.float64)
        lon = np.array([p.lon if p else np.nan for p in positions], np.float64)
        high, round_ = np.radians(lat), np.radians(lon)
        flat = np.cos(high)
        known = ~np.isnan(lat)
        return cls(flat * np.cos(round_), flat * np.sin(round_), np.sin(high), lat, lon, known)


@dataclass(frozen=True, slots=True)
class Reach:
    """The most kilometres: as they are (infinite when there is no limit), and in whole tenths.

    `chord`: the square of the straight line through the ball that is surely not too far. What is
    longer by less than a part `ON_THE_EDGE` is measured by `distance_km` itself.
    """

    km: NDArray[np.float64]
    tenths: Numbers
    chord: NDArray[np.float64]

    @classmethod
    def of(cls, limits: Sequence[float | None]) -> "Reach":
        """The limits as columns."""
        km = np.array([np.inf if limit is None else limit for limit in limits], np.float64)
        far = each(lambda limit: ENDLESS if limit is None else tenths(limit), limits)
        return cls(km, np.array(far, np.int64), _chord(km))


def _chord(km: NDArray[np.float64]) -> NDArray[np.float64]:
    """The square of the chord just before the last distance that is rounded to within the limit."""
    within = np.floor(km * 10 + 1)
    within -= within / 10 > km
    within -= within / 10 > km
    angle = (within + 0.5) / 10 / ROAD_FACTOR / EARTH_RADIUS_KM
    chord = (2 * np.sin(np.minimum(angle, np.pi) / 2)) ** 2 * (1 - ON_THE_EDGE / 2)
    return np.where(angle < np.pi, chord, np.inf)


class Offers(Sequence[OfferProfile]):
    """Offers with every column that a limit or a factor reads: made once, used for each request."""

    def __init__(self, offers: Iterable[OfferProfile]) -> None:
        self.profiles = offers if isinstance(offers, OfferColumns) else OfferColumns.of(offers)
        self.column = column = self.profiles.column
        self.places = Places.of(column["position"])
        self.reach = Reach.of(column["max_km"])
        self.dayparts = np.array(column["dayparts"], np.uint32)
        self.open_dayparts = np.where(self.dayparts == 0, ANY_DAYPART, self.dayparts)
        times = [_or(most, UNKNOWN) for most in column["max_times_per_week"]]
        self.most_times = np.array(times, np.int8)
        ages = [taken or (-YOUNGER, OLDER) for taken in column["ages"]]
        self.youngest = np.array([min(young, OLDER) for young, _ in ages], np.int8)
        self.oldest = np.array([min(old, OLDER) for _, old in ages], np.int8)
        self.takes_known = np.array([taken is not None for taken in column["ages"]], np.bool_)
        places = np.array(column["capacity"], np.int64) - np.array(column["running"], np.int64)
        self.places_left = np.maximum(places, 0)
        self.is_full = self.places_left == 0
        self.vog_missing = np.array([_vog_missing(vog) for vog in column["vog"]], np.bool_)
        self.subjects = np.array(each(_subject_bits, column["subjects"]), np.uint8)
        self.own_ages = np.array(each(_year_bits, column["own_ages"]), np.uint64)
        self.own_known = np.array([own is not None for own in column["own_ages"]], np.bool_)
        self._vocabularies: dict[str, Vocabulary] = {}

    @cached_property
    def number_of(self) -> Mapping[str, int]:
        """The number of each offer, by its id."""
        return {offer_id: number for number, offer_id in enumerate(self.column["id"])}

    @cached_property
    def forms(self) -> Keys:
        """The forms of support; empty is not known."""
        return self._keys("forms")

    @cached_property
    def household(self) -> Keys:
        """What is in the house."""
        return self._keys("household")

    @cached_property
    def languages(self) -> Keys:
        """The languages that they speak."""
        return self._keys("languages")

    @cached_property
    def themes(self) -> Keys:
        """Their own experience."""
        return self._keys("themes")

    @cached_property
    def interests(self) -> Keys:
        """Their interests."""
        return self._keys("interests")

    @cached_property
    def traits(self) -> Keys:
        """What the other family may wish for."""
        return self._keys("traits")

    @cached_property
    def wishes(self) -> Keys:
        """What they wish for in the other family."""
        return self._keys("wishes")

    @cached_property
    def kept_apart(self) -> Mapping[str, tuple[int, ...]]:
        """The offers that exclude a request, by the request's id."""
        found: dict[str, tuple[int, ...]] = {}
        for number, exclusions in enumerate(self.column["exclusions"]):
            for exclusion in exclusions:
                found[exclusion.other_id] = (*found.get(exclusion.other_id, ()), number)
        return found

    def encode(self, name: str, sets: Sequence[frozenset[str] | None]) -> Keys:
        """Sets of keys of requests, in the bits of one column of these offers."""
        getattr(self, name)
        return self._vocabularies[name].encode(sets, name == "forms")

    def _keys(self, name: str) -> Keys:
        sets = self.column[name]
        vocabulary = self._vocabularies[name] = Vocabulary(sets)
        return vocabulary.encode(sets, name == "forms")

    def __len__(self) -> int:
        return len(self.profiles)

    def __getitem__(self, number: Any) -> Any:
        return self.profiles[number]


class Requests:
    """Requests beside certain offers, with every column that a limit or a factor reads."""

    def __init__(self, requests: Iterable[RequestProfile], offers: Offers) -> None:
        self.profiles = tuple(sorted(requests, key=lambda request: request.id))
        every = self.profiles
        self.places = Places.of([request.position for request in every])
        self.reach = Reach.of([request.max_km for request in every])
        self.dayparts = np.array([request.dayparts for request in every], np.uint32)
        self.open_dayparts = np.where(self.dayparts == 0, ANY_DAYPART, self.dayparts)
        times = [_or(request.times_per_week, UNKNOWN) for request in every]
        self.times = np.array(times, np.int8)
        self.for_parent = np.array([one.subject is Subject.PARENT for one in every], np.bool_)
        self.subject = np.array([SUBJECTS[request.subject] for request in every], np.uint8)
        self.age = np.array([min(_or(one.age, UNKNOWN), OLDER) for one in every], np.int8)
        has_age = (self.age != UNKNOWN) & ~self.for_parent
        self.age_at_least = np.where(has_age, self.age, OLDER).astype(np.int8)
        self.age_at_most = np.where(has_age, self.age, -YOUNGER).astype(np.int8)
        self.near_ages = tuple(years[np.minimum(self.age, OLDEST)] for years in YEARS_AROUND)
        needed = [request.language_required and bool(request.languages) for request in every]
        self.language_needed = np.array(needed, np.bool_)
        self.forms = offers.encode("forms", [request.forms for request in every])
        self.allergies = offers.encode("household", [request.allergies for request in every])
        self.languages = offers.encode("languages", [request.languages for request in every])
        self.themes = offers.encode("themes", [request.themes for request in every])
        self.interests = offers.encode("interests", [request.interests for request in every])
        self.wishes = offers.encode("traits", [request.wishes for request in every])
        self.traits = offers.encode("wishes", [request.traits for request in every])
        self.excluded = _excluded(every, offers)
        """Pairs that are kept apart, as request number times the number of offers plus offer."""

    def __len__(self) -> int:
        return len(self.profiles)


def _or(number: int | None, otherwise: int) -> int:
    return otherwise if number is None else number


def _vog_missing(vog: tuple[VogStatus, ...]) -> bool:
    return vog.count(VogStatus.SEEN) < max(1, len(vog))


def _subject_bits(subjects: frozenset[Subject]) -> int:
    return sum(SUBJECTS[one] for one in subjects) or ANYONE


def _year_bits(ages: tuple[int, ...] | None) -> int:
    return sum({1 << min(age, OLDEST) for age in ages or ()})


def _years_around(age: int, apart: int) -> int:
    """The bits of all ages at most `apart` years from this one."""
    return sum(1 << year for year in range(max(0, age - apart), age + apart + 1))


YEARS_AROUND = tuple(
    np.array([*(_years_around(age, apart) for age in range(OLDEST + 1)), 0], np.uint64)
    for apart in range(1, NEAR_YEARS + 1)
)
"""Per number of years apart: those bits for each age, and none for an age that is not known."""


def _excluded(requests: Sequence[RequestProfile], offers: Offers) -> Numbers:
    codes = set()
    for number, request in enumerate(requests):
        apart = {offers.number_of.get(exclusion.other_id) for exclusion in request.exclusions}
        apart |= set(offers.kept_apart.get(request.id, ()))
        codes |= {number * len(offers) + other for other in apart if other is not None}
    return np.array(sorted(codes), np.int64)
