"""What a programme counts in a period, and since its start until the end of it: for a report.

The rules of counting are those of `core.figures.counts`; until today both say the same.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, case, distinct, func, or_, select

from core.calendar.months import add_months
from core.couplings.models import Coupling
from core.evaluations.models import Evaluation, EvaluationAnswer, EvaluationState
from core.families.models import FamilyFile, FamilyRole
from core.figures.counts import CHILD
from core.matching.models import SupportRequest
from core.work import Work

BETTER = ("less", "ended")
"""Formal help that became less since the coupling, or ended."""


@dataclass(frozen=True, slots=True)
class PeriodCounts:
    """`made` and `ended` in the period; the others since the start, until its last day."""

    made: int
    ended: int
    made_so_far: int
    running: int
    ended_so_far: int
    families_supported: int
    families_supporting: int
    children: int
    requests: int
    offers: int


@dataclass(frozen=True, slots=True)
class Counted:
    """An exact part of a whole; never shown as it is."""

    part: int
    whole: int


def counts_in(work: Work, first: date, last: date) -> PeriodCounts:
    """Count a period, in two statements; families and children once each."""
    opened = select(FamilyFile.role, func.count(FamilyFile.id)).where(FamilyFile.opened_on <= last)
    files = dict(work.session.execute(opened.group_by(FamilyFile.role)).all())
    ended = Coupling.ended_on <= last
    child = case((SupportRequest.subject == CHILD, SupportRequest.member_id))
    row = work.session.execute(
        select(
            _count_if(Coupling.trial_from >= first),
            _count_if(and_(ended, Coupling.ended_on >= first)),
            func.count(Coupling.id),
            _count_if(or_(Coupling.ended_on.is_(None), Coupling.ended_on > last)),
            _count_if(ended),
            func.count(distinct(Coupling.asking_family_id)),
            func.count(distinct(Coupling.offering_family_id)),
            func.count(distinct(child)),
        )
        .join(SupportRequest, SupportRequest.id == Coupling.request_id)
        .where(Coupling.trial_from <= last)
    ).one()
    return PeriodCounts(*row, files.get(FamilyRole.ASKING, 0), files.get(FamilyRole.OFFERING, 0))


def evaluations_until(work: Work, day: date) -> Counted:
    """Evaluations held of those that were due, up to and including a day."""
    held = and_(Evaluation.state == EvaluationState.HELD, Evaluation.held_on <= day)
    row = work.session.execute(
        select(_count_if(held), func.count(Evaluation.id))
        .join(Coupling, Coupling.id == Evaluation.coupling_id)
        .where(
            Evaluation.state != EvaluationState.CANCELLED,
            or_(Evaluation.due_on <= day, held),
            Coupling.trial_from.is_not(None),
        )
    ).one()
    return Counted(*row)


def less_formal_help(work: Work, until: date) -> Counted:
    """Couplings after which formal help is less or ended, of those that said how it stands.

    A coupling counts by its last evaluation, held until that day, in which that was asked; where
    there never was formal help it does not count.
    """
    order = (Evaluation.held_on.desc(), Evaluation.due_on.desc(), Evaluation.id.desc())
    said = (
        select(
            Evaluation.coupling_id,
            EvaluationAnswer.formal_help,
            func.row_number()
            .over(partition_by=Evaluation.coupling_id, order_by=order)
            .label("nth"),
        )
        .join(
            EvaluationAnswer,
            and_(
                EvaluationAnswer.evaluation_id == Evaluation.id,
                EvaluationAnswer.side == FamilyRole.ASKING,
                EvaluationAnswer.formal_help.is_not(None),
            ),
        )
        .where(Evaluation.state == EvaluationState.HELD, Evaluation.held_on <= until)
        .subquery()
    )
    row = work.session.execute(
        select(_count_if(said.c.formal_help.in_(BETTER)), func.count(said.c.coupling_id)).where(
            said.c.nth == 1, said.c.formal_help != "none"
        )
    ).one()
    return Counted(*row)


def held_of_year_one(work: Work, starts_on: date, until: date) -> Counted | None:
    """Couplings of the first year that still ran on a day, of all of them; None in that year."""
    over = add_months(starts_on, 12)
    if until < over:
        return None
    row = work.session.execute(
        select(
            _count_if(or_(Coupling.ended_on.is_(None), Coupling.ended_on > until)),
            func.count(Coupling.id),
        ).where(Coupling.trial_from >= starts_on, Coupling.trial_from < over)
    ).one()
    return Counted(*row)


def _count_if(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)
