"""Sign-ups that are no family yet: by name, by who sent them, or by a contact."""

from flask import url_for
from sqlalchemy import or_, select

from core.families.reaching import contact_index
from core.referrals.models import Referral, ReferralState, Referrer
from core.search.hits import Hit
from core.search.words import Words, every_word_in
from core.web.formats import brief_date
from core.wording import _
from core.work import Work

WAITING = (ReferralState.NEW, ReferralState.QUESTION)


def find_referrals(work: Work, words: Words, limit: int) -> list[Hit]:
    """Sign-ups that wait, the newest first."""
    index = contact_index(work, words.contact)
    fits = (
        every_word_in(words, Referral.first_name, Referral.family_name, Referrer.organisation)
        if index is None
        else or_(Referral.contact_index == index, Referrer.contact_index == index)
    )
    found = work.session.execute(
        select(
            Referral.id, Referral.first_name, Referral.family_name, Referral.received_on,
            Referrer.organisation,
        )
        .outerjoin(Referrer, Referrer.id == Referral.referrer_id)
        .where(Referral.state.in_(WAITING), fits)
        .order_by(Referral.received_on.desc(), Referral.id)
        .limit(limit)
    )  # fmt: skip
    return [
        Hit(
            f"{row.first_name} {row.family_name}".strip() or _("Nog zonder naam"),
            _from(row.organisation or "", brief_date(row.received_on)),
            url_for("referrals.show", referral_id=row.id),
            "public",
        )
        for row in found
    ]


def _from(organisation: str, date: str) -> str:
    if not organisation:
        return _("aangemeld op %(date)s", date=date)
    return _("aangemeld op %(date)s door %(organisation)s", date=date, organisation=organisation)
