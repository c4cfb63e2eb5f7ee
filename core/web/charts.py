"""The geometry of the charts: from figures to whole numbers that the SVG macros draw.

A chart never stands alone: the table with the same figures is beside it.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

LETTER: Final = 7
"""Width of a letter in a chart, roughly, in units of the drawing."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with words: the label of its category and the figure that it stands for."""

    label: str
    shown: str
    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> int:
        """Return where words in the middle of the rectangle stand."""
        return self.x + self.width // 2


@dataclass(frozen=True, slots=True)
class Bars:
    """Horizontal bars under each other."""

    width: int
    height: int
    rows: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns beside each other on a scale, with the line of the target."""

    width: int
    height: int
    floor: int
    boxes: tuple[Box, ...]
    scale: tuple[tuple[int, int], ...]
    """(height of the line, figure)."""
    target: str
    """Points of the target line, or ""."""


@dataclass(frozen=True, slots=True)
class Period:
    """One column: its label, its figure and what was aimed at."""

    label: str
    value: int
    target: int | None = None


@dataclass(frozen=True, slots=True)
class Dot:
    """A place on the map; `size` 0 is a place that does not take part."""

    latitude: float
    longitude: float
    size: int = 0


@dataclass(frozen=True, slots=True)
class Circle:
    """A dot as it is drawn."""

    x: int
    y: int
    radius: int
    lit: bool


def share(part: float, whole: float, scale: int = 1000) -> int:
    """Return how much of `scale` a part takes, between 0 and `scale`."""
    if whole <= 0:
        return 0
    return max(0, min(scale, round(part / whole * scale)))


def bars(items: Sequence[tuple[str, int]], width: int = 760) -> Bars:
    """Lay out horizontal bars; labels that are too long for a fifth of the width are cut."""
    labels = min(width * 2 // 5, 12 + LETTER * max((len(label) for label, _ in items), default=0))
    room = width - labels - 45
    most = max((value for _, value in items), default=0)
    rows = tuple(
        Box(_cut(label, labels), str(value), labels, 4 + 32 * place, share(value, most, room), 22)
        for place, (label, value) in enumerate(items)
    )
    return Bars(width, 32 * len(rows) + 4, rows)


def columns(
    given: Sequence[Period | tuple[str, int, int | None]], width: int = 760, height: int = 350
) -> Columns:
    """Lay out a column per period, with a scale of four steps and the line of the target."""
    periods = [item if isinstance(item, Period) else Period(*item) for item in given]
    floor, top, left = height - 38, 40, 40
    step = _step(max((max(item.value, item.target or 0) for item in periods), default=0))
    room = (width - left - 8) // max(1, len(periods))
    boxes = tuple(
        _column(period, left + room * place, room, floor, floor - top, step * 4)
        for place, period in enumerate(periods)
    )
    scale = tuple((floor - (floor - top) * line // 4, step * line) for line in range(5))
    return Columns(
        width, height, floor, boxes, scale, _target(periods, boxes, floor, top, step * 4)
    )


def _column(period: Period, x: int, room: int, floor: int, rise: int, most: int) -> Box:
    tall = share(period.value, most, rise)
    gap = room // 8
    return Box(period.label, str(period.value), x + gap, floor - tall, max(4, room - 2 * gap), tall)


def _target(
    periods: Sequence[Period], boxes: Sequence[Box], floor: int, top: int, most: int
) -> str:
    points = [
        f"{box.middle},{floor - share(period.target, most, floor - top)}"
        for period, box in zip(periods, boxes, strict=True)
        if period.target is not None
    ]
    return " ".join(points) if len(points) > 1 else ""


def _step(most: int) -> int:
    """Return a quarter of the scale: a round number, so that four of them reach `most`."""
    quarter = max(1, math.ceil(most / 4))
    size = int(10 ** max(0, math.floor(math.log10(quarter)) - 1)) * (5 if quarter >= 10 else 1)
    return math.ceil(quarter / size) * size


def stacked(parts: Sequence[tuple[str, int]], width: int = 480) -> tuple[Box, ...]:
    """Lay out parts of one bar beside each other, such as the days of each step."""
    whole = sum(value for _, value in parts)
    boxes, x = [], 0
    for label, value in parts:
        wide = share(value, whole, width)
        boxes.append(Box(label, str(value), x, 0, max(1, wide - 2), 34))
        x += wide
    return tuple(boxes)


def weeks(counts: Sequence[tuple[str, int]], most: int = 3) -> tuple[tuple[str, int, int], ...]:
    """Lay out small piles, such as contacts a week: (label, x, bricks up to `most`)."""
    return tuple(
        (label, 6 + 40 * place, max(0, min(most, count)))
        for place, (label, count) in enumerate(counts)
    )


def street(made: int, trial: int = 0, goal: int = 0) -> tuple[str, ...]:
    """Return the houses of a street: lit for lasting couplings, half on trial, plots still to make.

    `made` counts those on trial too.
    """
    half = max(0, min(trial, made))
    return ("lit",) * (made - half) + ("half",) * half + ("plot",) * max(0, goal - made)


def dot_map(
    given: Sequence[Dot | tuple[float, float, int]], width: int = 260, height: int = 300
) -> tuple[Circle, ...]:
    """Place dots on a map of the Netherlands; those that take part are drawn last."""
    dots = [item if isinstance(item, Dot) else Dot(*item) for item in given]
    return tuple(_circle(dot, width, height) for dot in sorted(dots, key=lambda dot: dot.size))


_WEST, _EAST, _SOUTH, _NORTH = 3.30, 7.25, 50.70, 53.60


def _circle(dot: Dot, width: int, height: int) -> Circle:
    """Scale degrees to the drawing: at this latitude a degree north is 1.63 degrees east."""
    unit = min((width - 16) / (_EAST - _WEST), (height - 16) / ((_NORTH - _SOUTH) * 1.63))
    x = width / 2 + (dot.longitude - (_WEST + _EAST) / 2) * unit
    y = height / 2 - (dot.latitude - (_SOUTH + _NORTH) / 2) * unit * 1.63
    radius = min(8, 3 + round(math.sqrt(dot.size) / 2)) if dot.size > 0 else 2
    return Circle(round(x), round(y), radius, dot.size > 0)


def _cut(label: str, room: int) -> str:
    letters = max(4, (room - 12) // LETTER)
    return label if len(label) <= letters else label[: letters - 1].rstrip() + "…"
