"""An import, its rows, and what the columns of earlier files meant."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Date, DateTime, Integer, LargeBinary, String, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped

from tenants.columns import DataClass, belongs_to, internal, sealed
from tenants.isolation import TenantModel, index, unique
from tenants.sealing import Sealed


class ImportState(StrEnum):
    """How far an import is; one that was undone can be carried out again."""

    UPLOADED = "uploaded"
    MAPPED = "mapped"
    RUNNING = "running"
    DONE = "done"
    UNDONE = "undone"


class RowOutcome(StrEnum):
    """What became of a row."""

    TAKEN = "taken"
    FAILED = "failed"
    SKIPPED = "skipped"


class FamilyImport(TenantModel):
    """A file with families. `content` is its table (sealed, as JSON), until `erase_on`.

    `columns` says in which column each of our fields stands.
    """

    __tablename__ = "family_import"
    __table_args__ = (index("erase_on"),)

    uploaded_by: Mapped[UUID | None] = belongs_to("membership", on_delete="SET NULL")
    uploaded_at: Mapped[datetime] = internal(DateTime(timezone=True), default=func.now())
    file_name: Mapped[Sealed] = sealed(DataClass.PERSONAL)
    content: Mapped[Sealed | None] = sealed(DataClass.SPECIAL)
    bsn_found: Mapped[int] = internal(Integer(), default=0)
    row_count: Mapped[int] = internal(Integer())
    columns: Mapped[dict[str, Any]] = internal(JSONB())
    take_duplicates: Mapped[bool] = internal(Boolean(), default=False)
    state: Mapped[ImportState] = internal(String(10), default=ImportState.UPLOADED)
    erase_on: Mapped[date] = internal(Date())


class ImportedRow(TenantModel):
    """A row that came in or did not. `made_rows` is how much was made of the family then."""

    __tablename__ = "imported_row"
    __table_args__ = (unique("import_id", "line"),)

    import_id: Mapped[UUID] = belongs_to("family_import", on_delete="CASCADE")
    line: Mapped[int] = internal(Integer())
    outcome: Mapped[RowOutcome] = internal(String(8))
    reason: Mapped[Sealed | None] = sealed(DataClass.SPECIAL)
    family_id: Mapped[UUID | None] = belongs_to("family", on_delete="SET NULL")
    made_rows: Mapped[int] = internal(Integer(), default=0)


class KnownHeader(TenantModel):
    """What a column with this name meant last time; the name itself is not kept."""

    __tablename__ = "known_header"
    __table_args__ = (unique("header_index"),)

    header_index: Mapped[bytes] = internal(LargeBinary())
    field: Mapped[str] = internal(String(30))
