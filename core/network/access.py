"""Who may open an organisation: every coordinator and admin; the network is the programme's."""

from uuid import UUID

from core.errors import Refused
from core.network.models import Partner, PartnerContact, PartnerVisit
from core.wording import _
from core.work import Work


def access_partner(work: Work, partner_id: UUID | None) -> Partner:
    """The organisation, archived or not; raises NotFound."""
    return work.find(Partner, partner_id)


def access_contact(work: Work, contact_id: UUID) -> PartnerContact:
    """Somebody who works at an organisation; raises NotFound."""
    return work.find(PartnerContact, contact_id)


def access_visit(work: Work, visit_id: UUID) -> PartnerVisit:
    """A visit, talk or word of thanks; raises NotFound."""
    return work.find(PartnerVisit, visit_id)


def require_partner(work: Work, partner_id: UUID | None) -> Partner:
    """The organisation, to write in; raises NotFound, or Refused when it is archived."""
    partner = access_partner(work, partner_id)
    if partner.archived_on is not None:
        raise Refused(_("Deze organisatie staat in het archief. Haal haar eerst terug."))
    return partner
