"""The people in a family: written with their contact details sealed."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from core.contact_details import is_mail, normalised
from core.errors import NotFound, Refused
from core.families.access import access_family, access_file
from core.families.consents import Purpose, has_consent
from core.families.models import FamilyMember, FamilyRole, MemberKind
from core.families.reaching import contact_index
from core.matching.changing import list_changed
from core.wording import _
from core.work import Work
from tenants.ids import new_id


@dataclass(frozen=True, slots=True)
class NewMember:
    """A person as known now; `note` is for who works in the file, never health."""

    kind: MemberKind
    first_name: str
    last_name: str = ""
    phone: str | None = None
    email: str | None = None
    message_safe: bool | None = None
    born_on: date | None = None
    lives_elsewhere: bool = False
    note: str = ""


def add_member(work: Work, family_id: UUID, new: NewMember) -> UUID:
    """Add a person to a family; raises Refused on what cannot be."""
    access_family(work, family_id)
    check_member(work, new)
    member_id = write_member(work, family_id, new)
    work.record("member.added", "family", family_id)
    list_changed(work)
    return member_id


def change_member(work: Work, member_id: UUID, changed: NewMember) -> None:
    """Replace what is known of a person; raises Refused on what cannot be."""
    member = access_member(work, member_id)
    check_member(work, changed)
    _fill(work, member, changed)
    work.record("member.changed", "family", member.family_id)
    list_changed(work)


def access_member(work: Work, member_id: UUID) -> FamilyMember:
    """The person, when this member may work in the family's file."""
    member = work.find(FamilyMember, member_id)
    access_family(work, member.family_id)
    return member


def check_member(work: Work, new: NewMember) -> None:
    """Raise Refused when this cannot be a person in a family."""
    if not new.first_name.strip():
        raise Refused(_("Vul een voornaam in."), field="first_name")
    if new.born_on and new.born_on > work.today:
        raise Refused(_("Een geboortedatum ligt niet in de toekomst."), field="born_on")


def write_member(work: Work, family_id: UUID, new: NewMember) -> UUID:
    """Write a person into a family that the caller may work in."""
    member = FamilyMember(id=new_id(), family_id=family_id)
    _fill(work, member, new)
    return work.add(member).id


def _fill(work: Work, member: FamilyMember, given: NewMember) -> None:
    member.kind = given.kind
    member.first_name = given.first_name.strip()
    member.last_name = given.last_name.strip()
    member.born_on = given.born_on
    member.lives_elsewhere = given.lives_elsewhere
    member.message_safe = given.message_safe
    phone, email = _tidy(given.phone), _tidy(given.email)
    member.phone = work.vault.seal_optional(FamilyMember.phone, member.id, phone)
    member.phone_index = contact_index(work, phone)
    member.email = work.vault.seal_optional(FamilyMember.email, member.id, email)
    member.email_index = contact_index(work, email)
    member.note = work.vault.seal_optional(FamilyMember.note, member.id, given.note.strip())


def _tidy(contact: str | None) -> str | None:
    if contact is None or not contact.strip():
        return None
    return contact.strip() if is_mail(contact) else normalised(contact)


def open_health(work: Work, member_id: UUID) -> str:
    """What is noted about a person's health; the logbook records who looked."""
    member = _access_health(work, member_id)
    work.record("health.opened", "family", member.family_id, member.first_name)
    return work.vault.open(FamilyMember.health, member.id, member.health)


def note_health(work: Work, member_id: UUID, text: str) -> None:
    """Note a person's health, with consent only; raises Refused without it."""
    member = _access_health(work, member_id)
    if text.strip() and not has_consent(work, member.family_id, Purpose.HEALTH, member.id):
        raise Refused(
            _("Leg eerst de toestemming vast om over gezondheid te schrijven."), field="health"
        )
    member.health = work.vault.seal_optional(FamilyMember.health, member.id, text.strip())
    work.record("health.changed", "family", member.family_id, member.first_name)


def _access_health(work: Work, member_id: UUID) -> FamilyMember:
    """Health belongs to the asking file: it closes with it."""
    member = access_member(work, member_id)
    try:
        access_file(work, member.family_id, FamilyRole.ASKING)
    except NotFound:
        access_file(work, member.family_id, FamilyRole.OFFERING)
    return member
