"""Splits in which no count from 1 to 9 can be read or computed back.

Totals without attributes (per half-year, per year, since the start) may be shown and are taken to
be known to the reader; every split by an attribute of people goes through here. Add first, suppress
after. The reader is taken to know these rules as well: which cells are merged depends only on which
are the smallest, never on their order, so the cells of a merged row could always have been swapped.

Two things are outside what one table can guard. A split that is renewed after every change tells
the change: publish splits of closed periods (a month, a half-year), not of today. Two splits of
nearly the same people tell the difference: keep one set of periods and categories.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from core.wording import Text, _l

THRESHOLD = 10
"""Counts below this identify people: 1 to 9 are not shown."""
LONGEST_LIST = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """An exact count of one category; never shown as it is."""

    key: str
    label: Text
    count: int

    def __post_init__(self) -> None:
        """Refuse a negative count."""
        if self.count < 0:
            raise ValueError(f"a count is not negative: {self.key} {self.count}")


@dataclass(frozen=True, slots=True)
class Row:
    """A count that may be shown: of one category, or of several together."""

    keys: tuple[str, ...]
    labels: tuple[Text, ...]
    count: int

    @property
    def is_merged(self) -> bool:
        """Whether it holds more than one category."""
        return len(self.keys) > 1

    @property
    def label(self) -> Text:
        """ "CJG", "Huisarts en overige, samen", or with many: "Andere, samen"."""
        if not self.is_merged:
            return self.labels[0]
        if len(self.labels) > LONGEST_LIST:
            return _l("Andere, samen")
        first, *others = (str(label) for label in self.labels)
        names = [first, *map(_lower_first, others)]
        return _l("%(names)s en %(last)s, samen", names=", ".join(names[:-1]), last=names[-1])


@dataclass(frozen=True, slots=True)
class Split:
    """A split that may be shown. Without `rows` there is no split, only the total.

    `total` is None where even that would be one small category.
    """

    rows: tuple[Row, ...]
    total: int | None

    @property
    def is_suppressed(self) -> bool:
        """Whether the numbers are too small for any split."""
        return not self.rows


def merge_small(cells: Sequence[Cell], threshold: int = THRESHOLD) -> Split:
    """Return the split with the small categories merged into one row.

    Pass every category, those with 0 as well. Each row shown is 0 or at least `threshold` (2 or
    more); the merged row comes last, the others largest first. When the small ones together are
    still too few, the smallest of the others joins them, with all that are equal to it. When
    everything would be in one row there are no rows. From the rows, the total and these rules no
    cell from 1 to `threshold - 1` can be determined. Raises ValueError for equal keys.
    """
    _check(cells, threshold)
    total = sum(cell.count for cell in cells)
    merged = _to_merge(cells, threshold)
    alone = sorted((c for c in cells if c.key not in merged), key=lambda c: -c.count)
    rows = tuple(Row((c.key,), (c.label,), c.count) for c in alone)
    if not merged:
        return Split(rows, total)
    if not rows:
        return Split((), total if len(cells) > 1 else None)
    together = [c for c in cells if c.key in merged]
    keys, labels = tuple(c.key for c in together), tuple(c.label for c in together)
    return Split((*rows, Row(keys, labels, sum(c.count for c in together))), total)


def share(part: int, whole: int, threshold: int = THRESHOLD) -> float | None:
    """Return part / whole, from 0 to 1, or None when that would tell a small number.

    None when the whole is below `threshold`, or when the part or the rest is from 1 to
    `threshold - 1`. Raises ValueError when the part is not within the whole.
    """
    if not 0 <= part <= whole:
        raise ValueError(f"{part} is not a part of {whole}")
    small = range(1, threshold)
    if whole < threshold or part in small or whole - part in small:
        return None
    return part / whole


def mean(values: Sequence[float], threshold: int = THRESHOLD) -> float | None:
    """Return the mean, in the unit of the values, or None of fewer than `threshold`."""
    return sum(values) / len(values) if len(values) >= max(1, threshold) else None


def median(values: Sequence[float], threshold: int = THRESHOLD) -> float | None:
    """Return the median, in the unit of the values, or None of fewer than `threshold`."""
    if len(values) < max(1, threshold):
        return None
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def _to_merge(cells: Sequence[Cell], threshold: int) -> frozenset[str]:
    """Return the keys of the cells that cannot stand alone: the smallest, ties always together.

    Cells that all hold exactly the largest small number would give themselves away by their sum,
    so then too the next one joins.
    """
    small = [c for c in cells if c.count < threshold]
    if not any(c.count for c in small):
        return frozenset()
    too_few = sum(c.count for c in small) < threshold
    all_at_the_edge = all(c.count == threshold - 1 for c in small)
    if too_few or all_at_the_edge:
        next_count = min((c.count for c in cells if c.count >= threshold), default=0)
        small += [c for c in cells if c.count >= threshold and c.count == next_count]
    return frozenset(c.key for c in small)


def _check(cells: Sequence[Cell], threshold: int) -> None:
    if threshold < 2:
        raise ValueError(f"a threshold of {threshold} protects nobody")
    if len({cell.key for cell in cells}) < len(cells):
        raise ValueError("two cells have the same key")


def _lower_first(label: str) -> str:
    """Write a label in the middle of a sentence; "CJG" stays."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
