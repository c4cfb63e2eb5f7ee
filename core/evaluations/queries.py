"""What other capabilities may ask about evaluations."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, ScalarSelect, Select, and_, func, or_, select
from sqlalchemy.orm import aliased

from core.couplings.models import Coupling
from core.evaluations.models import (
    Evaluation,
    EvaluationAnswer,
    EvaluationKind,
    EvaluationState,
)
from core.evaluations.planning import RUNNING, UNFINISHED
from core.evaluations.questions import alarms
from core.families.models import (
    Appointment,
    AppointmentState,
    ContactMoment,
    Family,
    FamilyRole,
)
from core.work import Work

Asking = aliased(Family)
Offering = aliased(Family)


@dataclass(frozen=True, slots=True)
class DueEvaluation:
    """An evaluation that is still to be held; `talk_on` is the day that was agreed, if any."""

    evaluation_id: UUID
    coupling_id: UUID
    asking_family_id: UUID
    offering_family_id: UUID
    asking_name: str
    offering_name: str
    kind: EvaluationKind
    due_on: date
    is_partly: bool
    talk_on: date | None

    @property
    def title(self) -> str:
        """Who are coupled."""
        return f"{self.asking_name} en {self.offering_name}"


@dataclass(frozen=True, slots=True)
class Concern:
    """An answer that asks for a call this week. `about` names the columns with an alarm."""

    evaluation_id: UUID
    coupling_id: UUID
    family_id: UUID
    family_name: str
    side: FamilyRole
    about: tuple[str, ...]
    answered_on: date


def evaluations_due(work: Work, until: date) -> tuple[DueEvaluation, ...]:
    """Evaluations of running couplings that are due on or before a day, the oldest first.

    All of them, for the caller leaves out whose they are: there are no more than a few for each
    running coupling.
    """
    return tuple(_due_evaluation(row) for row in work.session.execute(_due(until)))


def _due(until: date) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Evaluation.id,
            Evaluation.coupling_id,
            Coupling.asking_family_id,
            Coupling.offering_family_id,
            Asking.name.label("asking_name"),
            Offering.name.label("offering_name"),
            Evaluation.kind,
            Evaluation.due_on,
            Evaluation.state,
            _talk_on().label("talk_on"),
        )
        .join(Coupling, Coupling.id == Evaluation.coupling_id)
        .join(Asking, Asking.id == Coupling.asking_family_id)
        .join(Offering, Offering.id == Coupling.offering_family_id)
        .where(
            Evaluation.state.in_(UNFINISHED),
            Evaluation.due_on <= until,
            Coupling.phase.in_(RUNNING),
        )
        .order_by(Evaluation.due_on, Evaluation.id)
    )


def _talk_on() -> ScalarSelect[Any]:
    """The first day that was agreed to talk about an evaluation."""
    planned = Appointment.state == AppointmentState.PLANNED
    first = select(func.min(Appointment.on_date)).where(
        Appointment.evaluation_id == Evaluation.id, planned
    )
    return first.correlate(Evaluation).scalar_subquery()


def _due_evaluation(row: Row[Any]) -> DueEvaluation:
    return DueEvaluation(
        row.id,
        row.coupling_id,
        row.asking_family_id,
        row.offering_family_id,
        row.asking_name,
        row.offering_name,
        EvaluationKind(row.kind),
        row.due_on,
        row.state == EvaluationState.PARTLY,
        row.talk_on,
    )


def concerns(work: Work, coupling_id: UUID | None = None) -> tuple[Concern, ...]:
    """Answers that ask for a call this week (too heavy, a doubt about safety, a child's no…).

    One is done with when somebody noted a contact with that family, in that role, afterwards; or
    when the answer was changed. Of one coupling when it is given, else of all that run.
    """
    alarming = alarms(work)
    where = [
        or_(*(getattr(EvaluationAnswer, column).in_(codes) for column, codes in alarming.items())),
        Coupling.phase.in_(RUNNING),
        ~_spoken_since().exists(),
    ]
    if coupling_id:
        where.append(Coupling.id == coupling_id)
    rows = work.session.execute(
        select(EvaluationAnswer, Coupling, Asking.name, Offering.name)
        .join(Evaluation, Evaluation.id == EvaluationAnswer.evaluation_id)
        .join(Coupling, Coupling.id == Evaluation.coupling_id)
        .join(Asking, Asking.id == Coupling.asking_family_id)
        .join(Offering, Offering.id == Coupling.offering_family_id)
        .where(*where)
        .order_by(EvaluationAnswer.answered_on, EvaluationAnswer.id)
    )
    return tuple(_concern(*row, alarming) for row in rows)


def _concern(
    answer: EvaluationAnswer,
    coupling: Coupling,
    asking_name: str,
    offering_name: str,
    alarming: dict[str, frozenset[str]],
) -> Concern:
    asks = answer.side == FamilyRole.ASKING
    return Concern(
        evaluation_id=answer.evaluation_id,
        coupling_id=coupling.id,
        family_id=coupling.asking_family_id if asks else coupling.offering_family_id,
        family_name=asking_name if asks else offering_name,
        side=FamilyRole(answer.side),
        about=tuple(
            column for column, codes in alarming.items() if getattr(answer, column) in codes
        ),
        answered_on=answer.answered_on,
    )


def _spoken_since() -> Any:
    return (
        select(ContactMoment.id)
        .where(
            ContactMoment.noted_at > EvaluationAnswer.noted_at,
            ContactMoment.role == EvaluationAnswer.side,
            _same_family(),
        )
        .correlate(EvaluationAnswer, Coupling)
    )


def _same_family() -> ColumnElement[bool]:
    return or_(
        and_(
            EvaluationAnswer.side == FamilyRole.ASKING,
            ContactMoment.family_id == Coupling.asking_family_id,
        ),
        and_(
            EvaluationAnswer.side == FamilyRole.OFFERING,
            ContactMoment.family_id == Coupling.offering_family_id,
        ),
    )
