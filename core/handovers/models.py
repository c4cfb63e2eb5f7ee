"""A hand-over as both sides keep it: what was sent here, and what arrived there.

The two rows have the same id and stand in two tenants, each behind its own wall. Between them
travels a sealed parcel that only the receiver opens, and a receipt.
"""

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Integer, LargeBinary, String, and_
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped

from core.families.models import FamilyRole
from tenants.columns import belongs_to, internal, special
from tenants.isolation import TenantModel, index


class HandoverState(StrEnum):
    """Where a hand-over is, as its sender knows."""

    SENT = "sent"
    DELIVERED = "delivered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWING = "withdrawing"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


OPEN_STATES = frozenset({HandoverState.SENT, HandoverState.DELIVERED, HandoverState.WITHDRAWING})


def awaits_answer(today: date) -> ColumnElement[bool]:
    """Whether a Handover waits today: what nobody answered in time is over, by the day itself."""
    return and_(Handover.state.in_(OPEN_STATES), Handover.expires_on >= today)


class ArrivalState(StrEnum):
    """What the receiver did with it."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class Handover(TenantModel):
    """What this tenant sent. The parcel is here until it has been delivered."""

    __tablename__ = "handover"
    __table_args__ = (index("state", "expires_on"),)

    family_id: Mapped[UUID] = belongs_to("family", on_delete="CASCADE")
    role: Mapped[FamilyRole] = internal(String(8))
    receiver_id: Mapped[int] = internal(Integer())
    sent_by: Mapped[UUID | None] = belongs_to("membership", on_delete="SET NULL")
    sent_on: Mapped[date] = internal(Date())
    expires_on: Mapped[date] = internal(Date())
    contents: Mapped[list[str]] = internal(JSONB())
    parcel: Mapped[bytes | None] = special(LargeBinary())
    state: Mapped[HandoverState] = internal(String(12), default=HandoverState.SENT)
    decided_on: Mapped[date | None] = internal(Date())
    decline_reason: Mapped[str | None] = internal(String(20))


class HandoverArrival(TenantModel):
    """What another tenant sent here. The parcel is erased when it is decided, or over."""

    __tablename__ = "handover_arrival"
    __table_args__ = (index("state", "expires_on"),)

    sender_id: Mapped[int] = internal(Integer())
    role: Mapped[FamilyRole] = internal(String(8))
    arrived_on: Mapped[date] = internal(Date())
    expires_on: Mapped[date] = internal(Date())
    parcel: Mapped[bytes | None] = special(LargeBinary())
    state: Mapped[ArrivalState] = internal(String(12), default=ArrivalState.WAITING)
    decided_by: Mapped[UUID | None] = belongs_to("membership", on_delete="SET NULL")
    decided_on: Mapped[date | None] = internal(Date())
    decline_reason: Mapped[str | None] = internal(String(20))
    family_id: Mapped[UUID | None] = belongs_to("family", on_delete="SET NULL")
