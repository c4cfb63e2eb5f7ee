"""What a programme sets for itself, and the pilot it accounts for."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Date,
    DateTime,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    func,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped

from tenants.columns import belongs_to, internal, public
from tenants.isolation import TenantModel, unique


class Programme(TenantModel):
    """The one row of settings of a tenant: who to call, and the terms that warn.

    With `rereads_profiles` a colleague reads a search profile before it is published.
    """

    __tablename__ = "programme"

    contact_name: Mapped[str] = public(String(80), default="")
    contact_phone: Mapped[str] = public(String(20), default="")
    contact_hours: Mapped[str] = public(String(120), default="")
    reaction_days: Mapped[int] = internal(SmallInteger(), default=5)
    silence_weeks: Mapped[int] = internal(SmallInteger(), default=6)
    vog_months: Mapped[int] = internal(SmallInteger(), default=36)
    partner_silence_days: Mapped[int] = internal(SmallInteger(), default=90)
    reminder_hours: Mapped[int] = internal(SmallInteger(), default=24)
    retention_months: Mapped[int] = internal(SmallInteger(), default=24)
    rereads_profiles: Mapped[bool] = internal(Boolean(), default=False)


class SettingVersion(TenantModel):
    """What a setting was made on a day: who changed it, and the way back.

    `topic` names the setting ("terms", "look", "letter.invitation"); the highest `number` is the
    one that holds.
    """

    __tablename__ = "setting_version"
    __table_args__ = (unique("topic", "number"),)

    topic: Mapped[str] = internal(String(60))
    number: Mapped[int] = internal(Integer())
    content: Mapped[dict[str, Any]] = internal(JSONB())
    changed_at: Mapped[datetime] = internal(DateTime(timezone=True), default=func.now())
    changed_by: Mapped[UUID | None] = belongs_to("membership", on_delete="SET NULL")


class Logo(TenantModel):
    """A picture of this programme's own, made again by us; the registry names the one that holds.

    `digest` names the content, so that a browser may keep it for ever.
    """

    __tablename__ = "logo"
    __table_args__ = (unique("digest"),)

    digest: Mapped[str] = public(String(16))
    content: Mapped[bytes] = public(LargeBinary())
    added_at: Mapped[datetime] = internal(DateTime(timezone=True), default=func.now())


class Pilot(TenantModel):
    """The proeftuin: what the gemeente pays for, and what was spent on it (in euro cents)."""

    __tablename__ = "pilot"
    __table_args__ = (CheckConstraint("ends_on > starts_on", name="period"),)

    starts_on: Mapped[date] = internal(Date())
    ends_on: Mapped[date] = internal(Date())
    target: Mapped[int] = internal(SmallInteger())
    budget_cents: Mapped[int] = internal(BigInteger())
    spent_cents: Mapped[int] = internal(BigInteger(), default=0)
    spent_until: Mapped[date | None] = internal(Date())
