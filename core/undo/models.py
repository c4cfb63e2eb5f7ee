"""Acts of today that can be undone."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Boolean, Date, DateTime, String, Uuid, func
from sqlalchemy.orm import Mapped

from tenants.columns import DataClass, belongs_to, internal, sealed
from tenants.isolation import TenantModel, index
from tenants.sealing import Sealed


class UndoableAct(TenantModel):
    """What stood there before an act, and what it left behind, both sealed as JSON.

    `subject_id` is what was ended or declined, `page_id` the thing on whose page undoing is
    offered. The row goes at night: from the next day on there are other ways back.
    """

    __tablename__ = "undoable_act"
    __table_args__ = (index("page_id", "on_date"),)

    kind: Mapped[str] = internal(String(40))
    subject_id: Mapped[UUID] = internal(Uuid())
    page_id: Mapped[UUID] = internal(Uuid())
    member_id: Mapped[UUID | None] = belongs_to("membership", on_delete="CASCADE")
    on_date: Mapped[date] = internal(Date())
    at: Mapped[datetime] = internal(DateTime(timezone=True), default=func.clock_timestamp())
    mailed: Mapped[bool] = internal(Boolean(), default=False)
    before: Mapped[Sealed] = sealed(DataClass.SPECIAL)
    after: Mapped[Sealed] = sealed(DataClass.SPECIAL)
    undone_at: Mapped[datetime | None] = internal(DateTime(timezone=True))
