"""What waits to be told to a supplier, what came of it, and what suppliers sent."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Boolean, Date, DateTime, Integer, String, Uuid, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped

from core.families.models import FamilyRole
from tenants.columns import DataClass, belongs_to, internal, sealed
from tenants.isolation import TenantModel, index, unique
from tenants.sealing import Sealed

UNDER_WAY = ("waiting", "ready")
"""The states in which it can still be taken back."""


class ChangeState(StrEnum):
    """Where a message to a supplier is; only `waiting` ones are still sent.

    A `ready` one is kept for who fetches it by a link.
    """

    WAITING = "waiting"
    READY = "ready"
    SENT = "sent"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class SupplierChange(TenantModel):
    """A message for a supplier. Its id goes along, so that the other side takes it once.

    `facts` is what is sent (JSON) and is erased some time after it went; `shown` is what the
    coordinator saw before. `people` are those who travel: each must still say yes when it goes.
    `answer` is what the supplier told later of it. `event_id`: what happened, told once.
    `by_link`: for an organisation without a system, that fetches it.
    """

    __tablename__ = "supplier_change"
    __table_args__ = (index("state", "plugin"), index("supplier", "reference"))

    plugin: Mapped[str] = internal(String(30))
    supplier: Mapped[str] = internal(String(30))
    kind: Mapped[str] = internal(String(14))
    family_id: Mapped[UUID | None] = belongs_to("family", on_delete="CASCADE")
    role: Mapped[FamilyRole | None] = internal(String(8))
    people: Mapped[list[str]] = internal(JSONB())
    event_id: Mapped[UUID | None] = internal(Uuid())
    sent_by: Mapped[UUID | None] = belongs_to("membership", on_delete="SET NULL")
    on_date: Mapped[date] = internal(Date())
    facts: Mapped[Sealed | None] = sealed(DataClass.SPECIAL)
    shown: Mapped[Sealed | None] = sealed(DataClass.SPECIAL)
    by_link: Mapped[bool] = internal(Boolean(), default=False)
    state: Mapped[ChangeState] = internal(String(10), default=ChangeState.WAITING)
    reference: Mapped[str] = internal(String(300), default="")
    tries: Mapped[int] = internal(Integer(), default=0)
    tried_at: Mapped[datetime | None] = internal(DateTime(timezone=True))
    done_on: Mapped[date | None] = internal(Date())
    told: Mapped[Sealed | None] = sealed(DataClass.PERSONAL)
    answer: Mapped[Sealed | None] = sealed(DataClass.PERSONAL)
    answered_on: Mapped[date | None] = internal(Date())


class SupplierReceipt(TenantModel):
    """What came of one attempt to tell a supplier."""

    __tablename__ = "supplier_receipt"

    change_id: Mapped[UUID] = belongs_to("supplier_change", on_delete="CASCADE")
    at: Mapped[datetime] = internal(DateTime(timezone=True), default=func.clock_timestamp())
    outcome: Mapped[str] = internal(String(8))
    reference: Mapped[str] = internal(String(300), default="")
    told: Mapped[Sealed | None] = sealed(DataClass.PERSONAL)


class SupplierLink(TenantModel):
    """A link with which an organisation without a system fetches one hand-over, once.

    The code goes along another way; it is erased when the link is over, in whatever way.
    """

    __tablename__ = "supplier_link"
    __table_args__ = (index("expires_on"),)

    change_id: Mapped[UUID] = belongs_to("supplier_change", on_delete="CASCADE")
    made_by: Mapped[UUID | None] = belongs_to("membership", on_delete="SET NULL")
    recipient: Mapped[Sealed | None] = sealed(DataClass.PERSONAL)
    code: Mapped[Sealed | None] = sealed(DataClass.PERSONAL)
    made_on: Mapped[date] = internal(Date())
    expires_on: Mapped[date] = internal(Date())
    fetched_at: Mapped[datetime | None] = internal(DateTime(timezone=True))
    ended_on: Mapped[date | None] = internal(Date())


class SupplierInbound(TenantModel):
    """A message of a supplier that was taken: the same one (`message_key`) is taken once."""

    __tablename__ = "supplier_inbound"
    __table_args__ = (unique("supplier", "message_key"),)

    plugin: Mapped[str] = internal(String(30))
    supplier: Mapped[str] = internal(String(30))
    message_key: Mapped[str] = internal(String(64))
    kind: Mapped[str] = internal(String(10))
    arrived_on: Mapped[date] = internal(Date())
    change_id: Mapped[UUID | None] = belongs_to("supplier_change", on_delete="SET NULL")
    referral_id: Mapped[UUID | None] = belongs_to("referral", on_delete="SET NULL")
    partner_id: Mapped[UUID | None] = belongs_to("partner", on_delete="SET NULL")
