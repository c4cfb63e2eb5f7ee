"""When an organisation was last heard of, and from when on it is long ago."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, select

from core.network.models import Partner, PartnerVisit
from core.programme.terms import terms_of
from core.referrals.models import Referral, Referrer
from core.work import Work


def silent_after_days(work: Work) -> int:
    """After how many days without a visit, thanks or referral it is long ago: a term."""
    return terms_of(work).partner_silence_days


def last_contact() -> ColumnElement[Any]:
    """The day of the last visit, thanks or referral; empty when there never was one."""
    visited = select(func.max(PartnerVisit.on_date)).where(PartnerVisit.partner_id == Partner.id)
    referred = (
        select(func.max(Referral.received_on))
        .join(Referrer, Referrer.id == Referral.referrer_id)
        .where(Referrer.partner_id == Partner.id)
    )
    # greatest() leaves out what is empty.
    return func.greatest(
        visited.correlate(Partner).scalar_subquery(), referred.correlate(Partner).scalar_subquery()
    )


def silent_since() -> ColumnElement[date]:
    """From which day on it is silent: since it came in the network at the latest."""
    return func.coalesce(last_contact(), Partner.created_on)


def is_silent(work: Work) -> ColumnElement[bool]:
    """Whether an organisation on the list was not heard of for too long."""
    border = work.today - timedelta(days=silent_after_days(work))
    return silent_since() < border
