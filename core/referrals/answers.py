"""What was filled in at a door, as a draft of a referral."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from core.families.models import FamilyRole
from core.referrals.draft import ReferralDraft, ReferrerDraft
from core.work import Work


def family_draft(
    work: Work, role: FamilyRole, channel_key: str, data: dict[str, Any], draft_id: UUID
) -> ReferralDraft:
    """The draft of a family that signs itself up at a door of core."""
    return replace(signed_up(role, data, work.today), channel_key=channel_key, id=draft_id)


def signed_up(role: FamilyRole, data: Mapping[str, Any], today: date) -> ReferralDraft:
    """The draft of a family that signs itself up."""
    return ReferralDraft(
        role=role,
        first_name=data["first_name"],
        reach=data["reach"],
        contact=data["contact"].value,
        message_safe=data["message_safe"],
        language=data["language"],
        postcode4=data["postcode4"],
        wishes=tuple(data["wishes"]),
        story=data["story"] or "",
        consent_on=today,
    )


def referred_draft(
    work: Work, channel_key: str, data: dict[str, Any], draft_id: UUID | None
) -> ReferralDraft:
    """The draft of a family that a professional signs up at a door of core."""
    return replace(referred(data, work.today), channel_key=channel_key, id=draft_id)


def referred(data: Mapping[str, Any], today: date) -> ReferralDraft:
    """The draft of a family that a professional signs up, with or without its name."""
    named, contact = data["known"], data["contact"]
    return ReferralDraft(
        role=FamilyRole.ASKING,
        source=data["source"],
        named=named,
        first_name=data["first_name"] or "",
        reach="mail" if contact and contact.kind == "mail" else "call",
        contact=contact.value if contact else "",
        message_safe=data["message_safe"],
        story=data["story"],
        joins_talk=data["joins_talk"],
        consent_on=today if named else None,
        referrer=ReferrerDraft(
            data["name"], data["function"] or "", data["organisation"], data["own_contact"].value
        ),
    )
