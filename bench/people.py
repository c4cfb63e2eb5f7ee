"""Invented requests and offers, for the benches of matching and recruiting; a seed makes the same.

What is assumed stands in README.md. Nobody in it exists; the mix is plausible, not measured.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from core.matching.profiles import (
    OfferProfile,
    Position,
    RequestProfile,
    Subject,
    VogStatus,
)

START = date(2026, 1, 5)
MIDDLE = Position(52.0, 5.6)
KM_NORTH = 1 / 111.2
KM_EAST = KM_NORTH / 0.6157
THEMES = ("divorce", "poverty", "autism", "illness", "migration", "single", "debts", "adhd")
INTERESTS = ("sport", "music", "animals", "crafts", "games", "nature", "cooking", "reading")
TRAITS = ("garden", "calm", "lively", "no_screens", "faith", "pets", "near_school", "young")
FORMS = ("after_school", "daypart", "weekend", "overnight", "homework", "holiday")
LANGUAGES = ("tr", "ar", "pl", "uk", "en")
AFTERNOONS = tuple(3 * day + 1 for day in range(5))
WEEKEND = tuple(range(15, 21))
OTHERS = tuple(part for part in range(15) if part not in AFTERNOONS)
URGENCIES: Mapping[int, int] = {0: 25, 1: 40, 2: 25, 3: 10}


@dataclass(frozen=True, slots=True)
class Land:
    """A square of towns: families live near the middle of one of them."""

    towns: tuple[Position, ...]

    @classmethod
    def of(cls, dice: random.Random, side_km: float, towns: int) -> "Land":
        """Towns at random in a square."""
        half = side_km / 2
        return cls(
            tuple(
                _moved(MIDDLE, dice.uniform(-half, half), dice.uniform(-half, half))
                for _ in range(towns)
            )
        )

    def somewhere(self, dice: random.Random) -> Position:
        """The middle of a postcode area in one of the towns."""
        town = dice.choice(self.towns)
        return _moved(town, round(dice.gauss(0, 1.6), 1), round(dice.gauss(0, 1.6), 1))


def land_for(dice: random.Random, families: int) -> Land:
    """A land in which a family has about as many others near it, however many there are."""
    return Land.of(dice, 20 * max(1.0, families / 200) ** 0.5, max(4, families // 50))


def a_request(dice: random.Random, number: int, land: Land, since: date) -> RequestProfile:
    """One request."""
    is_parent = dice.random() < 0.12
    dayparts = _dayparts(dice, dice.choice((2, 3, 3, 4, 5)))
    return RequestProfile(
        id=f"r{number:06}",
        subject=Subject.PARENT if is_parent else Subject.CHILD,
        since=since,
        age=None if is_parent else min(17, int(dice.triangular(0, 18, 5))),
        position=land.somewhere(dice),
        max_km=float(dice.choice((3, 5, 5, 8, 10))),
        dayparts=dayparts,
        times_per_week=min(dice.choice((1, 1, 1, 2)), dayparts.bit_count()),
        forms=_some(dice, FORMS, 1, 2),
        allergies=_some(dice, ("cats", "dogs", "smoking"), 1, 1)
        if dice.random() < 0.3
        else frozenset(),
        languages=_languages(dice, 0.25),
        language_required=dice.random() < 0.06,
        interests=_maybe(dice, INTERESTS, 4),
        themes=_maybe(dice, THEMES, 2),
        wishes=_maybe(dice, TRAITS, 2),
        traits=_maybe(dice, TRAITS, 3),
        urgency=dice.choices(tuple(URGENCIES), tuple(URGENCIES.values()))[0],
    )


def an_offer(
    dice: random.Random, number: int, land: Land, since: date, seen: float = 0.9
) -> OfferProfile:
    """One offer; `seen`: the part of which the VOG was seen."""
    youngest = dice.choice((0, 0, 2, 4, 4, 8))
    return OfferProfile(
        id=f"o{number:06}",
        since=since,
        capacity=dice.choices((1, 2, 3), (70, 25, 5))[0],
        position=land.somewhere(dice),
        max_km=float(dice.choice((3, 5, 8, 10, 15))),
        dayparts=_dayparts(dice, dice.choice((2, 3, 4, 5, 6))),
        max_times_per_week=dice.choice((1, 1, 2, 3)),
        ages=(youngest, min(18, youngest + dice.choice((4, 6, 8, 12)))),
        forms=_some(dice, FORMS, 2, 4),
        household=_some(dice, ("cats", "dogs", "smoking"), 0, 2),
        languages=_languages(dice, 0.2),
        vog=(VogStatus.SEEN if dice.random() < seen else VogStatus.REQUESTED,),
        subjects=frozenset(Subject) if dice.random() < 0.4 else frozenset({Subject.CHILD}),
        interests=_maybe(dice, INTERESTS, 4),
        themes=_maybe(dice, THEMES, 2),
        wishes=_maybe(dice, TRAITS, 1),
        traits=_maybe(dice, TRAITS, 4),
        own_ages=tuple(dice.randint(0, 17) for _ in range(dice.choice((0, 1, 2, 2, 3)))),
    )


def a_list(
    seed: int, size: int, seen: float = 0.9
) -> tuple[list[RequestProfile], list[OfferProfile]]:
    """As many requests as offers, of the last year."""
    dice = random.Random(seed)  # noqa: S311 - invented people
    land = land_for(dice, size)

    def since() -> date:
        return START - timedelta(days=dice.randrange(365))

    requests = [a_request(dice, number, land, since()) for number in range(size)]
    return requests, [an_offer(dice, number, land, since(), seen) for number in range(size)]


def _moved(place: Position, east_km: float, north_km: float) -> Position:
    lat, lon = place.lat + north_km * KM_NORTH, place.lon + east_km * KM_EAST
    return Position(round(lat, 4), round(lon, 4))


def _dayparts(dice: random.Random, count: int) -> int:
    pool = [*AFTERNOONS * 3, *WEEKEND * 2, *OTHERS]
    chosen: set[int] = set()
    while len(chosen) < count:
        chosen.add(dice.choice(pool))
    return sum(1 << part for part in chosen)


def _some(dice: random.Random, keys: tuple[str, ...], least: int, most: int) -> frozenset[str]:
    return frozenset(dice.sample(keys, dice.randint(least, most)))


def _maybe(dice: random.Random, keys: tuple[str, ...], most: int) -> frozenset[str] | None:
    return None if dice.random() < 0.2 else _some(dice, keys, 0, most)


def _languages(dice: random.Random, chance: float) -> frozenset[str]:
    more = {dice.choice(LANGUAGES)} if dice.random() < chance else set()
    return frozenset({"nl", *more})
