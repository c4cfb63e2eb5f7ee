"""A programme with numbers of one's choice, made straight through the models."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from core.couplings.models import Coupling, CouplingPhase
from core.evaluations.models import (
    Evaluation,
    EvaluationAnswer,
    EvaluationKind,
    EvaluationState,
)
from core.families.models import Family, FamilyFile, FamilyMember, FamilyRole, MemberKind
from core.intake.models import Intake
from core.matching.models import MatchProposal, SupportOffer, SupportRequest
from core.referrals.models import Referral, ReferralState
from core.work import Work
from tenants.ids import new_id

VARIANT = {"variant": "standard", "variant_version": 1}
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Asking:
    """A family that asks, with one child and its request."""

    family_id: UUID
    request_id: UUID
    child_id: UUID


def ask(work: Work, source: str = "school", since: date | None = None) -> Asking:
    """A family that asks support for a child, signed up on a day."""
    since = since or work.today
    family_id = _family(work, FamilyRole.ASKING, since)
    child = FamilyMember(family_id=family_id, kind=MemberKind.CHILD, first_name="Mila")
    work.session.add(
        Referral(
            role=FamilyRole.ASKING, channel_key="public", source=source, **VARIANT,
            state=ReferralState.ACCEPTED, received_on=since, respond_by=since, wishes=[],
            family_id=family_id,
        )
    )  # fmt: skip
    child_id = work.add(child).id
    request = SupportRequest(
        family_id=family_id, member_id=child_id, subject="child", title="Mila", forms=[],
        avoid_pets=[], since=since,
    )  # fmt: skip
    return Asking(family_id, work.add(request).id, child_id)


def offer(work: Work, since: date | None = None) -> tuple[UUID, UUID]:
    """A family that offers: (family, offer)."""
    since = since or work.today
    family_id = _family(work, FamilyRole.OFFERING, since)
    row = SupportOffer(
        family_id=family_id, subjects=["child"], title="Zaterdag", forms=[], pets=[],
        languages=[], since=since,
    )  # fmt: skip
    return family_id, work.add(row).id


def couple(
    work: Work,
    trial_from: date,
    *,
    family: Asking | None = None,
    source: str = "school",
    definitive: bool = True,
    ended_on: date | None = None,
    reason: str | None = None,
) -> UUID:
    """A coupling made on a day, with its whole course before it: 10, 20, 5 and 40 days a step."""
    chosen_on = trial_from - 5 * A_DAY
    family = family or ask(work, source, chosen_on - 30 * A_DAY)
    offering_id, offer_id = offer(work, chosen_on - 30 * A_DAY)
    _intake(work, family.family_id, chosen_on - 20 * A_DAY)
    proposal = work.add(
        MatchProposal(
            request_id=family.request_id, offer_id=offer_id, chosen_on=chosen_on, blockers=[]
        )
    )
    phase = CouplingPhase.ACTIVE if definitive else CouplingPhase.TRIAL
    row = Coupling(
        proposal_id=proposal.id, request_id=family.request_id, offer_id=offer_id,
        asking_family_id=family.family_id, offering_family_id=offering_id, **VARIANT,
        phase=CouplingPhase.ENDED if ended_on else phase,
        introduction_on=chosen_on, trial_from=trial_from,
        active_from=trial_from + 40 * A_DAY if definitive else None,
        ended_on=ended_on, end_reason=reason if ended_on else None, ended_early=bool(ended_on),
    )  # fmt: skip
    return work.add(row).id


def evaluate(work: Work, coupling_id: UUID, held_on: date, *, content: bool = True) -> None:
    """An evaluation that was held with both families."""
    row = work.add(
        Evaluation(
            coupling_id=coupling_id, kind=EvaluationKind.HALF_YEAR, **VARIANT, due_on=held_on,
            held_on=held_on, state=EvaluationState.HELD,
        )
    )  # fmt: skip
    for side in FamilyRole:
        said = "somewhat" if side is FamilyRole.ASKING and not content else "satisfied"
        answer = EvaluationAnswer(
            evaluation_id=row.id, side=side, answered_on=held_on, satisfied=said
        )
        work.session.add(answer)


def plan_evaluation(work: Work, coupling_id: UUID, due_on: date) -> None:
    """An evaluation that was planned and not held."""
    work.session.add(
        Evaluation(coupling_id=coupling_id, kind=EvaluationKind.HALF_YEAR, **VARIANT, due_on=due_on)
    )


def _family(work: Work, role: FamilyRole, since: date) -> UUID:
    family = work.add(Family(name="De Wit", created_on=since))
    work.session.add(FamilyFile(family_id=family.id, role=role, opened_on=since))
    return family.id


def _intake(work: Work, family_id: UUID, held_on: date) -> None:
    found = new_id()
    work.session.add(
        Intake(
            id=found, family_id=family_id, role=FamilyRole.ASKING, held_on=held_on, **VARIANT,
            answers=work.vault.seal(Intake.answers, found, "{}"), suitability="suitable",
            formal_help=[],
        )
    )  # fmt: skip
