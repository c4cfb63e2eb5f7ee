"""Everything that other capabilities may do to a family: the face of this folder."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from core.errors import Refused
from core.families.access import access_family
from core.families.appointments import (
    NewAppointment,
    access_appointment,
    cancel_appointment,
    hold_appointment,
    move_appointment,
    plan_appointment,
    settle_talks,
)
from core.families.consents import (
    Purpose,
    give_consent,
    give_consent_for,
    has_consent,
    withdraw_consent,
)
from core.families.contact import ContactNote, finish_follow_up, note_contact
from core.families.files import (
    CLOSE_REASONS,
    add_file,
    assign_coordinator,
    become_offering,
    check_coordinator,
    close_file,
    give_reason,
    open_role,
    reopen_file,
)
from core.families.members import (
    NewMember,
    add_member,
    change_member,
    check_member,
    note_health,
    open_health,
    write_member,
)
from core.families.models import Family, FamilyRole
from core.families.reaching import contact_index
from core.matching.changing import list_changed
from core.wording import _
from core.work import Work

__all__ = [
    "CLOSE_REASONS",
    "ContactNote",
    "FamilyDetails",
    "NewAppointment",
    "NewFamily",
    "NewMember",
    "Purpose",
    "access_appointment",
    "add_member",
    "assign_coordinator",
    "become_offering",
    "cancel_appointment",
    "change_family",
    "change_member",
    "close_file",
    "contact_index",
    "create_family",
    "finish_follow_up",
    "give_consent",
    "give_consent_for",
    "give_reason",
    "has_consent",
    "hold_appointment",
    "move_appointment",
    "note_contact",
    "note_health",
    "open_health",
    "open_role",
    "plan_appointment",
    "reopen_file",
    "settle_talks",
    "withdraw_consent",
]


@dataclass(frozen=True, slots=True)
class NewFamily:
    """A family to make a file for; `coordinator_id` None means: nobody's yet.

    `since` is the day of signing up, None for today.
    """

    name: str
    place: str
    postcode4: str
    language: str
    role: FamilyRole
    coordinator_id: UUID | None
    members: tuple[NewMember, ...]
    since: date | None = None


@dataclass(frozen=True, slots=True)
class FamilyDetails:
    """What is known of a household as a whole; `reciprocity` is what it can do in return."""

    name: str
    place: str
    postcode4: str
    language: str
    address: str = ""
    reciprocity: str = ""


def create_family(work: Work, new: NewFamily) -> UUID:
    """Make a family with its members and the file of one role; raises Refused without a name."""
    check_coordinator(work, new.coordinator_id)
    _check_name(new.name)
    for member in new.members:
        check_member(work, member)
    family = Family(name=new.name.strip(), place=new.place, postcode4=new.postcode4)
    family.language, family.created_on = new.language, new.since or work.today
    work.add(family)
    add_file(work, family.id, new.role, new.coordinator_id, new.since)
    for member in new.members:
        write_member(work, family.id, member)
    _locate(work, family)
    work.record("family.created", "family", family.id)
    return family.id


def change_family(work: Work, family_id: UUID, details: FamilyDetails) -> None:
    """Replace what is known of a household; raises Refused without a name."""
    family = access_family(work, family_id)
    _check_name(details.name)
    moves = family.postcode4 != details.postcode4
    family.name, family.place = details.name.strip(), details.place.strip()
    family.postcode4, family.language = details.postcode4, details.language
    seal = work.vault.seal_optional
    family.address = seal(Family.address, family.id, details.address.strip())
    family.reciprocity = seal(Family.reciprocity, family.id, details.reciprocity.strip())
    if moves:
        _locate(work, family)
    work.record("family.changed", "family", family_id)
    list_changed(work)


def _locate(work: Work, family: Family) -> None:
    """Have its postcode area looked up, after the commit."""
    if family.postcode4:
        work.defer("find_positions", lock="positions")


def _check_name(name: str) -> None:
    if not name.strip():
        raise Refused(_("Vul de naam van het gezin in."), field="name")
