"""What comes in through the public doors, before it is a file."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Boolean, Date, DateTime, LargeBinary, SmallInteger, String, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped

from core.families.models import FamilyRole
from tenants.columns import DataClass, belongs_to, internal, personal, sealed
from tenants.isolation import TenantModel, index
from tenants.sealing import Sealed


class ReferralState(StrEnum):
    """Where a referral is; `question` waits for an answer of the referrer."""

    NEW = "new"
    QUESTION = "question"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    REFERRED_ON = "referred_on"


class Referrer(TenantModel):
    """A professional who signs a family up; `partner_id` is the organisation in the network."""

    __tablename__ = "referrer"
    __table_args__ = (index("contact_index"),)

    name: Mapped[str] = personal(String(80))
    function: Mapped[str] = personal(String(80), default="")
    organisation: Mapped[str] = personal(String(120), default="")
    contact: Mapped[Sealed | None] = sealed(DataClass.PERSONAL)
    contact_index: Mapped[bytes | None] = internal(LargeBinary())
    partner_id: Mapped[UUID | None] = belongs_to("partner", on_delete="SET NULL")


class Referral(TenantModel):
    """A sign-up: of a family that asks, of one that offers, or by a professional.

    `source` is who sent the family (a key of the method's sources, "self" for itself) and
    `channel_key` by which door it came in: one of core's own, or "<plugin>.<channel>" with its
    Dutch words in `channel_label`, which stay when the plugin goes. `named` is false while a
    professional first discusses a family without a name. `profile_channel_id` is where somebody
    who offers read the search profile that they answer. With `ask_again_on` nobody asks until
    that day.
    """

    __tablename__ = "referral"
    __table_args__ = (index("state", "received_on"), index("contact_index"))

    role: Mapped[FamilyRole] = internal(String(8))
    channel_key: Mapped[str] = internal(String(80))
    channel_label: Mapped[str] = internal(String(120), default="")
    source: Mapped[str] = internal(String(40))
    variant: Mapped[str] = internal(String(40))
    variant_version: Mapped[int] = internal(SmallInteger())
    state: Mapped[ReferralState] = internal(String(12), default=ReferralState.NEW)
    received_on: Mapped[date] = internal(Date())
    received_at: Mapped[datetime] = internal(DateTime(timezone=True), default=func.now())
    respond_by: Mapped[date] = internal(Date())
    named: Mapped[bool] = internal(Boolean(), default=True)
    first_name: Mapped[str] = personal(String(60), default="")
    family_name: Mapped[str] = personal(String(80), default="")
    reach: Mapped[str] = internal(String(8), default="call")
    contact: Mapped[Sealed | None] = sealed(DataClass.PERSONAL)
    contact_index: Mapped[bytes | None] = internal(LargeBinary())
    message_safe: Mapped[bool | None] = personal(Boolean())
    language: Mapped[str] = personal(String(20), default="nl")
    postcode4: Mapped[str] = personal(String(4), default="")
    wishes: Mapped[list[str]] = personal(JSONB())
    story: Mapped[Sealed | None] = sealed(DataClass.SPECIAL)
    joins_talk: Mapped[str | None] = internal(String(8))
    consent_on: Mapped[date | None] = internal(Date())
    referrer_id: Mapped[UUID | None] = belongs_to("referrer", on_delete="SET NULL")
    family_id: Mapped[UUID | None] = belongs_to("family", on_delete="SET NULL")
    decided_by: Mapped[UUID | None] = belongs_to("membership", on_delete="SET NULL")
    decided_on: Mapped[date | None] = internal(Date())
    decision_reason: Mapped[str | None] = internal(String(40))
    decision_note: Mapped[Sealed | None] = sealed(DataClass.PERSONAL)
    referred_to: Mapped[str | None] = internal(String(120))
    profile_channel_id: Mapped[UUID | None] = belongs_to("profile_channel", on_delete="SET NULL")
    ask_again_on: Mapped[date | None] = internal(Date())


class StatusLink(TenantModel):
    """A link with which a referrer sees how far it is; its address is the signed id.

    `ended_on` is set when it was withdrawn or replaced, or the family took its consent back.
    """

    __tablename__ = "status_link"

    referral_id: Mapped[UUID] = belongs_to("referral", on_delete="CASCADE")
    made_by: Mapped[UUID | None] = belongs_to("membership", on_delete="SET NULL")
    made_on: Mapped[date] = internal(Date())
    expires_on: Mapped[date] = internal(Date())
    ended_on: Mapped[date | None] = internal(Date())
    looked_on: Mapped[date | None] = internal(Date())
