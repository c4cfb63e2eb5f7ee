"""When two families of a coupling were last heard, worked out in the database.

A note belongs to a coupling when it names it; a note that names none belongs to the couplings of
its family in the same role. The notes of a family's other role never count, nor show.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from core.couplings.models import Coupling
from core.evaluations.models import Evaluation, EvaluationAnswer
from core.families.models import ContactMoment, FamilyRole
from core.work import Work

WEEKS_SHOWN = 12


def of_coupling() -> ColumnElement[bool]:
    """Whether a contact moment is about the coupling of the same statement."""
    return or_(
        ContactMoment.coupling_id == Coupling.id,
        and_(
            ContactMoment.coupling_id.is_(None),
            or_(
                and_(
                    ContactMoment.family_id == Coupling.asking_family_id,
                    ContactMoment.role == FamilyRole.ASKING,
                ),
                and_(
                    ContactMoment.family_id == Coupling.offering_family_id,
                    ContactMoment.role == FamilyRole.OFFERING,
                ),
            ),
        ),
    )


def last_contact() -> ColumnElement[Any]:
    """The day of the last contact with one of both families since they met; NULL when none."""
    since = ContactMoment.on_date >= Coupling.introduction_on
    newest = select(func.max(ContactMoment.on_date)).where(of_coupling(), since)
    return newest.correlate(Coupling).scalar_subquery()


def last_evaluated() -> ColumnElement[Any]:
    """The day on which one of both families last answered an evaluation; NULL when none."""
    newest = (
        select(func.max(EvaluationAnswer.answered_on))
        .join(Evaluation, Evaluation.id == EvaluationAnswer.evaluation_id)
        .where(Evaluation.coupling_id == Coupling.id)
    )
    return newest.correlate(Coupling).scalar_subquery()


def last_heard() -> ColumnElement[Any]:
    """The day on which something was last heard; the start when nothing was since."""
    return func.greatest(
        Coupling.introduction_on,
        Coupling.trial_from,
        Coupling.active_from,
        last_contact(),
        last_evaluated(),
    )


def is_silent(work: Work, weeks: int) -> ColumnElement[bool]:
    """Whether nothing was heard for longer than so many weeks."""
    return last_heard() < work.today - timedelta(weeks=weeks)


def per_week(days: Sequence[date], today: date) -> tuple[tuple[str, int], ...]:
    """How many contacts there were in each of the last weeks: (number of the week, contacts)."""
    monday = today - timedelta(days=today.weekday())
    starts = [monday - timedelta(weeks=back) for back in reversed(range(WEEKS_SHOWN))]
    return tuple(
        (
            str(start.isocalendar().week),
            sum(start <= day < start + timedelta(weeks=1) for day in days),
        )
        for start in starts
    )
