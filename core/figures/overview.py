"""Everything on the page of figures, as this reader may see it.

Who works with the families sees true counts. The gemeente sees totals as they are today, and
splits as they stood at the end of the last half-year: a split that follows every change would
tell the change, and the totals of half-years are known already.
"""

from dataclasses import dataclass
from datetime import date

from core.calendar.half_years import closed_until
from core.figures.counts import (
    Totals,
    by_end_reason,
    by_source,
    made_by_day,
    signed_up_itself,
    totals,
)
from core.figures.evaluated import Evaluated, evaluated
from core.figures.lead_times import LeadTimes, lead_times
from core.figures.shares import ShownShare, shown_share
from core.figures.splits import ShownSplit, cells, exact_split, suppressed_split
from core.figures.suppression import THRESHOLD
from core.figures.target import Progress, progress
from core.figures.timeline import PeriodRow, made_over_time
from core.method.choice import every
from core.programme.queries import PilotFacts, pilot
from core.work import Work


@dataclass(frozen=True, slots=True)
class Costs:
    """Money in cents; per coupling rounded to whole euros, None where there is no coupling."""

    pilot: PilotFacts
    per_made: int | None
    per_planned: int | None

    @property
    def left(self) -> int:
        """What is left of the budget; below zero when more was spent."""
        return self.pilot.budget_cents - self.pilot.spent_cents


@dataclass(frozen=True, slots=True)
class Core:
    """What everybody may see: totals without attributes, the target and the costs."""

    totals: Totals
    progress: Progress | None
    costs: Costs | None

    @property
    def is_small(self) -> bool:
        """Whether no split may leave the tenant at all."""
        return self.totals.made < THRESHOLD


@dataclass(frozen=True, slots=True)
class Details:
    """The splits, as of a day; `itself` is only told with true counts (F2)."""

    as_of: date
    periods: tuple[PeriodRow, ...]
    sources: ShownSplit
    itself: int | None
    reasons: ShownSplit
    lead_times: LeadTimes | None
    evaluated: Evaluated
    content: ShownShare | None
    children: int | None


@dataclass(frozen=True, slots=True)
class Overview:
    """The page: `details` is None where a programme is too small to split."""

    core: Core
    details: Details | None
    is_exact: bool


def overview(work: Work, *, exact: bool) -> Overview:
    """Count everything, in a handful of queries, and show what this reader may see."""
    made, facts, counted = made_by_day(work), pilot(work), totals(work)
    course = progress(facts, made, work.today) if facts else None
    core = Core(counted, course, _costs(course) if course else None)
    if core.is_small and not exact:
        return Overview(core, None, exact)
    periods = made_over_time(made, facts, work.today, exact=exact)
    return Overview(core, _details(work, counted, periods, exact), exact)


def _costs(course: Progress) -> Costs:
    facts = course.pilot
    per_made = _per(facts.spent_cents, course.made_in_pilot)
    return Costs(facts, per_made, _per(facts.budget_cents, facts.target))


def _per(cents: int, couplings: int) -> int | None:
    return round(cents / couplings / 100) * 100 if couplings else None


def _details(work: Work, counted: Totals, periods: tuple[PeriodRow, ...], exact: bool) -> Details:
    as_of = work.today if exact else closed_until(work.today)
    split = exact_split if exact else suppressed_split
    sources = by_source(work, as_of)
    evaluations = evaluated(work, work.today, as_of)
    return Details(
        as_of,
        periods,
        sources=split(cells(sources, every(work, "referral_sources"))),
        itself=signed_up_itself(work, sources) if exact else None,
        reasons=split(cells(by_end_reason(work, as_of), every(work, "end_reasons"))),
        lead_times=lead_times(work, as_of, 1 if exact else THRESHOLD),
        evaluated=evaluations,
        content=_content(evaluations, exact),
        children=counted.children if exact or not 0 < counted.children < THRESHOLD else None,
    )


def _content(counted: Evaluated, exact: bool) -> ShownShare | None:
    """The share of couplings in which both families are satisfied."""
    if exact:
        return ShownShare(counted.content / counted.asked) if counted.asked else None
    return shown_share(counted.content, counted.asked)
