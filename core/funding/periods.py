"""Over which periods one reports: half-years, years, and pilots as agreed.

Other periods are not offered: from totals of periods that nearly overlap small numbers could be
worked out.
"""

from dataclasses import dataclass
from datetime import date

from core.calendar.half_years import half_year_of, half_years
from core.figures.counts import made_by_day
from core.funding.report import Period
from core.programme.queries import PilotFacts, pilots
from core.web.formats import long_date
from core.wording import _
from core.work import Work


@dataclass(frozen=True, slots=True)
class PeriodChoice:
    """A period that can be chosen; `key` stands in the form."""

    key: str
    label: str
    first: date
    last: date


def period_choices(work: Work) -> tuple[PeriodChoice, ...]:
    """Every period that has begun, the newest first; years and pilots after the half-years."""
    known = pilots(work)
    begun = [one for one in known if one.starts_on <= work.today]
    starts = [one.starts_on for one in begun] + [one.day for one in made_by_day(work)[:1]]
    first = min([*starts, work.today])
    halves = [
        PeriodChoice(f"{half.year}-{half.half}", str(half.label), half.first, half.last)
        for half in reversed(half_years(first, work.today))
    ]
    years = [
        PeriodChoice(str(year), str(year), date(year, 1, 1), date(year, 12, 31))
        for year in range(work.today.year, first.year - 1, -1)
    ]
    whole = [
        PeriodChoice(f"proeftuin-{one.starts_on}", _pilot_label(one), one.starts_on, one.ends_on)
        for one in begun
    ]
    return (*halves, *years, *whole)


def usual_period(work: Work, choices: tuple[PeriodChoice, ...]) -> str:
    """The half-year before this one, or else the one that runs."""
    over = [one.key for one in choices if one.last < work.today]
    return (over or [choices[0].key])[0]


def period_named(first: date, last: date) -> Period:
    """A period with its name."""
    half = half_year_of(first)
    if (first, last) == (half.first, half.last):
        return Period(first, last, str(half.label))
    if (first, last) == (date(first.year, 1, 1), date(first.year, 12, 31)):
        return Period(first, last, str(first.year))
    words = _("%(first)s tot en met %(last)s", first=long_date(first), last=long_date(last))
    return Period(first, last, words)


def _pilot_label(one: PilotFacts) -> str:
    return _(
        "Hele proeftuin, %(first)s tot en met %(last)s",
        first=long_date(one.starts_on),
        last=long_date(one.ends_on),
    )
