"""What a supplier is told: plain data, and no more than its plugin says it sees."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from core.accounts.queries import find_colleague
from core.errors import Refused
from core.extension.plugin import Sees
from core.families.models import Family, FamilyFile, FamilyRole, MemberKind
from core.families.queries import Person, people_of
from core.handovers.contents import intake_in_words
from core.handovers.packing import Choices, chosen_notes, intake_of
from core.matching.models import RequestState, SupportRequest
from core.method.choice import label
from core.referrals.models import Referral, ReferralState
from core.suppliers.consents import said_yes
from core.wording import _
from core.work import Work


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a coordinator lets travel beside the people, and the answers to what is asked."""

    choices: Choices = field(default_factory=Choices)
    answers: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Told:
    """The facts of a hand-over, and who travels."""

    facts: Mapping[str, Any]
    people: tuple[UUID, ...]


def handover_facts(
    work: Work,
    sees: frozenset[Sees],
    supplier: str,
    family_id: UUID,
    role: FamilyRole,
    chosen: Chosen,
) -> Told:
    """Everything that would travel; raises Refused without a yes of an adult to this supplier."""
    yes = said_yes(work, family_id, supplier)
    people = [person for person in people_of(work, family_id) if person.id in yes]
    if not any(person.kind is not MemberKind.CHILD for person in people):
        raise Refused(_("Leg eerst vast dat een volwassene ja zei tegen deze overdracht."))
    contact, special = Sees.CONTACT in sees, Sees.SPECIAL in sees
    facts: dict[str, Any] = {
        "from": _sender(work),
        "role": str(role),
        "source": source_of(work, family_id, role),
        "family": _family(work, family_id, contact=contact),
        "people": [_person(person, contact=contact) for person in people],
        "answers": dict(chosen.answers),
    }
    if role is FamilyRole.ASKING:
        going = frozenset(person.id for person in people)
        facts["asked"] = _asked(work, family_id, going, special=special)
    if special:
        facts["intake"] = _intake(work, family_id, role) if chosen.choices.with_intake else []
        facts["notes"] = [
            {"on": note.on_date.isoformat(), "text": note.text}
            for note in chosen_notes(work, family_id, role, chosen.choices.notes)
        ]
    return Told(facts, tuple(person.id for person in people))


def _sender(work: Work) -> dict[str, str]:
    me = find_colleague(work, work.actor.id) if work.actor.id else None
    found = {"programme": work.tenant.name, "area_code": work.tenant.area_code}
    return {**found, "name": me.name if me else "", "mail": me.email if me else ""}


def _family(work: Work, family_id: UUID, *, contact: bool) -> dict[str, str]:
    family = work.find(Family, family_id)
    found = {"name": family.name, "postcode4": family.postcode4, "language": family.language}
    if contact:
        found["place"] = family.place
        found["address"] = work.vault.open(Family.address, family.id, family.address)
    return found


def _person(person: Person, *, contact: bool) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": str(person.id),
        "kind": str(person.kind),
        "first_name": person.first_name,
        "last_name": person.last_name,
        "born_on": _iso(person.born_on),
    }
    if contact:
        found |= {"phone": person.phone or "", "email": person.email or ""}
        found["message_safe"] = person.message_safe
    return found


def _asked(
    work: Work, family_id: UUID, going: frozenset[UUID], *, special: bool
) -> list[dict[str, Any]]:
    """The requests that are not closed, but none for a child that does not travel."""
    query = select(SupportRequest).where(
        SupportRequest.family_id == family_id, SupportRequest.state != RequestState.CLOSED
    )
    found = []
    for one in work.session.scalars(query.order_by(SupportRequest.id)):
        if one.member_id is not None and one.member_id not in going:
            continue
        facts: dict[str, Any] = {
            "title": one.title,
            "forms": [str(label(work, "support_forms", key)) for key in one.forms],
        }
        if special:
            facts["wishes"] = work.vault.open(SupportRequest.wishes, one.id, one.wishes)
        found.append(facts)
    return found


def _intake(work: Work, family_id: UUID, role: FamilyRole) -> list[list[str]]:
    record = intake_of(work, family_id, role)
    words = intake_in_words(work, record, role) if record else ()
    return [[str(label), text] for label, text in words]


def source_of(work: Work, family_id: UUID, role: FamilyRole = FamilyRole.ASKING) -> str:
    """Who sent a family: the source of its last sign-up that was accepted."""
    query = (
        select(Referral.source)
        .where(
            Referral.family_id == family_id,
            Referral.role == role,
            Referral.state == ReferralState.ACCEPTED,
        )
        .order_by(Referral.received_on.desc(), Referral.id.desc())
    )
    return work.session.scalar(query.limit(1)) or ""


def since_of(work: Work, family_id: UUID, role: FamilyRole = FamilyRole.ASKING) -> date | None:
    """Since when a family has a file in a role."""
    query = select(FamilyFile.opened_on).where(
        FamilyFile.family_id == family_id, FamilyFile.role == role
    )
    return work.session.scalar(query.limit(1))


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
