"""What a programme sets for itself, and the pilot it accounts for."""

from datetime import date

from sqlalchemy import BigInteger, CheckConstraint, Date, SmallInteger, String
from sqlalchemy.orm import Mapped

from tenants.columns import internal, public
from tenants.isolation import TenantModel


class Programme(TenantModel):
    """The one row of settings of a tenant: who to call, and the terms that warn."""

    __tablename__ = "programme"

    contact_name: Mapped[str] = public(String(80), default="")
    contact_phone: Mapped[str] = public(String(20), default="")
    contact_hours: Mapped[str] = public(String(120), default="")
    reaction_days: Mapped[int] = internal(SmallInteger(), default=5)
    silence_weeks: Mapped[int] = internal(SmallInteger(), default=6)
    vog_months: Mapped[int] = internal(SmallInteger(), default=36)


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
