"""Which files went from whom to whom: so that a slip can be put right the same day."""

from datetime import date
from uuid import UUID

from sqlalchemy import Date
from sqlalchemy.orm import Mapped

from tenants.columns import belongs_to, internal
from tenants.isolation import TenantModel, unique


class CaseloadTransfer(TenantModel):
    """One act in which files got another coordinator."""

    __tablename__ = "caseload_transfer"

    from_id: Mapped[UUID] = belongs_to("membership", on_delete="CASCADE")
    to_id: Mapped[UUID] = belongs_to("membership", on_delete="CASCADE")
    done_by: Mapped[UUID | None] = belongs_to("membership", on_delete="SET NULL")
    on_date: Mapped[date] = internal(Date())
    undone_on: Mapped[date | None] = internal(Date())


class TransferredFile(TenantModel):
    """A file that went along."""

    __tablename__ = "transferred_file"
    __table_args__ = (unique("transfer_id", "file_id"),)

    transfer_id: Mapped[UUID] = belongs_to("caseload_transfer", on_delete="CASCADE")
    file_id: Mapped[UUID] = belongs_to("family_file", on_delete="CASCADE")
