"""Families, couplings and what is due of them, straight through the models."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from core.couplings.models import Coupling, CouplingPhase
from core.evaluations.models import Evaluation, EvaluationAnswer, EvaluationKind, EvaluationState
from core.families.models import (
    Appointment,
    AppointmentKind,
    ContactMoment,
    ContactWay,
    Family,
    FamilyFile,
    FamilyMember,
    FamilyRole,
    MemberKind,
)
from core.intake.models import Intake
from core.matching.models import MatchProposal, RequestState, SupportOffer, SupportRequest
from core.referrals.models import Referral
from core.safety.models import VogRecord
from core.work import Work
from tenants.ids import new_id

LONG_AGO = timedelta(days=400)


def days(count: int) -> timedelta:
    return timedelta(days=count)


@dataclass(frozen=True)
class Household:
    """A family with its file and one adult."""

    id: UUID
    adult_id: UUID
    name: str


def family(
    work: Work,
    role: FamilyRole,
    name: str,
    *,
    coordinator_id: UUID | None = None,
    first_name: str = "",
    phone: str = "+31600000011",
    message_safe: bool | None = None,
    intake: bool = True,
    opened_on: date | None = None,
) -> Household:
    row = work.add(
        Family(name=name, place="Rhenen", postcode4="3911", created_on=work.today - LONG_AGO)
    )
    work.add(
        FamilyFile(
            family_id=row.id,
            role=role,
            coordinator_id=coordinator_id,
            opened_on=opened_on or work.today - LONG_AGO,
        )
    )
    adult = FamilyMember(
        id=new_id(),
        family_id=row.id,
        kind=MemberKind.PARENT,
        first_name=first_name or f"Ouder {name}",
    )
    adult.phone = work.vault.seal_optional(FamilyMember.phone, adult.id, phone)
    adult.message_safe = message_safe
    work.add(adult)
    if intake:
        add_intake(work, row.id, role)
    return Household(row.id, adult.id, name)


def add_intake(work: Work, family_id: UUID, role: FamilyRole) -> None:
    row = Intake(
        id=new_id(),
        family_id=family_id,
        role=role,
        held_on=work.today - LONG_AGO,
        variant="standard",
        variant_version=1,
        suitability="suitable",
        formal_help=[],
    )
    row.answers = work.vault.seal(Intake.answers, row.id, "{}")
    work.add(row)


def asks(work: Work, household: Household, title: str = "Mila, zaterdag") -> UUID:
    return work.add(
        SupportRequest(
            family_id=household.id,
            subject="child",
            title=title,
            forms=[],
            avoid_pets=[],
            since=work.today,
            state=RequestState.OPEN,
        )
    ).id


def offers(work: Work, household: Household) -> UUID:
    return work.add(
        SupportOffer(
            family_id=household.id,
            subjects=["child"],
            title="Zaterdag",
            forms=[],
            pets=[],
            languages=["nl"],
            since=work.today,
        )
    ).id


@dataclass(frozen=True)
class Pair:
    """Two coupled families."""

    id: UUID
    asking: Household
    offering: Household


def coupling(
    work: Work,
    phase: CouplingPhase = CouplingPhase.ACTIVE,
    *,
    name: str = "Brandsma",
    other: str = "Öztürk",
    coordinator_id: UUID | None = None,
    begun: date | None = None,
    until: date | None = None,
    spoken: bool = True,
) -> Pair:
    """A coupling in a phase; `spoken` notes a contact yesterday, so that it is not silent."""
    asking = family(work, FamilyRole.ASKING, name, coordinator_id=coordinator_id)
    offering = family(work, FamilyRole.OFFERING, other, coordinator_id=coordinator_id)
    begun = begun or work.today - days(200)
    made = phase in (CouplingPhase.TRIAL, CouplingPhase.ACTIVE)
    row = work.add(
        Coupling(
            request_id=asks(work, asking),
            offer_id=offers(work, offering),
            asking_family_id=asking.id,
            offering_family_id=offering.id,
            variant="standard",
            variant_version=1,
            phase=phase,
            introduction_on=begun,
            trial_from=begun if made else None,
            trial_until=until,
            active_from=begun if phase is CouplingPhase.ACTIVE else None,
        )
    )
    pair = Pair(row.id, asking, offering)
    if spoken:
        contact(work, asking, coupling_id=row.id, on_date=work.today - days(1))
    return pair


def contact(
    work: Work,
    household: Household,
    role: FamilyRole = FamilyRole.ASKING,
    *,
    on_date: date | None = None,
    coupling_id: UUID | None = None,
    again_on: date | None = None,
    note: str = "Een geheim verhaal",
) -> UUID:
    row = ContactMoment(
        id=new_id(),
        family_id=household.id,
        role=role,
        coupling_id=coupling_id,
        on_date=on_date or work.today,
        way=ContactWay.PHONE,
        with_whom="Elif",
        follow_up_on=again_on,
    )
    row.note = work.vault.seal(ContactMoment.note, row.id, note)
    return work.add(row).id


def talk(
    work: Work,
    household: Household,
    kind: AppointmentKind = AppointmentKind.TALK,
    *,
    role: FamilyRole = FamilyRole.ASKING,
    on_date: date,
    **more: Any,
) -> UUID:
    row = Appointment(family_id=household.id, role=role, kind=kind, on_date=on_date, **more)
    return work.add(row).id


def evaluation(
    work: Work,
    pair: Pair,
    due_on: date,
    kind: EvaluationKind = EvaluationKind.HALF_YEAR,
    state: EvaluationState = EvaluationState.PLANNED,
) -> UUID:
    return work.add(
        Evaluation(
            coupling_id=pair.id,
            kind=kind,
            variant="standard",
            variant_version=1,
            due_on=due_on,
            state=state,
        )
    ).id


def answer(
    work: Work, evaluation_id: UUID, side: FamilyRole, answered_on: date, **codes: str
) -> UUID:
    return work.add(
        EvaluationAnswer(evaluation_id=evaluation_id, side=side, answered_on=answered_on, **codes)
    ).id


def vog(work: Work, household: Household, **dates: date) -> UUID:
    return work.add(VogRecord(member_id=household.adult_id, **dates)).id


def proposal(work: Work, asking: Household, offering: Household, chosen_on: date) -> UUID:
    return work.add(
        MatchProposal(
            request_id=asks(work, asking),
            offer_id=offers(work, offering),
            chosen_on=chosen_on,
            blockers=[],
        )
    ).id


def referral(work: Work, name: str, respond_by: date, **more: Any) -> UUID:
    fields: Mapping[str, Any] = {
        "role": FamilyRole.ASKING,
        "channel_key": "self",
        "source": "school",
        "variant": "standard",
        "variant_version": 1,
        "received_on": work.today - days(3),
        "respond_by": respond_by,
        "first_name": "Sanne",
        "family_name": name,
        "wishes": ["rest"],
        **more,
    }
    row = Referral(id=new_id(), **fields)
    row.contact = work.vault.seal(Referral.contact, row.id, "+31600000012")
    return work.add(row).id
