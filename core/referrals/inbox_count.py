"""How many referrals wait for a first reaction: shown in the menu of every page."""

from sqlalchemy import func, select

from core.referrals.models import Referral, ReferralState
from core.work import Work

_NEW = select(func.count(Referral.id)).where(Referral.state == ReferralState.NEW)


def count_new(work: Work) -> int:
    """The number of referrals to which nobody has reacted."""
    return work.session.scalar(_NEW) or 0
