"""Counts a month, joined with their neighbours until none is small.

The totals of half-years may be known to the reader, so months are joined within a half-year: a
period across the border would let a month be computed from them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from typing import TypeAlias

from core.calendar.half_years import half_year_of
from core.calendar.months import add_months
from core.figures.suppression import THRESHOLD


@dataclass(frozen=True, slots=True)
class MonthCount:
    """An exact count of one month, given by its first day; never shown as it is."""

    month: date
    count: int


Months: TypeAlias = tuple[MonthCount, ...]


@dataclass(frozen=True, slots=True)
class Period:
    """A count that may be shown, from the month of `first` to that of `last` (their first days).

    `running_total` counts from the first month that was given.
    """

    first: date
    last: date
    count: int
    running_total: int

    @property
    def months(self) -> tuple[date, ...]:
        """The first day of each of its months."""
        length = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month
        return tuple(add_months(self.first, n) for n in range(length + 1))


def merge_periods(counts: Sequence[MonthCount], threshold: int = THRESHOLD) -> tuple[Period, ...]:
    """Return periods of one or more months, each with at least `threshold`; () when impossible.

    `counts` has every month, also those with 0, in order. Within a half-year a period ends as soon
    as it has enough; what is left over joins the last period, zeros too. A half-year with fewer
    than `threshold` is one period together with the whole half-year beside it. From the periods,
    the running totals, the totals of the half-years and these rules no month from 1 to
    `threshold - 1` can be determined, unless it is the only month of its half-year.
    Raises ValueError when a month is missing, not the first day, or negative.
    """
    _check(counts, threshold)
    halves = [tuple(half) for _, half in groupby(counts, key=lambda c: half_year_of(c.month))]
    groups: list[Months] = []
    for block in _joined(halves, threshold):
        single = block in halves and _total(block) >= threshold
        groups += _joined([(month,) for month in block], threshold) if single else [block]
    if any(_total(group) < threshold for group in groups):
        return ()
    return _periods(groups)


def _joined(parts: Iterable[Months], threshold: int) -> list[Months]:
    """Join neighbours from left to right until each is enough; a small rest joins the last."""
    found: list[Months] = []
    rest: Months = ()
    for part in parts:
        rest += part
        if _total(rest) >= threshold:
            found.append(rest)
            rest = ()
    if rest:
        found[-1:] = [found[-1] + rest] if found else [rest]
    return found


def _periods(groups: Sequence[Months]) -> tuple[Period, ...]:
    found: list[Period] = []
    running = 0
    for group in groups:
        running += _total(group)
        found.append(Period(group[0].month, group[-1].month, _total(group), running))
    return tuple(found)


def _total(months: Iterable[MonthCount]) -> int:
    return sum(month.count for month in months)


def _check(counts: Sequence[MonthCount], threshold: int) -> None:
    if threshold < 2:
        raise ValueError(f"a threshold of {threshold} protects nobody")
    if any(c.count < 0 or c.month.day != 1 for c in counts):
        raise ValueError("a month is given by its first day, with a count that is not negative")
    if any(add_months(a.month, 1) != b.month for a, b in pairwise(counts)):
        raise ValueError("the months do not follow each other")
