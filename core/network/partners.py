"""Organisations: put in the network, changed, archived and taken back."""

from dataclasses import dataclass
from uuid import UUID

from core.bsn import without_bsn
from core.errors import Refused
from core.network.access import access_partner, require_partner
from core.network.kinds import LABELS
from core.network.models import Partner
from core.network.names import name_key
from core.wording import _
from core.work import Work
from tenants.ids import new_id


@dataclass(frozen=True, slots=True)
class PartnerDetails:
    """What is known of an organisation; `kind` is a key of `core.network.kinds`."""

    name: str
    kind: str
    place: str = ""
    note: str = ""


def add_partner(work: Work, details: PartnerDetails) -> UUID:
    """Put an organisation in the network; raises Refused without a name or a known kind."""
    _check(details)
    partner = Partner(id=new_id(), created_on=work.today)
    _keep(work, partner, details)
    work.add(partner)
    work.record("partner.added", "partner", partner.id)
    return partner.id


def change_partner(work: Work, partner_id: UUID, details: PartnerDetails) -> None:
    """Replace what is known of an organisation; raises Refused as `add_partner`."""
    partner = require_partner(work, partner_id)
    _check(details)
    _keep(work, partner, details)
    work.record("partner.changed", "partner", partner_id)


def archive_partner(work: Work, partner_id: UUID) -> None:
    """Take an organisation off the list; everything noted stays, also when it comes back."""
    partner = require_partner(work, partner_id)
    partner.archived_on = work.today
    work.record("partner.archived", "partner", partner_id)


def restore_partner(work: Work, partner_id: UUID) -> None:
    """Put an archived organisation back on the list; raises Refused when it was merged."""
    partner = access_partner(work, partner_id)
    if partner.merged_into_id is not None:
        raise Refused(_("Deze organisatie is samengevoegd met een andere."))
    partner.archived_on = None
    work.record("partner.restored", "partner", partner_id)


def _check(details: PartnerDetails) -> None:
    if not details.name.strip():
        raise Refused(_("Vul de naam van de organisatie in."), field="name")
    if details.kind not in LABELS:
        raise Refused(_("Kies wat voor organisatie het is."), field="kind")


def _keep(work: Work, partner: Partner, details: PartnerDetails) -> None:
    name = " ".join(without_bsn(details.name).split())[:120]
    partner.name, partner.name_key = name, name_key(name)
    partner.kind, partner.place = details.kind, details.place.strip()[:60]
    note = without_bsn(details.note.strip())
    partner.note = work.vault.seal_optional(Partner.note, partner.id, note)
