"""The restricted file: who is in it, what was noted at each step, and who did what with it.

Notes and events are only ever added: the database grants the application nothing else.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Boolean, Date, DateTime, SmallInteger, String, func
from sqlalchemy.orm import Mapped

from core.meldcode.steps import Step
from tenants.columns import DataClass, belongs_to, internal, sealed, special
from tenants.isolation import TenantModel, unique
from tenants.sealing import Sealed

COMPARTMENT = "meldcode"
"""The part of the vault for this file: what opens ordinary notes does not open it."""


class MeldcodeFile(TenantModel):
    """One following of the meldcode. `about` keeps the name when the family is erased earlier."""

    __tablename__ = "meldcode_file"

    family_id: Mapped[UUID | None] = belongs_to("family", on_delete="SET NULL")
    keeper_id: Mapped[UUID | None] = belongs_to("membership", on_delete="SET NULL")
    second_id: Mapped[UUID | None] = belongs_to("membership", on_delete="SET NULL")
    about: Mapped[Sealed] = sealed(DataClass.SPECIAL, COMPARTMENT)
    opened_on: Mapped[date] = internal(Date())
    closed_on: Mapped[date | None] = internal(Date())
    erase_on: Mapped[date | None] = internal(Date())


class MeldcodeNote(TenantModel):
    """What was done at one step, on a day; a correction stands beside what it corrects."""

    __tablename__ = "meldcode_note"
    __table_args__ = (unique("file_id", "seq"),)

    file_id: Mapped[UUID] = belongs_to("meldcode_file", on_delete="CASCADE")
    seq: Mapped[int] = internal(SmallInteger())
    step: Mapped[Step] = special(String(10))
    is_skipped: Mapped[bool] = special(Boolean(), default=False)
    corrects: Mapped[int | None] = internal(SmallInteger())
    on_date: Mapped[date] = special(Date())
    author_id: Mapped[UUID | None] = belongs_to("membership", on_delete="SET NULL")
    content: Mapped[Sealed] = sealed(DataClass.SPECIAL, COMPARTMENT)
    noted_at: Mapped[datetime] = internal(DateTime(timezone=True), default=func.now())


class MeldcodeEvent(TenantModel):
    """Who read the file, changed who may, closed it: for those who may read it."""

    __tablename__ = "meldcode_event"

    file_id: Mapped[UUID] = belongs_to("meldcode_file", on_delete="CASCADE")
    actor_id: Mapped[UUID | None] = belongs_to("membership", on_delete="SET NULL")
    kind: Mapped[str] = internal(String(12))
    on_date: Mapped[date] = internal(Date())
    at: Mapped[datetime] = internal(DateTime(timezone=True), default=func.now())
    detail: Mapped[Sealed | None] = sealed(DataClass.SPECIAL, COMPARTMENT)
