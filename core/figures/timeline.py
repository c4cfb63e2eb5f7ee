"""Couplings made over time, added up, beside the target: per month, or per joined months."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from babel.dates import format_date

from core.calendar.months import add_months
from core.figures.counts import DayMade
from core.figures.periods import MonthCount, Period, merge_periods
from core.figures.target import target_until
from core.programme.queries import PilotFacts
from core.wording import _, locale

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """One column of the chart and one row of its table; `target` is where it should stand."""

    label: str
    name: str
    new: int
    total: int
    target: int | None


def made_over_time(
    made: Sequence[DayMade], pilot: PilotFacts | None, today: date, *, exact: bool
) -> tuple[PeriodRow, ...]:
    """From the pilot's first day, or else the first coupling, until today (or its last day).

    Not `exact`: months are joined so that none can be worked out; () when that is impossible.
    """
    counts = _months(made, pilot, today)
    periods = _each_month(counts) if exact else merge_periods(counts)
    years = len({period.last.year for period in periods} | {p.first.year for p in periods})
    return tuple(_row(period, pilot, today, years > 1) for period in periods)


def _months(made: Sequence[DayMade], pilot: PilotFacts | None, today: date) -> list[MonthCount]:
    if pilot is None and not made:
        return []
    first = pilot.starts_on if pilot else made[0].day
    end = min(today, pilot.ends_on) if pilot else today
    inside = [one for one in made if first <= one.day and (not pilot or one.day <= pilot.ends_on)]
    end = max([end, *(one.day for one in inside)])
    found = []
    month = first.replace(day=1)
    while month <= end:
        after = add_months(month, 1)
        found.append(MonthCount(month, sum(o.made for o in inside if month <= o.day < after)))
        month = after
    return found


def _each_month(counts: Sequence[MonthCount]) -> tuple[Period, ...]:
    periods, total = [], 0
    for count in counts:
        total += count.count
        periods.append(Period(count.month, count.month, count.count, total))
    return tuple(periods)


def _row(period: Period, pilot: PilotFacts | None, today: date, with_year: bool) -> PeriodRow:
    end = add_months(period.last, 1) - DAY
    return PeriodRow(
        _label(period),
        _name(period, with_year),
        period.count,
        period.running_total,
        target_until(pilot, min(end, today)) if pilot else None,
    )


def _label(period: Period) -> str:
    """Short, under a column: "jan", "jul–aug"."""
    first, last = _month(period.first), _month(period.last)
    return first if period.first == period.last else f"{first}–{last}"


def _name(period: Period, with_year: bool) -> str:
    """In the table: "jan", "jul en aug", "jul t/m okt"; with the year when there are several."""
    first, last = _month(period.first), _month(period.last)
    year = f" {period.last.year}" if with_year else ""
    if period.first == period.last:
        return first + year
    if with_year and period.first.year != period.last.year:
        first = f"{first} {period.first.year}"
    if add_months(period.first, 1) == period.last:
        return _("%(first)s en %(last)s", first=first, last=last) + year
    return _("%(first)s t/m %(last)s", first=first, last=last) + year


def _month(day: date) -> str:
    return str(format_date(day, "LLL", locale=locale())).rstrip(".")
