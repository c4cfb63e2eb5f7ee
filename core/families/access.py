"""Who may open a family's file: its coordinator, an admin, or a colleague with a reason.

Everything about a family is fetched through here, so that no page forgets to ask.
"""

from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import or_, select

from core.accounts.models import Role
from core.couplings.models import Coupling
from core.errors import NeedsReason, NotFound, Refused
from core.families.models import Family, FamilyFile, FamilyRole, FileAccess
from core.matching.models import SupportOffer, SupportRequest
from core.work import Work


def access_family(work: Work, family_id: UUID) -> Family:
    """The family, when this member may work in its file.

    Raises NotFound, or NeedsReason when the file is a colleague's.
    """
    family = work.find(Family, family_id)
    if not may_open(work, {family_id}):
        raise NeedsReason(family_id)
    return family


def open_family(work: Work, family_id: UUID) -> Family:
    """As `access_family`, for reading the file: the logbook records who looked."""
    family = access_family(work, family_id)
    work.record("family.opened", "family", family_id)
    return family


def access_coupling(work: Work, coupling_id: UUID) -> Coupling:
    """The coupling, when this member may work in the file of one of its families."""
    coupling = work.find(Coupling, coupling_id)
    if not may_open(work, {coupling.asking_family_id, coupling.offering_family_id}):
        raise NeedsReason(coupling.asking_family_id)
    return coupling


def access_request(work: Work, request_id: UUID) -> SupportRequest:
    """The request, when this member may work in its family's file."""
    request = work.find(SupportRequest, request_id)
    access_family(work, request.family_id)
    return request


def access_offer(work: Work, offer_id: UUID) -> SupportOffer:
    """The offer, when this member may work in its family's file."""
    offer = work.find(SupportOffer, offer_id)
    access_family(work, offer.family_id)
    return offer


def may_open(work: Work, family_ids: set[UUID]) -> bool:
    """Whether one of these files is this member's, nobody's, or opened today with a reason."""
    if work.actor.kind == "system" or work.actor.role == Role.ADMIN:
        return True
    if work.actor.id is None:
        raise NotFound("family")
    mine = select(FamilyFile.id).where(
        FamilyFile.family_id.in_(family_ids),
        or_(FamilyFile.coordinator_id == work.actor.id, FamilyFile.coordinator_id.is_(None)),
    )
    if work.session.scalar(mine.limit(1)):
        return True
    opened = select(FileAccess.id).where(
        FileAccess.family_id.in_(family_ids),
        FileAccess.membership_id == work.actor.id,
        FileAccess.on_date == work.today,
    )
    return work.session.scalar(opened.limit(1)) is not None


def is_open_file(work: Work, family_id: UUID, role: FamilyRole) -> bool:
    """Whether the family's file for this role is open; raises NotFound when there is none."""
    mine = FamilyFile.family_id == family_id, FamilyFile.role == role
    row = work.session.execute(select(FamilyFile.closed_on).where(*mine)).one_or_none()
    if row is None:
        raise NotFound("family_file")
    return row.closed_on is None


def require_open_file(work: Work, family_id: UUID, role: FamilyRole) -> None:
    """Raise NotFound when the family has no file for this role, Refused when it is closed."""
    if not is_open_file(work, family_id, role):
        raise Refused(_("Dit dossier is gesloten. Open het eerst weer."))
