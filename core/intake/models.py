"""The first talk with a family, as recorded."""

from datetime import date
from uuid import UUID

from sqlalchemy import Date, SmallInteger, String
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped

from core.families.models import FamilyRole
from tenants.columns import DataClass, belongs_to, internal, sealed, special
from tenants.isolation import TenantModel, unique
from tenants.sealing import Sealed


class Intake(TenantModel):
    """Answers to the method's questions (sealed, as JSON) and what was judged from them."""

    __tablename__ = "intake"
    __table_args__ = (unique("family_id", "role"),)

    family_id: Mapped[UUID] = belongs_to("family", on_delete="CASCADE")
    role: Mapped[FamilyRole] = internal(String(8))
    author_id: Mapped[UUID | None] = belongs_to("membership", on_delete="SET NULL")
    held_on: Mapped[date] = internal(Date())
    variant: Mapped[str] = internal(String(40))
    variant_version: Mapped[int] = internal(SmallInteger())
    answers: Mapped[Sealed] = sealed(DataClass.SPECIAL)
    suitability: Mapped[str] = special(String(20))
    suitability_reason: Mapped[Sealed | None] = sealed(DataClass.SPECIAL)
    formal_help: Mapped[list[str]] = special(JSONB())
    prevention_kind: Mapped[str | None] = special(String(20))
    goals: Mapped[Sealed | None] = sealed(DataClass.SPECIAL)
