"""How many referrals wait for a first reaction: shown in the menu of every page."""

from sqlalchemy import func, select

from core.referrals.models import Referral, ReferralState
from core.work import Work


def count_new(work: Work) -> int:
    """The number of referrals to which nobody has reacted."""
    new = select(func.count(Referral.id)).where(Referral.state == ReferralState.NEW)
    return work.session.scalar(new) or 0
