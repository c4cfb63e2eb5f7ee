"""What the page of one evaluation shows."""

from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from sqlalchemy import select

from core.accounts.queries import member_names
from core.couplings.models import Coupling
from core.evaluations.answers import answers_of
from core.evaluations.models import Evaluation, EvaluationAnswer, EvaluationKind, EvaluationState
from core.evaluations.questions import questions_for
from core.families.models import (
    Appointment,
    AppointmentState,
    Family,
    FamilyMember,
    FamilyRole,
)
from core.matching.models import SupportRequest
from core.method.choice import pinned
from core.method.variant import MethodVariant, Question
from core.work import Work


@dataclass(frozen=True, slots=True)
class SideView:
    """One side of an evaluation: what is asked, and what was answered."""

    side: FamilyRole
    family_id: UUID
    name: str
    questions: tuple[Question, ...]
    answers: dict[str, str]
    answered_on: date | None
    by: str


@dataclass(frozen=True, slots=True)
class Talk:
    """The talk that was planned for an evaluation."""

    on_date: date
    at_time: time | None
    where: str


@dataclass(frozen=True, slots=True)
class EvaluationView:
    """One evaluation as its page shows it."""

    id: UUID
    coupling_id: UUID
    kind: EvaluationKind
    state: EvaluationState
    due_on: date
    held_on: date | None
    method: MethodVariant
    child: str
    sides: tuple[SideView, SideView]
    talk: Talk | None

    @property
    def title(self) -> str:
        """Who are coupled."""
        return f"{self.sides[0].name} en {self.sides[1].name}"


def evaluation_view(work: Work, evaluation: Evaluation) -> EvaluationView:
    """What the page shows of an evaluation that was fetched by `access_evaluation`."""
    coupling = work.find(Coupling, evaluation.coupling_id)
    request = work.find(SupportRequest, coupling.request_id)
    method = pinned(work, evaluation.variant, evaluation.variant_version)
    answers = _answers(work, evaluation)
    names = member_names(work)
    families = (
        (FamilyRole.ASKING, coupling.asking_family_id),
        (FamilyRole.OFFERING, coupling.offering_family_id),
    )
    asking, offering = (
        SideView(
            side,
            family_id,
            work.find(Family, family_id).name,
            questions_for(method, side, request.subject),
            answers_of(work, answers[side]) if side in answers else {},
            answers[side].answered_on if side in answers else None,
            _author(answers.get(side), names),
        )
        for side, family_id in families
    )
    member = work.session.get(FamilyMember, (work.tenant.id, request.member_id))
    return EvaluationView(
        id=evaluation.id,
        coupling_id=coupling.id,
        kind=EvaluationKind(evaluation.kind),
        state=EvaluationState(evaluation.state),
        due_on=evaluation.due_on,
        held_on=evaluation.held_on,
        method=method,
        child=member.first_name if member else "",
        sides=(asking, offering),
        talk=_talk(work, evaluation),
    )


def _author(answer: EvaluationAnswer | None, names: dict[UUID, str]) -> str:
    return names.get(answer.author_id, "") if answer and answer.author_id else ""


def _answers(work: Work, evaluation: Evaluation) -> dict[FamilyRole, EvaluationAnswer]:
    mine = select(EvaluationAnswer).where(EvaluationAnswer.evaluation_id == evaluation.id)
    return {FamilyRole(row.side): row for row in work.session.scalars(mine)}


def _talk(work: Work, evaluation: Evaluation) -> Talk | None:
    mine = select(Appointment.on_date, Appointment.at_time, Appointment.where).where(
        Appointment.evaluation_id == evaluation.id,
        Appointment.state == AppointmentState.PLANNED,
    )
    row = work.session.execute(mine.order_by(Appointment.on_date).limit(1)).one_or_none()
    return Talk(*row) if row else None
