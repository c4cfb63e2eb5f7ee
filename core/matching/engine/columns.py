"""Requests and offers as columns of numbers, so that thousands of pairs are weighed at once."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from core.matching.engine.scoring import tenths
from core.matching.profiles import (
    OfferProfile,
    Position,
    RequestProfile,
    Subject,
    VogStatus,
)

Numbers = NDArray[np.int64]
Yes = NDArray[np.bool_]
Bits = NDArray[np.uint64]

UNKNOWN = -1
WORD = 64
OLDEST = 58
"""Ages are kept as one bit a year; who is older counts as this old."""
SUBJECTS = {Subject.CHILD: 1, Subject.PARENT: 2}

Profile = TypeVar("Profile")


@dataclass(frozen=True, slots=True)
class Keys:
    """Sets of keys: a bit for each key that an offer has, in words of 64; and what is known."""

    words: tuple[Bits, ...]
    size: Numbers
    known: Yes


class Vocabulary:
    """The keys of one kind that offers have; another key cannot be shared, and gets no bit."""

    def __init__(self, sets: Iterable[Collection[str] | None]) -> None:
        keys = sorted({key for found in sets if found for key in found})
        self._bit = {key: 1 << number for number, key in enumerate(keys)}
        self._words = max(1, -(-len(keys) // WORD))

    def encode(self, sets: Sequence[frozenset[str] | None]) -> Keys:
        """The sets as columns; None is not known."""
        bits = [sum(self._bit.get(key, 0) for key in found) if found else 0 for found in sets]
        low = (1 << WORD) - 1
        words = tuple(
            np.array([one >> WORD * word & low for one in bits], np.uint64)
            for word in range(self._words)
        )
        size = np.array([len(found) if found else 0 for found in sets], np.int64)
        return Keys(words, size, np.array([found is not None for found in sets], np.bool_))


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
        """The places as columns; what is not known stands at 0, 0."""
        lat = np.array([p.lat if p else 0.0 for p in positions])
        lon = np.array([p.lon if p else 0.0 for p in positions])
        high, round_ = np.radians(lat), np.radians(lon)
        flat = np.cos(high)
        known = np.array([p is not None for p in positions], np.bool_)
        return cls(flat * np.cos(round_), flat * np.sin(round_), np.sin(high), lat, lon, known)


@dataclass(frozen=True, slots=True)
class Reach:
    """The most kilometres, infinite when there is no limit; and in whole tenths."""

    km: NDArray[np.float64]
    tenths: Numbers

    @classmethod
    def of(cls, limits: Sequence[float | None]) -> "Reach":
        """The limits as columns."""
        km = np.array([np.inf if limit is None else limit for limit in limits], np.float64)
        far = [np.iinfo(np.int64).max if limit is None else tenths(limit) for limit in limits]
        return cls(km, np.array(far, np.int64))


class Offers(Sequence[OfferProfile]):
    """Offers with every column that a limit or a factor reads: made once, used for each request."""

    def __init__(self, offers: Iterable[OfferProfile]) -> None:
        self.profiles = tuple(sorted(offers, key=lambda offer: offer.id))
        every = self.profiles
        self.number_of = {offer.id: number for number, offer in enumerate(every)}
        self.places = Places.of([offer.position for offer in every])
        self.reach = Reach.of([offer.max_km for offer in every])
        self.dayparts = _numbers(every, lambda offer: offer.dayparts)
        self.most_times = _numbers(every, lambda offer: _or_unknown(offer.max_times_per_week))
        self.youngest = _numbers(every, lambda offer: offer.ages[0] if offer.ages else 0)
        self.oldest = _numbers(every, lambda offer: offer.ages[1] if offer.ages else 0)
        self.takes_known = _yes(every, lambda offer: offer.ages is not None)
        self.free = _numbers(every, lambda offer: offer.free_places)
        self.vog_seen = _yes(every, _vog_seen)
        self.subjects = _numbers(every, lambda offer: sum(SUBJECTS[s] for s in offer.subjects))
        own = [sum({1 << _year(age) for age in offer.own_ages or ()}) for offer in every]
        self.own_ages = np.array(own, np.uint64)
        self.own_known = _yes(every, lambda offer: offer.own_ages is not None)
        self._vocabularies: dict[str, Vocabulary] = {}

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
        for number, offer in enumerate(self.profiles):
            for exclusion in offer.exclusions:
                found[exclusion.other_id] = (*found.get(exclusion.other_id, ()), number)
        return found

    def encode(self, name: str, sets: Sequence[frozenset[str] | None]) -> Keys:
        """Sets of keys of requests, in the bits of one column of these offers."""
        getattr(self, name)
        return self._vocabularies[name].encode(sets)

    def _keys(self, name: str) -> Keys:
        sets = [getattr(offer, name) for offer in self.profiles]
        vocabulary = self._vocabularies[name] = Vocabulary(sets)
        return vocabulary.encode(sets)

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
        self.dayparts = _numbers(every, lambda request: request.dayparts)
        self.times = _numbers(every, lambda request: _or_unknown(request.times_per_week))
        self.for_parent = _yes(every, lambda request: request.subject is Subject.PARENT)
        self.subject = _numbers(every, lambda request: SUBJECTS[request.subject])
        self.age = _numbers(every, lambda request: _or_unknown(request.age))
        self.near_ages = tuple(
            np.array([_years_around(request.age, apart) for request in every], np.uint64)
            for apart in range(1, 6)
        )
        self.language_required = _yes(every, lambda request: request.language_required)
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


def _numbers(every: Sequence[Profile], of: Callable[[Profile], int]) -> Numbers:
    return np.array([of(one) for one in every], np.int64)


def _yes(every: Sequence[Profile], of: Callable[[Profile], bool]) -> Yes:
    return np.array([of(one) for one in every], np.bool_)


def _or_unknown(number: int | None) -> int:
    return UNKNOWN if number is None else number


def _vog_seen(offer: OfferProfile) -> bool:
    return bool(offer.vog) and all(status is VogStatus.SEEN for status in offer.vog)


def _year(age: int) -> int:
    return min(age, OLDEST)


def _years_around(age: int | None, apart: int) -> int:
    """The bits of all ages at most `apart` years from this one."""
    if age is None:
        return 0
    first = max(0, _year(age) - apart)
    return sum(1 << year for year in range(first, _year(age) + apart + 1))


def _excluded(requests: Sequence[RequestProfile], offers: Offers) -> Numbers:
    codes = set()
    for number, request in enumerate(requests):
        apart = {offers.number_of.get(exclusion.other_id) for exclusion in request.exclusions}
        apart |= set(offers.kept_apart.get(request.id, ()))
        codes |= {number * len(offers) + other for other in apart if other is not None}
    return np.array(sorted(codes), np.int64)
