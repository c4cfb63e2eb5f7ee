"""A worry that somebody sent, and the private links by which steungezinnen send one."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, DateTime, func
from sqlalchemy.orm import Mapped

from tenants.columns import DataClass, belongs_to, internal, sealed
from tenants.isolation import TenantModel, index
from tenants.sealing import Sealed

COMPARTMENT = "signal"
"""The part of the vault in which worries lie: what opens ordinary notes does not open them."""


class SignalLink(TenantModel):
    """A private address for one steungezin; it shows nothing and takes a worry."""

    __tablename__ = "signal_link"

    coupling_id: Mapped[UUID] = belongs_to("coupling", on_delete="CASCADE")
    made_by: Mapped[UUID | None] = belongs_to("membership", on_delete="SET NULL")
    made_on: Mapped[date] = internal(Date())
    until: Mapped[date] = internal(Date())
    revoked_on: Mapped[date | None] = internal(Date())


class Signal(TenantModel):
    """A worry about the safety of somebody; no page of a family tells that it is there."""

    __tablename__ = "signal"
    __table_args__ = (index("closed_on", "received_at"),)

    coupling_id: Mapped[UUID | None] = belongs_to("coupling", on_delete="SET NULL")
    received_on: Mapped[date] = internal(Date())
    received_at: Mapped[datetime] = internal(DateTime(timezone=True), default=func.now())
    respond_by: Mapped[date] = internal(Date())
    story: Mapped[Sealed] = sealed(DataClass.SPECIAL, COMPARTMENT)
    about: Mapped[Sealed | None] = sealed(DataClass.PERSONAL, COMPARTMENT)
    sender: Mapped[Sealed | None] = sealed(DataClass.PERSONAL, COMPARTMENT)
    contact: Mapped[Sealed | None] = sealed(DataClass.PERSONAL, COMPARTMENT)
    taken_by: Mapped[UUID | None] = belongs_to("membership", on_delete="SET NULL")
    taken_on: Mapped[date | None] = internal(Date())
    closed_on: Mapped[date | None] = internal(Date())
    outcome: Mapped[Sealed | None] = sealed(DataClass.SPECIAL, COMPARTMENT)
