"""A file with everything that somebody asked for, for one day."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import DateTime, Integer, SmallInteger, String, func
from sqlalchemy.orm import Mapped

from tenants.columns import DataClass, belongs_to, internal, sealed
from tenants.isolation import TenantModel, index, unique
from tenants.sealing import Sealed


class ExportState(StrEnum):
    """How far a file is."""

    WAITING = "waiting"
    READY = "ready"
    ERASED = "erased"


class ExportFile(TenantModel):
    """A complete export; `content` is the file (sealed, in base64) until it expires."""

    __tablename__ = "export_file"
    __table_args__ = (index("expires_at"),)

    asked_by: Mapped[UUID] = belongs_to("membership", on_delete="CASCADE")
    asked_at: Mapped[datetime] = internal(DateTime(timezone=True), default=func.now())
    expires_at: Mapped[datetime] = internal(DateTime(timezone=True))
    kind: Mapped[str] = internal(String(4))
    state: Mapped[ExportState] = internal(String(8), default=ExportState.WAITING)
    row_count: Mapped[int] = internal(Integer(), default=0)
    content: Mapped[Sealed | None] = sealed(DataClass.SPECIAL)


class ExportPart(TenantModel):
    """A table of an export that is being made (sealed, as JSON)."""

    __tablename__ = "export_part"
    __table_args__ = (unique("export_id", "seq"),)

    export_id: Mapped[UUID] = belongs_to("export_file", on_delete="CASCADE")
    seq: Mapped[int] = internal(SmallInteger())
    row_count: Mapped[int] = internal(Integer())
    content: Mapped[Sealed] = sealed(DataClass.SPECIAL)
