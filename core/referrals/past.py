"""Who sent a family that came in elsewhere, before it was here: counted like any other."""

from datetime import date
from uuid import UUID

from core.families.models import FamilyRole
from core.method.choice import method_of
from core.referrals.models import Referral, ReferralState
from core.work import Work

TAKEN_OVER = "taken_over"
"""The door of a family that was taken over from another administration."""


def note_source(
    work: Work, family_id: UUID, role: FamilyRole, source: str, first_name: str, day: date
) -> None:
    """Keep by whom a known family was signed up then; nobody is mailed, nothing is promised."""
    method = method_of(work)
    work.add(
        Referral(
            role=role,
            channel_key=TAKEN_OVER,
            source=source,
            variant=method.key,
            variant_version=method.version,
            state=ReferralState.ACCEPTED,
            received_on=day,
            respond_by=day,
            first_name=first_name,
            wishes=[],
            family_id=family_id,
            decided_on=day,
        )
    )
