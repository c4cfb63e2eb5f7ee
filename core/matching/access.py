"""Requests and offers, for whoever may work in their family's file."""

from uuid import UUID

from core.families.access import access_file
from core.families.models import FamilyRole
from core.matching.models import SupportOffer, SupportRequest
from core.work import Work


def access_request(work: Work, request_id: UUID) -> SupportRequest:
    """The request, when this member may work in its family's file of that role."""
    request = work.find(SupportRequest, request_id)
    access_file(work, request.family_id, FamilyRole.ASKING)
    return request


def access_offer(work: Work, offer_id: UUID) -> SupportOffer:
    """The offer, when this member may work in its family's file of that role."""
    offer = work.find(SupportOffer, offer_id)
    access_file(work, offer.family_id, FamilyRole.OFFERING)
    return offer
