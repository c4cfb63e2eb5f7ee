"""Who may open a referral: every coordinator and admin, until it is a family's file."""

from uuid import UUID

from core.families.access import access_file
from core.families.models import FamilyRole
from core.referrals.models import Referral, ReferralState
from core.work import Work


def access_referral(work: Work, referral_id: UUID) -> Referral:
    """The referral; once accepted, only for who may work in the family's file.

    Raises NotFound, or NeedsReason when the file is a colleague's.
    """
    referral = work.find(Referral, referral_id)
    if referral.state == ReferralState.ACCEPTED and referral.family_id:
        access_file(work, referral.family_id, FamilyRole(referral.role))
    return referral


def open_referral(work: Work, referral_id: UUID) -> Referral:
    """As `access_referral`, for reading: the logbook records who looked."""
    referral = access_referral(work, referral_id)
    work.record("referral.opened", "referral", referral_id)
    return referral
