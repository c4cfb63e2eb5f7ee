"""A search profile, the texts it had, where it is shown, and how often it was opened."""

from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, CheckConstraint, Date, Integer, LargeBinary, SmallInteger, String
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped

from tenants.columns import DataClass, belongs_to, internal, personal, sealed
from tenants.isolation import TenantModel, index, unique
from tenants.sealing import Sealed


class ProfileState(StrEnum):
    """Whether people can see it; `EXPIRED` is past its day, `FOUND` has its steungezin."""

    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    FOUND = "found"


class ChannelKind(StrEnum):
    """Where a profile is shown; `SOCIAL` is the own website with Facebook and the like."""

    SCHOOLS = "schools"
    NEWSPAPER = "newspaper"
    LIBRARY = "library"
    SOCIAL = "social"
    GPS = "gps"
    PARTNER = "partner"


class SearchProfile(TenantModel):
    """Which steungezin is looked for; `code` is its short address.

    `request_id` is None when it serves several requests: `from_advice` then says which profile was
    advised (keys and counts, no families). After `until` it is no longer shown.
    """

    __tablename__ = "search_profile"
    __table_args__ = (unique("code"), index("state", "until"))

    request_id: Mapped[UUID | None] = belongs_to("support_request", on_delete="CASCADE")
    code: Mapped[str] = internal(String(12))
    state: Mapped[ProfileState] = internal(String(10), default=ProfileState.DRAFT)
    until: Mapped[date] = internal(Date())
    created_on: Mapped[date] = internal(Date())
    made_by: Mapped[UUID | None] = belongs_to("membership", on_delete="SET NULL")
    from_advice: Mapped[dict[str, Any] | None] = internal(JSONB(none_as_null=True))


class SearchProfileVersion(TenantModel):
    """One text of a profile: what was chosen, what was found in it, and who agreed to it.

    `fields` are keys of `wording_of`. `checked` is JSON: what was made coarser, with what it was
    before. The family agreed to the text that `approved_digest` is of, and to no other.
    """

    __tablename__ = "search_profile_version"
    __table_args__ = (
        unique("profile_id", "number"),
        CheckConstraint("(approved_on IS NULL) = (approved_digest IS NULL)", name="approved"),
    )

    profile_id: Mapped[UUID] = belongs_to("search_profile", on_delete="CASCADE")
    number: Mapped[int] = internal(SmallInteger())
    fields: Mapped[dict[str, Any]] = personal(JSONB())
    sentence: Mapped[Sealed | None] = sealed(DataClass.SPECIAL)
    title: Mapped[Sealed] = sealed(DataClass.PERSONAL)
    body: Mapped[Sealed] = sealed(DataClass.PERSONAL)
    checked: Mapped[Sealed | None] = sealed(DataClass.SPECIAL)
    reread_by: Mapped[UUID | None] = belongs_to("membership", on_delete="SET NULL")
    reread_on: Mapped[date | None] = internal(Date())
    reread_digest: Mapped[bytes | None] = internal(LargeBinary())
    approved_on: Mapped[date | None] = internal(Date())
    approved_how: Mapped[str | None] = internal(String(12))
    approved_digest: Mapped[bytes | None] = internal(LargeBinary())
    published_on: Mapped[date | None] = internal(Date())


class ProfileChannel(TenantModel):
    """One place where a profile is shown, with a short address of its own; money in euro cents."""

    __tablename__ = "profile_channel"
    __table_args__ = (
        unique("code"),
        CheckConstraint("cost_cents >= 0", name="cost"),
    )

    profile_id: Mapped[UUID] = belongs_to("search_profile", on_delete="CASCADE")
    kind: Mapped[ChannelKind] = internal(String(12))
    partner_id: Mapped[UUID | None] = belongs_to("partner", on_delete="SET NULL")
    code: Mapped[str] = internal(String(16))
    cost_cents: Mapped[int | None] = internal(Integer())
    is_on: Mapped[bool] = internal(Boolean(), default=True)


class ProfileVisits(TenantModel):
    """How often the page was opened through a channel on a day: a count, never a visitor."""

    __tablename__ = "profile_visits"
    __table_args__ = (unique("channel_id", "day"),)

    channel_id: Mapped[UUID] = belongs_to("profile_channel", on_delete="CASCADE")
    day: Mapped[date] = internal(Date())
    seen: Mapped[int] = internal(Integer(), default=0)


class ProfileRecipient(TenantModel):
    """A mail address that was sent a profile.

    It outlives profiles and contact persons: with `stopped_on` nobody mails a profile there again.
    """

    __tablename__ = "profile_recipient"
    __table_args__ = (unique("email_index"),)

    email: Mapped[Sealed] = sealed(DataClass.PERSONAL)
    email_index: Mapped[bytes] = internal(LargeBinary())
    stopped_on: Mapped[date | None] = internal(Date())


class ProfileMail(TenantModel):
    """A profile that was mailed to somebody of the network: never the same one twice."""

    __tablename__ = "profile_mail"
    __table_args__ = (unique("profile_id", "recipient_id"),)

    profile_id: Mapped[UUID] = belongs_to("search_profile", on_delete="CASCADE")
    recipient_id: Mapped[UUID] = belongs_to("profile_recipient", on_delete="CASCADE")
    contact_id: Mapped[UUID | None] = belongs_to("partner_contact", on_delete="SET NULL")
    partner_id: Mapped[UUID | None] = belongs_to("partner", on_delete="SET NULL")
    sent_by: Mapped[UUID | None] = belongs_to("membership", on_delete="SET NULL")
    sent_on: Mapped[date] = internal(Date())
