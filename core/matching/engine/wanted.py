"""Profiles of steungezinnen to look for, made from the requests that miss somebody most.

A profile starts at one request and takes in what lies near and can be served by the same family:
the same kind of support, dayparts in common, ages that are not far apart. So a profile can serve
several requests, which is what makes looking for it worth the while.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from core.matching.limits import pair_distance_km
from core.matching.profiles import (
    OfferProfile,
    Position,
    RequestProfile,
    Subject,
    VogStatus,
)

SIZES = (1, 2, 4, 8)
"""How many requests a profile is made for, at most."""
MOST_SEEDS = 250
AGE_SPAN = 6
LEAST_RADIUS_KM = 0.5


@dataclass(frozen=True, slots=True)
class Wanted:
    """The steungezin to look for. `area` and `radius_km`: where they would live; None: anywhere.

    `dayparts` is what all these requests have in common, `times_per_week` the most that is needed
    (0: not known), `avoid` what may not be in the house, `languages` those that are required. The
    rest would be nice: `themes` (own experience), `interests`, `traits`, `own_ages`. `made_for` are
    the ids of the requests that it was made from, the first is where it started.
    """

    made_for: tuple[str, ...]
    subject: Subject
    area: Position | None
    radius_km: float | None
    dayparts: int
    times_per_week: int
    ages: tuple[int, int] | None
    forms: frozenset[str]
    avoid: frozenset[str]
    languages: frozenset[str]
    themes: frozenset[str]
    interests: frozenset[str]
    traits: frozenset[str]
    own_ages: tuple[int, ...]

    def as_offer(self, offer_id: str, places: int = 1) -> OfferProfile:
        """The offer that such a family would make."""
        return OfferProfile(
            id=offer_id,
            since=date.min,
            capacity=places,
            position=self.area,
            dayparts=self.dayparts,
            max_times_per_week=self.times_per_week or None,
            ages=self.ages,
            forms=self.forms,
            household=frozenset(),
            languages=self.languages,
            vog=(VogStatus.SEEN,),
            subjects=frozenset({self.subject}),
            interests=self.interests,
            themes=self.themes,
            wishes=frozenset(),
            traits=self.traits,
            own_ages=self.own_ages,
        )


def profiles_for(
    requests: Iterable[RequestProfile], missing: Mapping[str, int]
) -> tuple[Wanted, ...]:
    """Return about a thousand profiles at most, made from the requests that miss most.

    `missing`: how much a request could still gain; without a number it is not looked at. A request
    of which nobody knows the allergies fits no family, and siblings are coupled by hand.
    """
    seeds = sorted(
        (
            request
            for request in requests
            if request.id in missing and request.allergies is not None and not request.together
        ),
        key=lambda request: (-missing[request.id], request.id),
    )[:MOST_SEEDS]
    made: dict[tuple[str, ...], Wanted] = {}
    for seed in seeds:
        package = _package(seed, seeds)
        for size in SIZES:
            profile = _profile(package[:size])
            made.setdefault(tuple(sorted(profile.made_for)), profile)
    return tuple(made.values())


def _package(seed: RequestProfile, others: Sequence[RequestProfile]) -> list[RequestProfile]:
    """The seed and what one family can serve beside it, the nearest first."""
    package, dayparts, forms = [seed], seed.dayparts, seed.forms
    alike = [other for other in others if other is not seed and _alike(seed, other)]
    apart = {other.id: _km(seed, other.position) or 0.0 for other in alike}
    for other in sorted(alike, key=lambda one: (apart[one.id], one.id)):
        if len(package) == SIZES[-1]:
            break
        common, shared = _common(dayparts, other.dayparts), _common_forms(forms, other.forms)
        enough = min(_times([*package, other]), dayparts.bit_count() or 1)
        near = apart[other.id] <= _reach(seed, other)
        fits = near and common.bit_count() >= enough and _one_age([*package, other])
        if fits and shared is not None:
            package, dayparts, forms = [*package, other], common, shared
    return package


def _alike(seed: RequestProfile, other: RequestProfile) -> bool:
    """Whether it is worth the while to look further: whom for, when, and what age."""
    if other.subject is not seed.subject or not _one_age([seed, other]):
        return False
    return bool(_common(seed.dayparts, other.dayparts)) or not (seed.dayparts or other.dayparts)


def _common_forms(a: frozenset[str], b: frozenset[str]) -> frozenset[str] | None:
    """The forms of both; what is not known is no reason against; None when there are none."""
    if not a or not b:
        return a | b
    return a & b or None


def _reach(a: RequestProfile, b: RequestProfile) -> float:
    """How far the two may be apart for a family in the middle."""
    return min((r.max_km for r in (a, b) if r.max_km is not None), default=float("inf"))


def _common(a: int, b: int) -> int:
    return a & b if a and b else a | b


def _times(requests: Sequence[RequestProfile]) -> int:
    return max(request.times_per_week or 1 for request in requests)


def _km(request: RequestProfile, place: Position | None) -> float | None:
    there = OfferProfile(id="", since=date.min, capacity=0, position=place)
    return pair_distance_km(request, there)


def _one_age(requests: Sequence[RequestProfile]) -> bool:
    ages = [request.age for request in requests if request.age is not None]
    return not ages or max(ages) - min(ages) <= AGE_SPAN


def _profile(package: Sequence[RequestProfile]) -> Wanted:
    seed, area = package[0], _middle(package)
    dayparts, forms = seed.dayparts, seed.forms
    for request in package[1:]:
        dayparts = _common(dayparts, request.dayparts)
        forms = _common_forms(forms, request.forms) or frozenset()
    ages = sorted({request.age for request in package if request.age is not None})
    is_child = seed.subject is Subject.CHILD
    return Wanted(
        made_for=tuple(request.id for request in package),
        subject=seed.subject,
        area=area,
        radius_km=_radius(package, area),
        dayparts=dayparts,
        times_per_week=max(request.times_per_week or 0 for request in package),
        ages=(ages[0], ages[-1]) if ages and is_child else None,
        forms=forms,
        avoid=_all(request.allergies for request in package),
        languages=_all(request.languages for request in package),
        themes=_all(request.themes for request in package),
        interests=_all(request.interests for request in package),
        traits=_all(request.wishes for request in package),
        own_ages=tuple(ages) if is_child else (),
    )


def _all(sets: Iterable[frozenset[str] | None]) -> frozenset[str]:
    return frozenset(key for found in sets for key in found or ())


def _middle(package: Sequence[RequestProfile]) -> Position | None:
    places = [request.position for request in package if request.position is not None]
    if not places:
        return None
    lat = sum(place.lat for place in places) / len(places)
    lon = sum(place.lon for place in places) / len(places)
    return Position(round(lat, 5), round(lon, 5))


def _radius(package: Sequence[RequestProfile], area: Position | None) -> float | None:
    """How far from the middle a family may live and still be within reach of all."""
    left = []
    for request in package:
        km = _km(request, area)
        if km is not None and request.max_km is not None:
            left.append(request.max_km - km)
    return max(LEAST_RADIUS_KM, round(min(left), 1)) if left else None
