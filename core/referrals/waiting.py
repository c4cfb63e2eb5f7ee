"""Which referrals wait for a reaction now, and which for a day to come."""

from datetime import date

from sqlalchemy import ColumnElement, and_, or_

from core.referrals.models import Referral, ReferralState


def is_new(today: date) -> ColumnElement[bool]:
    """Whether a referral waits for a reaction now: not decided, and its day has come."""
    due = or_(Referral.ask_again_on.is_(None), Referral.ask_again_on <= today)
    return and_(Referral.state == ReferralState.NEW, due)


def comes_back(today: date) -> ColumnElement[bool]:
    """Whether a referral waits for the day on which somebody wants to be asked again."""
    return and_(Referral.state == ReferralState.NEW, Referral.ask_again_on > today)
