"""The drawing of the neighbourhood: where the request is, how far it reaches, and who is where.

Whole numbers only, and positions that are middles of postcode areas or places: dots in one area lie
beside each other, at no place of anybody's own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, radians, sin
from typing import Final

from core.matching.profiles import Position
from core.places.distance import ROAD_FACTOR
from core.wording import comma

WIDTH: Final = 340
HEIGHT: Final = 290
MIDDLE: Final = (WIDTH // 2, HEIGHT // 2)
REACH: Final = 125
"""How far from the middle the limit is drawn."""
DOT: Final = 11
_APART: Final = 2 * DOT + 1
_KM_PER_DEGREE: Final = 111.19
_NAMES: Final = 6


@dataclass(frozen=True, slots=True)
class Mark:
    """Somebody to draw: the letter of the list, where, and whether all limits are kept."""

    letter: str
    position: Position
    fits: bool


@dataclass(frozen=True, slots=True)
class Ring:
    """A circle around the request, with its words and where their middle stands."""

    radius: int
    words: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Spot:
    """A dot with a letter as it is drawn."""

    letter: str
    x: int
    y: int
    fits: bool


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A place in the neighbourhood, to know where one is."""

    name: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """The map of one request."""

    width: int
    height: int
    middle: tuple[int, int]
    rings: tuple[Ring, ...]
    spots: tuple[Spot, ...]
    names: tuple[PlaceName, ...]


def draw(
    here: Position,
    limit_km: float,
    marks: Sequence[Mark],
    places: Sequence[tuple[str, Position]] = (),
) -> Drawing:
    """Draw the neighbourhood within `limit_km` by road; who is farther stands at the edge."""
    unit = REACH / max(limit_km, 1.0)
    taken: list[tuple[int, int]] = [MIDDLE]
    spots = []
    for mark in marks:
        x, y = _free(_within(_at(here, mark.position, unit)), taken)
        taken.append((x, y))
        spots.append(Spot(mark.letter, x, y, mark.fits))
    return Drawing(
        WIDTH, HEIGHT, MIDDLE, _rings(limit_km, unit, taken), tuple(spots),
        _names(here, unit, places, taken),
    )  # fmt: skip


def _rings(limit_km: float, unit: float, taken: Sequence[tuple[int, int]]) -> tuple[Ring, ...]:
    steps = sorted({1.0, round(limit_km / 2, 1), round(float(limit_km), 1)})
    shown = [km for km in steps if 1.0 <= km <= max(limit_km, 1.0)]
    rings: list[Ring] = []
    for km in reversed(shown):
        radius = round(km * unit)
        if not rings or rings[-1].radius - radius >= 18:
            words = f"{comma(km) if km % 1 else int(km)} km"
            rings.append(Ring(radius, words, *_beside(radius, words, taken)))
    return tuple(reversed(rings))


def _beside(radius: int, words: str, taken: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Where the words of a ring cover no dot: above, below or at a side; else above all the same.

    Those of the widest ring stand within it.
    """
    x, y = MIDDLE
    half = 3 * len(words)
    out = -1 if radius > REACH - 10 else 1
    sides = (
        (x, y - radius - 4 * out + (10 if out < 0 else 0)),
        (x, y + radius + 9 * out + (3 if out > 0 else 0)),
        (x + radius + out * (half + 4), y + 4),
        (x - radius - out * (half + 4), y + 4),
    )
    clear = (
        (left, base)
        for left, base in sides
        if all(abs(left - a) > half + DOT or not -DOT < base - b < DOT + 9 for a, b in taken)
    )
    return next(clear, sides[0])


def _at(here: Position, there: Position, unit: float) -> tuple[float, float]:
    """A place on the drawing; kilometres are by road, as everywhere in matching."""
    scale = _KM_PER_DEGREE * ROAD_FACTOR * unit
    east = (there.lon - here.lon) * cos(radians(here.lat)) * scale
    return MIDDLE[0] + east, MIDDLE[1] - (there.lat - here.lat) * scale


def _within(spot: tuple[float, float]) -> tuple[int, int]:
    """The place itself, or where the way to it leaves the drawing."""
    dx, dy = spot[0] - MIDDLE[0], spot[1] - MIDDLE[1]
    room_x, room_y = MIDDLE[0] - DOT - 3, MIDDLE[1] - DOT - 3
    shrink = min(1.0, room_x / abs(dx) if dx else 1.0, room_y / abs(dy) if dy else 1.0)
    return round(MIDDLE[0] + dx * shrink), round(MIDDLE[1] + dy * shrink)


def _free(spot: tuple[int, int], taken: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The nearest place, going round, that covers no other dot."""
    for step in range(60):
        away, angle = DOT * (1 + step // 8) if step else 0, step * pi / 4 - pi / 2
        x, y = round(spot[0] + away * cos(angle)), round(spot[1] + away * sin(angle))
        inside = DOT < x < WIDTH - DOT and DOT < y < HEIGHT - DOT
        if inside and all((x - a) ** 2 + (y - b) ** 2 >= _APART**2 for a, b in taken):
            return x, y
    return spot


def _names(
    here: Position,
    unit: float,
    places: Sequence[tuple[str, Position]],
    taken: Sequence[tuple[int, int]],
) -> tuple[PlaceName, ...]:
    """Names of places that lie within the drawing and cover no dot; the nearest come first."""
    found: list[PlaceName] = []
    near = sorted(places, key=lambda place: (_away(_at(here, place[1], unit)), place[0]))
    for name, position in near:
        x, y = (round(part) for part in _at(here, position, unit))
        half = 4 * len(name)
        fits = half < x < WIDTH - half and 16 < y < HEIGHT - 8
        clear = all(abs(x - a) > half + DOT or not -20 < y - b < 20 for a, b in taken)
        alone = all(abs(y - one.y) > 15 or abs(x - one.x) > 8 * len(name) for one in found)
        if fits and clear and alone:
            found.append(PlaceName(name, x, y))
        if len(found) == _NAMES:
            break
    return tuple(found)


def _away(spot: tuple[float, float]) -> float:
    return (spot[0] - MIDDLE[0]) ** 2 + (spot[1] - MIDDLE[1]) ** 2
