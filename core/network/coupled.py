"""Which couplings came of a sign-up."""

from sqlalchemy import ColumnElement, and_, or_

from core.couplings.models import Coupling
from core.families.models import FamilyRole
from core.referrals.models import Referral


def signed_up_for() -> ColumnElement[bool]:
    """Whether a coupling is one of the family of a sign-up, in the role it signed up for."""
    asks = and_(Referral.role == FamilyRole.ASKING, Coupling.asking_family_id == Referral.family_id)
    offers = and_(
        Referral.role == FamilyRole.OFFERING, Coupling.offering_family_id == Referral.family_id
    )
    return or_(asks, offers)
