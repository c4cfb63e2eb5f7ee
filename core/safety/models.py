"""Safety checks of families, and certificates of conduct of adults."""

from datetime import date
from uuid import UUID

from sqlalchemy import Date, SmallInteger, String
from sqlalchemy.orm import Mapped

from core.calendar.revised import Revised
from tenants.columns import DataClass, belongs_to, internal, sealed, special
from tenants.isolation import TenantModel, unique
from tenants.sealing import Sealed


class SafetyCheck(TenantModel):
    """The coordinator's safety judgement, before any matching; the newest counts."""

    __tablename__ = "safety_check"

    family_id: Mapped[UUID] = belongs_to("family", on_delete="CASCADE")
    author_id: Mapped[UUID | None] = belongs_to("membership", on_delete="SET NULL")
    done_on: Mapped[date] = internal(Date())
    outcome: Mapped[str] = special(String(20))
    note: Mapped[Sealed | None] = sealed(DataClass.SPECIAL)
    variant: Mapped[str] = internal(String(40))
    variant_version: Mapped[int] = internal(SmallInteger())


class VogRecord(Revised, TenantModel):
    """A VOG of one adult: seen, by whom, when. No copy is kept."""

    __tablename__ = "vog_record"
    __table_args__ = (unique("member_id"),)

    member_id: Mapped[UUID] = belongs_to("family_member", on_delete="CASCADE")
    requested_on: Mapped[date | None] = internal(Date())
    issued_on: Mapped[date | None] = internal(Date())
    seen_on: Mapped[date | None] = internal(Date())
    seen_by: Mapped[UUID | None] = belongs_to("membership", on_delete="SET NULL")
    repeat_on: Mapped[date | None] = internal(Date())
