"""What is known of a pair of families on a day: the facts that the gates look at."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from core.couplings.lifecycle import Answer, Facts
from core.couplings.models import Agreement, Coupling, CouplingAnswer, JointDecision, PhaseChange
from core.couplings.phases import Phase
from core.evaluations.models import Evaluation, EvaluationKind, EvaluationState
from core.families.models import (
    Appointment,
    AppointmentKind,
    AppointmentState,
    Consent,
    ContactMoment,
    ContactWay,
    FamilyMember,
    FamilyRole,
    MemberKind,
)
from core.families.queries import age_on
from core.families.services import Purpose
from core.intake.models import Intake
from core.matching.models import SupportRequest
from core.matching.profiles import Subject
from core.method.choice import pinned
from core.method.variant import LONGEST_TRIAL, SHORTEST_TRIAL, Side
from core.safety.queries import SafetyStatus, VogStatus, safety_of, vogs_of
from core.work import Work

TALKS_EACH = 2


@dataclass(frozen=True, slots=True)
class Together:
    """Two families, and by which version of the method; `coupling_id` once they are coupled."""

    asking_family_id: UUID
    offering_family_id: UUID
    variant: str
    variant_version: int
    coupling_id: UUID | None = None
    request_id: UUID | None = None

    @property
    def families(self) -> dict[FamilyRole, UUID]:
        """Both families by their role."""
        return {
            FamilyRole.ASKING: self.asking_family_id,
            FamilyRole.OFFERING: self.offering_family_id,
        }


@dataclass(frozen=True, slots=True)
class Known:
    """The facts for the gates, and what lies behind them for the page."""

    facts: Facts
    safety: SafetyStatus
    vog: VogStatus


def together(coupling: Coupling) -> Together:
    """The two families of a coupling."""
    return Together(
        coupling.asking_family_id,
        coupling.offering_family_id,
        coupling.variant,
        coupling.variant_version,
        coupling.id,
        coupling.request_id,
    )


def gather(
    work: Work, pair: Together, *, today: date | None = None, until: date | None = None
) -> Known:
    """What is known of two families; `until` is the day on which their trial ends."""
    safety = safety_of(work, pair.asking_family_id)
    vog = vogs_of(work, {pair.offering_family_id})[pair.offering_family_id]
    answers, with_children = _answers(work, pair), _with_children(work, pair)
    newest = _newest_agreement(work, pair.coupling_id)
    method = pinned(work, pair.variant, pair.variant_version)
    facts = Facts(
        today=today or work.today,
        method=method,
        answers=_all_answers(answers, with_children),
        children_involved=bool(with_children),
        safety_check_done=safety.done,
        safety_check_ok=safety.ok,
        vog_all_seen=vog.all_seen or (vog.expired and not vog.missing),
        vog_expired=vog.expired,
        consent_to_share=_consented(work, pair),
        two_talks_held=talks_held(work, pair) >= TALKS_EACH,
        trial_ends_on=until,
        trial_evaluation_held=_trial_evaluated(work, pair.coupling_id),
        agreements_noted=newest is not None,
        contract_noted=newest is not None and newest.contract_on is not None,
        phase_before_end=phase_before_end(work, pair.coupling_id),
        professional_decided=method.professional_decides and _decided_jointly(work, pair),
        age_fits=method.ages is None or _age_fits(work, pair, method.ages),
    )
    return Known(facts, safety, vog)


def length_is_usual(from_date: date, until: date) -> bool:
    """Whether a trial lasts the four to nine weeks that are usual."""
    return SHORTEST_TRIAL <= (until - from_date).days <= LONGEST_TRIAL


def phase_before_end(work: Work, coupling_id: UUID | None) -> Phase | None:
    """The phase to which an ended coupling can be opened again; None while it runs."""
    newest = (
        select(PhaseChange.from_phase, PhaseChange.to_phase)
        .where(PhaseChange.coupling_id == coupling_id)
        .order_by(PhaseChange.seq.desc())
        .limit(1)
    )
    row = work.session.execute(newest).one_or_none()
    return Phase(row.from_phase) if row and row.to_phase == Phase.ENDED else None


def talks_held(work: Work, pair: Together) -> int:
    """On how many days the family with the fewest talks was spoken to face to face."""
    families = list(pair.families.values())
    queries = (
        select(ContactMoment.family_id, ContactMoment.role, ContactMoment.on_date).where(
            ContactMoment.family_id.in_(families), ContactMoment.way == ContactWay.VISIT
        ),
        select(Intake.family_id, Intake.role, Intake.held_on).where(Intake.family_id.in_(families)),
        select(Appointment.family_id, Appointment.role, Appointment.on_date).where(
            Appointment.family_id.in_(families),
            Appointment.kind.in_([AppointmentKind.INTAKE, AppointmentKind.TALK]),
            Appointment.state == AppointmentState.HELD,
        ),
    )
    talks = {tuple(row) for query in queries for row in work.session.execute(query)}
    return min(
        sum((family, role) == (there, kind) for there, kind, _day in talks)
        for role, family in pair.families.items()
    )


def _decided_jointly(work: Work, pair: Together) -> bool:
    mine = select(JointDecision.id).where(JointDecision.coupling_id == pair.coupling_id)
    return work.session.scalar(mine) is not None


def _age_fits(work: Work, pair: Together, ages: tuple[int, int]) -> bool:
    """Whether the child is of that age; a parent, or a child whose age is not known, fits."""
    born = (
        select(FamilyMember.born_on)
        .join(SupportRequest, SupportRequest.member_id == FamilyMember.id)
        .where(SupportRequest.id == pair.request_id, SupportRequest.subject == Subject.CHILD)
    )
    age = age_on(work.session.scalar(born), work.today)
    return age is None or ages[0] <= age <= ages[1]


def _answers(work: Work, pair: Together) -> list[CouplingAnswer]:
    mine = CouplingAnswer.coupling_id == pair.coupling_id
    return list(work.session.scalars(select(CouplingAnswer).where(mine)))


def _all_answers(
    rows: list[CouplingAnswer], with_children: set[FamilyRole]
) -> dict[tuple[str, Side], Answer]:
    found = {
        (row.moment, Side(row.side)): Answer.YES if row.says_yes else Answer.NO for row in rows
    }
    for moment in {row.moment for row in rows}:
        heard = {FamilyRole(r.side) for r in rows if r.moment == moment and r.children_heard}
        if with_children <= heard:
            found[moment, Side.CHILD] = Answer.YES
    return found


def _with_children(work: Work, pair: Together) -> set[FamilyRole]:
    query = select(FamilyMember.family_id).where(
        FamilyMember.family_id.in_(pair.families.values()), FamilyMember.kind == MemberKind.CHILD
    )
    found = set(work.session.scalars(query.distinct()))
    return {role for role, family in pair.families.items() if family in found}


def _consented(work: Work, pair: Together) -> bool:
    query = select(Consent.family_id).where(
        Consent.family_id.in_(pair.families.values()),
        Consent.purpose == Purpose.SHARE,
        Consent.withdrawn_on.is_(None),
    )
    return set(pair.families.values()) <= set(work.session.scalars(query))


def _newest_agreement(work: Work, coupling_id: UUID | None) -> Agreement | None:
    mine = select(Agreement).where(Agreement.coupling_id == coupling_id)
    return work.session.scalar(mine.order_by(Agreement.version.desc()).limit(1))


def _trial_evaluated(work: Work, coupling_id: UUID | None) -> bool:
    held = select(func.count(Evaluation.id)).where(
        Evaluation.coupling_id == coupling_id,
        Evaluation.kind == EvaluationKind.TRIAL_END,
        Evaluation.state == EvaluationState.HELD,
    )
    return bool(work.session.scalar(held))
