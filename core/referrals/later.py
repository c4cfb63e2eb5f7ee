"""Who offers support may say: not now, ask me later. It comes back on its day."""

from datetime import date, timedelta
from uuid import UUID

from core.errors import Refused
from core.families.models import FamilyRole
from core.referrals.access import access_referral
from core.referrals.models import ReferralState
from core.referrals.receiving import promise_from
from core.wording import _
from core.work import Work

LONGEST = timedelta(days=400)


def ask_later(work: Work, referral_id: UUID, *, on: date | None) -> None:
    """Leave somebody who offers support in peace until a day; raises Refused, NotFound."""
    referral = access_referral(work, referral_id)
    if referral.state != ReferralState.NEW:
        raise Refused(_("Over deze aanmelding is al besloten. Ververs de bladzijde."))
    if referral.role != FamilyRole.OFFERING:
        raise Refused(_("Alleen een steungezin vraagt u later opnieuw."), "decision")
    if on is None or not work.today < on <= work.today + LONGEST:
        raise Refused(_("Kies een dag na vandaag, binnen een jaar."), "again_on")
    referral.ask_again_on = on
    referral.respond_by = promise_from(work, on)
    work.record("referral.postponed", "referral", referral_id)
