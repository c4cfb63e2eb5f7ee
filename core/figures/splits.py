"""A split as a page shows it: exact for who works with the families, else suppressed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from core.figures.counts import PartCount
from core.figures.suppression import Cell, merge_small
from core.wording import Text

OTHER = "other"


class Labelled(Protocol):
    """A choice of the method: a key and its words."""

    @property
    def key(self) -> str:
        """What is kept."""

    @property
    def label(self) -> Text:
        """What is shown."""


@dataclass(frozen=True, slots=True)
class Part:
    """One row: its words, its count, and its share of the whole (0 to 1)."""

    label: Text
    count: int
    share: float


@dataclass(frozen=True, slots=True)
class ShownSplit:
    """What may be shown; without `parts` there is nothing to split, or too little.

    `joined` are the categories behind the last row, when small ones were taken together.
    """

    parts: tuple[Part, ...]
    total: int
    joined: tuple[Text, ...] = ()


def cells(counts: Iterable[PartCount], choices: Sequence[Labelled]) -> tuple[Cell, ...]:
    """Every category of the method, those with 0 as well; unknown keys count as "other"."""
    known = {choice.key for choice in choices}
    found = dict.fromkeys(known, 0)
    for part in counts:
        found[part.key if part.key in known else OTHER] += part.count
    return tuple(Cell(choice.key, choice.label, found[choice.key]) for choice in choices)


def exact_split(split: Sequence[Cell]) -> ShownSplit:
    """All categories that occur, largest first."""
    total = sum(cell.count for cell in split)
    ordered = sorted((cell for cell in split if cell.count), key=lambda cell: -cell.count)
    parts = tuple(Part(cell.label, cell.count, cell.count / total) for cell in ordered)
    return ShownSplit(parts, total)


def suppressed_split(split: Sequence[Cell]) -> ShownSplit:
    """The split with small categories joined, or none at all (see `core.figures.suppression`)."""
    shown = merge_small(split)
    total = sum(cell.count for cell in split)
    parts = tuple(Part(row.label, row.count, row.count / total) for row in shown.rows if row.count)
    joined = next((row.labels for row in shown.rows if row.is_merged), ())
    return ShownSplit(parts, total, joined) if len(parts) > 1 else ShownSplit((), total)
