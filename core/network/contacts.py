"""The people who work at an organisation."""

from dataclasses import dataclass
from uuid import UUID

from core.bsn import without_bsn
from core.errors import Refused
from core.families.services import contact_index
from core.network.access import access_contact, require_partner
from core.network.models import PartnerContact
from core.wording import _
from core.work import Work
from tenants.ids import new_id


@dataclass(frozen=True, slots=True)
class ContactDetails:
    """Somebody to call or mail; `phone` is "+31…", both may be empty."""

    name: str
    function: str = ""
    phone: str = ""
    email: str = ""


def add_contact(work: Work, partner_id: UUID, details: ContactDetails) -> UUID:
    """Note who works at an organisation; raises Refused without a name."""
    partner = require_partner(work, partner_id)
    _check(details)
    person = PartnerContact(id=new_id(), partner_id=partner.id)
    _keep(work, person, details)
    work.add(person)
    work.record("partner_contact.added", "partner", partner_id)
    return person.id


def change_contact(work: Work, contact_id: UUID, details: ContactDetails) -> UUID:
    """Replace what is known of somebody; returns the organisation, raises Refused without name."""
    person = access_contact(work, contact_id)
    require_partner(work, person.partner_id)
    _check(details)
    _keep(work, person, details)
    work.record("partner_contact.changed", "partner", person.partner_id)
    return person.partner_id


def remove_contact(work: Work, contact_id: UUID) -> UUID:
    """Forget somebody who left: contact details of a person are kept no longer than needed."""
    person = access_contact(work, contact_id)
    require_partner(work, person.partner_id)
    work.session.delete(person)
    work.record("partner_contact.removed", "partner", person.partner_id)
    return person.partner_id


def _check(details: ContactDetails) -> None:
    if not details.name.strip():
        raise Refused(_("Vul een naam in."), field="person_name")


def _keep(work: Work, person: PartnerContact, details: ContactDetails) -> None:
    seal = work.vault.seal_optional
    person.name = without_bsn(details.name).strip()[:80]
    person.function = without_bsn(details.function).strip()[:80]
    person.phone = seal(PartnerContact.phone, person.id, details.phone)
    person.phone_index = contact_index(work, details.phone)
    person.email = seal(PartnerContact.email, person.id, details.email)
    person.email_index = contact_index(work, details.email)
