"""How many referrals wait for a first reaction: shown in the menu of every page."""

from sqlalchemy import func, select

from core.referrals.models import Referral
from core.referrals.waiting import is_new
from core.work import Work


def count_new(work: Work) -> int:
    """The number of referrals to which nobody has reacted."""
    waiting = select(func.count(Referral.id)).where(is_new(work.today))
    return work.session.scalar(waiting) or 0
