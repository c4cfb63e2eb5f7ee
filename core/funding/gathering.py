"""Gathering a report: the figures as they stand, what was written, and what differs.

Whoever asks, a report holds what the gemeente may see: it leaves the tenant.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from core.calendar.half_years import closed_until, half_year_of
from core.figures.counts import by_end_reason, by_source, made_by_day
from core.figures.evaluated import evaluated
from core.figures.in_period import (
    Counted,
    PeriodCounts,
    counts_in,
    evaluations_until,
    held_of_year_one,
    less_formal_help,
)
from core.figures.shares import shown_share
from core.figures.splits import cells, suppressed_split
from core.figures.suppression import THRESHOLD, Cell
from core.figures.target import progress
from core.funding.report import (
    Couplings,
    Goals,
    HalfYearRow,
    Money,
    MoneyLine,
    Outcomes,
    Part,
    People,
    Period,
    Report,
    Share,
)
from core.method.choice import every
from core.programme.queries import PilotFacts, pilots
from core.wording import in_dutch
from core.work import Work
from tenants.directory import organisation_of

PILOT = "Proeftuin"


@in_dutch()
def figures(work: Work, funder: str, period: Period) -> Report:
    """The report as the figures make it: without texts, lessons and stories."""
    as_of = min(period.last, work.today)
    closed = closed_as_of(period.last, work.today)
    counted = counts_in(work, period.first, as_of)
    facts = _pilot_of(work, period)
    goals = _goals(work, facts, as_of) if facts else None
    may_split = counted.made_so_far >= THRESHOLD
    return Report(
        tenant=work.tenant.name,
        organisation=organisation_of(work.session, work.tenant.id),
        funder=funder,
        period=period,
        as_of=as_of,
        splits_as_of=closed,
        made_on=work.today,
        goals=goals,
        couplings=Couplings(
            counted.made, counted.ended, counted.made_so_far, counted.running,
            counted.ended_so_far,
        ),
        people=_people(counted, may_split),
        outcomes=_outcomes(work, facts, closed, may_split, as_of),
        sources=_split(_sources(work, closed)) if may_split else (),
        reasons=_split(_reasons(work, closed)) if may_split else (),
        money=_money_of(facts, goals),
    )  # fmt: skip


def closed_as_of(last: date, today: date) -> date:
    """The end of the last half-year that is over on `today` and lies within the period."""
    if last < today and last == half_year_of(last).last:
        return last
    return min(closed_until(today), half_year_of(last).first - timedelta(days=1))


def _pilot_of(work: Work, period: Period) -> PilotFacts | None:
    """The latest pilot that had begun when the period ended."""
    return next((one for one in pilots(work) if one.starts_on <= period.last), None)


def _goals(work: Work, facts: PilotFacts, as_of: date) -> Goals:
    made = [one for one in made_by_day(work) if one.day <= as_of]
    course = progress(facts, made, as_of)
    rows = tuple(
        HalfYearRow(str(row.half_year.label), row.first, row.last, row.made, row.target)
        for row in course.rows
    )
    return Goals(
        facts.starts_on, facts.ends_on, facts.target, course.target_so_far, course.made_in_pilot,
        course.course.value, rows,
    )  # fmt: skip


def _people(counted: PeriodCounts, may_split: bool) -> People:
    is_few = not may_split or 0 < counted.children < THRESHOLD
    return People(
        counted.requests, counted.offers, counted.families_supported, counted.families_supporting,
        None if is_few else counted.children,
    )  # fmt: skip


def _outcomes(
    work: Work, facts: PilotFacts | None, closed: date, may_split: bool, as_of: date
) -> Outcomes:
    if not may_split:
        return Outcomes(None, None, None, None, None)
    content = evaluated(work, as_of, closed)
    holds = held_of_year_one(work, facts.starts_on, closed) if facts else None
    held = evaluations_until(work, as_of)
    shows = held.whole >= THRESHOLD
    return Outcomes(
        _share(Counted(content.content, content.asked)),
        _share(less_formal_help(work, closed)),
        _share(holds) if holds else None,
        held.whole if shows else None,
        held.part if shows else None,
    )


def _share(counted: Counted) -> Share | None:
    found = shown_share(counted.part, counted.whole)
    return Share(found.share, found.is_floor) if found else None


def _sources(work: Work, until: date) -> tuple[Cell, ...]:
    return cells(by_source(work, until), every(work, "referral_sources"))


def _reasons(work: Work, until: date) -> tuple[Cell, ...]:
    return cells(by_end_reason(work, until), every(work, "end_reasons"))


def _split(exact: Iterable[Cell]) -> tuple[Part, ...]:
    return tuple(Part(str(part.label), part.count) for part in suppressed_split(tuple(exact)).parts)


def _money_of(facts: PilotFacts | None, goals: Goals | None) -> Money | None:
    if facts is None or goals is None:
        return None
    line = MoneyLine(PILOT, facts.budget_cents, facts.spent_cents)
    return Money((line,), goals.made, facts.spent_until)
