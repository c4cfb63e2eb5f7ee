"""Undoing a no, and a family that was pointed elsewhere, on the day itself."""

from uuid import UUID

from sqlalchemy import select

from core.referrals.access import access_referral
from core.referrals.models import Referral
from core.undo.acts import Kind, declare, rows_of
from core.undo.snapshots import Watched
from core.wording import _l
from core.work import Work

_DECIDED = (
    "state", "decision_reason", "decision_note", "referred_to", "decided_by", "decided_on",
    "family_id", "named",
)  # fmt: skip


def _watch(work: Work, referral_id: UUID) -> list[Watched]:
    found = select(Referral).where(Referral.id == referral_id)
    return [Watched(rows_of(work, found), _DECIDED)]


DECLINED = declare(
    Kind(
        "referral.declined",
        _l("Aanmelding afgewezen"),
        "referral.decline_undone",
        "referral",
        _watch,
        access_referral,
    )
)
REFERRED_ON = declare(
    Kind(
        "referral.referred_on",
        _l("Gezin doorverwezen"),
        "referral.referral_on_undone",
        "referral",
        _watch,
        access_referral,
    )
)
