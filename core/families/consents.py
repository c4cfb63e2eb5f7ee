"""A person's yes to one purpose: given by who may give it, withdrawable."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import or_, select

from core.errors import NotFound, Refused
from core.families.access import access_family
from core.families.ages import age_on
from core.families.models import Consent, FamilyMember, MemberKind
from core.matching.changing import list_changed
from core.wording import Text, _, _l
from core.work import Work


class Purpose(StrEnum):
    """What somebody can say yes to; each is asked apart and never filled in beforehand."""

    FILE = "file"
    SHARE = "share"
    HEALTH = "health"
    SEARCH_PROFILE = "search_profile"
    STORY = "story"
    HANDOVER = "handover"


SUPPLIER = "to:"
"""Before the key of a supplier: a purpose of its own for each."""


def purpose_for(supplier: str) -> str:
    """The purpose of sharing with one supplier."""
    return f"{SUPPLIER}{supplier}"


def is_purpose(purpose: str) -> bool:
    """Whether somebody can say yes to this."""
    return purpose in list(Purpose) or purpose.startswith(SUPPLIER)


PURPOSE_LABELS: dict[Purpose, Text] = {
    Purpose.FILE: _l("Gegevens bewaren om het gezin te helpen"),
    Purpose.SHARE: _l("Gegevens delen met het andere gezin"),
    Purpose.HEALTH: _l("Gezondheid gebruiken bij het zoeken naar een match"),
    Purpose.SEARCH_PROFILE: _l("Een zoekprofiel zonder naam verspreiden"),
    Purpose.STORY: _l("Een succesverhaal zonder naam vertellen"),
    Purpose.HANDOVER: _l("Overdracht aan een andere gemeente"),
}


class Givers(StrEnum):
    """Who must say yes for a person."""

    GUARDIAN = "guardian"
    BOTH = "both"
    SELF = "self"


GUARDIAN_UNTIL = 12
SELF_FROM = 16
"""Ages in years: the guardian alone below 12, both from 12 to 15, the person alone from 16."""


def givers_for(kind: MemberKind, age: int | None) -> Givers:
    """Return who says yes for a person; a child of unknown age counts as young."""
    if age is None:
        return Givers.GUARDIAN if kind is MemberKind.CHILD else Givers.SELF
    if age >= SELF_FROM:
        return Givers.SELF
    return Givers.GUARDIAN if age < GUARDIAN_UNTIL else Givers.BOTH


def give_consent(
    work: Work, family_id: UUID, purpose: str, given_by: str, member_id: UUID | None = None
) -> UUID:
    """Record a yes; `given_by` is who said it. Raises Refused on an unknown purpose or nobody."""
    access_family(work, family_id)
    if member_id and work.find(FamilyMember, member_id).family_id != family_id:
        raise NotFound("family_member")
    if not is_purpose(purpose):
        raise Refused(_("Kies waarvoor de toestemming geldt."), field="purpose")
    if not given_by.strip():
        raise Refused(_("Kies wie toestemming geeft."), field="givers")
    consent = Consent(
        family_id=family_id,
        member_id=member_id,
        purpose=purpose,
        given_by=given_by.strip()[:80],
        given_on=work.today,
    )
    work.add(consent)
    work.record("consent.given", "family", family_id, purpose)
    if purpose == Purpose.HEALTH:
        list_changed(work)
    return consent.id


def give_consent_for(
    work: Work,
    family_id: UUID,
    purpose: str,
    giver_ids: frozenset[UUID],
    member_id: UUID | None = None,
) -> UUID:
    """Record a yes of people in the family, for it as a whole or for one person.

    Raises Refused when they may not say yes at that person's age.
    """
    access_family(work, family_id)
    people = {person.id: person for person in _people(work, family_id)}
    if not giver_ids <= set(people) or (member_id and member_id not in people):
        raise NotFound("family_member")
    _check_givers(work, people, giver_ids, member_id)
    names = [person.first_name for person in people.values() if person.id in giver_ids]
    return give_consent(work, family_id, purpose, _(" en ").join(names), member_id)


def _people(work: Work, family_id: UUID) -> list[FamilyMember]:
    query = select(FamilyMember).where(FamilyMember.family_id == family_id)
    return list(work.session.scalars(query.order_by(FamilyMember.kind, FamilyMember.id)))


def _check_givers(
    work: Work,
    people: dict[UUID, FamilyMember],
    giver_ids: frozenset[UUID],
    member_id: UUID | None,
) -> None:
    adults = {p.id for p in people.values() if p.kind != MemberKind.CHILD}
    guardian = bool(giver_ids & (adults - {member_id}))
    if member_id is None:
        if not guardian:
            raise Refused(_("Voor het hele gezin zegt een ouder ja."), field="givers")
        return
    member, itself = people[member_id], member_id in giver_ids
    match givers_for(MemberKind(member.kind), age_on(member.born_on, work.today)):
        case Givers.SELF if not itself:
            text = _("%(name)s is 16 of ouder en zegt zelf ja.", name=member.first_name)
        case Givers.BOTH if not (itself and guardian):
            text = _(
                "%(name)s is 12 tot en met 15 jaar: het kind én een ouder zeggen ja.",
                name=member.first_name,
            )
        case Givers.GUARDIAN if not guardian:
            text = _("%(name)s is jonger dan 12: een ouder zegt ja.", name=member.first_name)
        case _:
            return
    raise Refused(text, field="givers")


def withdraw_consent(work: Work, consent_id: UUID) -> None:
    """End a yes today: what it carried stops. Raises Refused when it had ended."""
    consent = work.find(Consent, consent_id)
    access_family(work, consent.family_id)
    if consent.withdrawn_on:
        raise Refused(_("Deze toestemming is al ingetrokken."))
    consent.withdrawn_on = work.today
    work.record("consent.withdrawn", "family", consent.family_id, consent.purpose)
    if consent.purpose == Purpose.HEALTH:
        list_changed(work)
    if consent.purpose == Purpose.HANDOVER:
        work.defer("stop_handovers", family_id=str(consent.family_id))
    if consent.purpose.startswith(SUPPLIER):
        supplier = consent.purpose.removeprefix(SUPPLIER)
        work.defer("stop_supplier_changes", family_id=str(consent.family_id), supplier=supplier)


def has_consent(work: Work, family_id: UUID, purpose: str, member_id: UUID | None = None) -> bool:
    """Whether there is a yes for this purpose: of the family, or of this person when named."""
    query = select(Consent.id).where(
        Consent.family_id == family_id,
        Consent.purpose == purpose,
        Consent.withdrawn_on.is_(None),
    )
    if member_id:
        query = query.where(or_(Consent.member_id == member_id, Consent.member_id.is_(None)))
    return work.session.scalar(query.limit(1)) is not None


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """A yes as it is shown; `person` is "" for the family as a whole."""

    id: UUID
    purpose: Text
    person: str
    given_by: str
    given_on: date
    withdrawn_on: date | None


def consents_of(work: Work, family_id: UUID) -> tuple[ConsentLine, ...]:
    """Every yes of a family, those that count first."""
    rows = work.session.execute(
        select(Consent, FamilyMember.first_name)
        .outerjoin(FamilyMember, FamilyMember.id == Consent.member_id)
        .where(Consent.family_id == family_id)
        .order_by(Consent.withdrawn_on.is_not(None), Consent.given_on.desc(), Consent.id)
    )
    return tuple(
        ConsentLine(
            c.id, _label(work, c.purpose), name or "", c.given_by, c.given_on,
            c.withdrawn_on,
        )
        for c, name in rows
    )  # fmt: skip


def _label(work: Work, purpose: str) -> Text:
    if not purpose.startswith(SUPPLIER):
        return PURPOSE_LABELS[Purpose(purpose)] if purpose in list(Purpose) else purpose
    key = purpose.removeprefix(SUPPLIER)
    found = work.plugins.find("supplier_integrations", key)
    return _("Delen met %(supplier)s", supplier=found[1].label if found else key)
