"""Contact moments: noted in seconds, with a day to come back to it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from core.couplings.models import Coupling
from core.errors import NotFound, Refused
from core.families.access import access_file
from core.families.models import ContactMoment, ContactWay, FamilyRole
from core.families.undoing import FOLLOWED_UP
from core.undo.acts import undoable
from core.wording import _
from core.work import Work
from tenants.ids import new_id


@dataclass(frozen=True, slots=True)
class ContactNote:
    """What was said, how and with whom; `coupling_id` when it is about a coupling.

    `finishes` are earlier contacts of this family that were come back to by this one.
    """

    role: FamilyRole
    way: ContactWay
    with_whom: str
    text: str
    on_date: date
    coupling_id: UUID | None = None
    follow_up_on: date | None = None
    finishes: tuple[UUID, ...] = ()


def note_contact(work: Work, family_id: UUID, note: ContactNote) -> UUID:
    """Note a contact in the file of one role; raises Refused on an empty text or odd days."""
    access_file(work, family_id, note.role)
    check_coupling(work, family_id, note.coupling_id)
    for contact_id in note.finishes:
        _check_family(work, family_id, contact_id)
    _check(work, note)
    moment = ContactMoment(
        id=new_id(),
        family_id=family_id,
        role=note.role,
        coupling_id=note.coupling_id,
        author_id=work.actor.id,
        on_date=note.on_date,
        way=note.way,
        with_whom=note.with_whom.strip()[:120],
        follow_up_on=note.follow_up_on,
    )
    moment.note = work.vault.seal(ContactMoment.note, moment.id, note.text.strip())
    work.add(moment)
    work.record("contact.noted", "family", family_id)
    for contact_id in note.finishes:
        finish_follow_up(work, contact_id)
    return moment.id


def _check(work: Work, note: ContactNote) -> None:
    if not note.text.strip():
        raise Refused(_("Schrijf kort op wat er is besproken."), field="text")
    if note.on_date > work.today:
        raise Refused(_("Contact noteert u achteraf: kies vandaag of eerder."), field="on_date")
    if note.follow_up_on and note.follow_up_on < note.on_date:
        raise Refused(_("Kies een dag na het contact."), field="follow_up_on")


def _check_family(work: Work, family_id: UUID, contact_id: UUID) -> None:
    if work.find(ContactMoment, contact_id).family_id != family_id:
        raise NotFound("contact_moment")


def check_coupling(work: Work, family_id: UUID, coupling_id: UUID | None) -> None:
    """Raise NotFound when a coupling is not one of this family's."""
    if coupling_id is None:
        return
    coupling = work.find(Coupling, coupling_id)
    if family_id not in (coupling.asking_family_id, coupling.offering_family_id):
        raise NotFound("coupling")


def finish_follow_up(work: Work, contact_id: UUID) -> UUID:
    """Say that what was to be done after a contact is done; returns the family."""
    moment = work.find(ContactMoment, contact_id)
    access_file(work, moment.family_id, FamilyRole(moment.role))
    if moment.follow_up_on is None:
        raise Refused(_("Bij dit contact hoort geen afspraak om op terug te komen."))
    if moment.follow_up_done_on is None:
        with undoable(work, FOLLOWED_UP, contact_id, page_id=moment.family_id):
            moment.follow_up_done_on = work.today
        work.record("follow_up.finished", "family", moment.family_id)
    return moment.family_id
