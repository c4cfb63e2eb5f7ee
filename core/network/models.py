"""An organisation in the neighbourhood, who works there, and every visit and word of thanks."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Date, DateTime, LargeBinary, String, func
from sqlalchemy.orm import Mapped

from tenants.columns import DataClass, belongs_to, internal, personal, sealed
from tenants.isolation import TenantModel, index
from tenants.sealing import Sealed


class VisitKind(StrEnum):
    """How somebody of the network was met."""

    VISIT = "visit"
    TALK = "talk"
    THANKS = "thanks"


class Partner(TenantModel):
    """An organisation; `name_key` is its name as it is recognised (see `core.network.names`).

    One that was merged into another stays, archived, so that its name is still recognised.
    """

    __tablename__ = "partner"
    __table_args__ = (index("name_key"),)

    name: Mapped[str] = internal(String(120))
    name_key: Mapped[str] = internal(String(120))
    kind: Mapped[str] = internal(String(20))
    place: Mapped[str] = internal(String(60), default="")
    note: Mapped[Sealed | None] = sealed(DataClass.PERSONAL)
    created_on: Mapped[date] = internal(Date())
    archived_on: Mapped[date | None] = internal(Date())
    merged_into_id: Mapped[UUID | None] = belongs_to("partner", on_delete="SET NULL")


class PartnerContact(TenantModel):
    """Somebody who works at an organisation; phone and mail are found by blind index."""

    __tablename__ = "partner_contact"
    __table_args__ = (index("phone_index"), index("email_index"))

    partner_id: Mapped[UUID] = belongs_to("partner", on_delete="CASCADE")
    name: Mapped[str] = personal(String(80))
    function: Mapped[str] = personal(String(80), default="")
    phone: Mapped[Sealed | None] = sealed(DataClass.PERSONAL)
    phone_index: Mapped[bytes | None] = internal(LargeBinary())
    email: Mapped[Sealed | None] = sealed(DataClass.PERSONAL)
    email_index: Mapped[bytes | None] = internal(LargeBinary())


class PartnerVisit(TenantModel):
    """A visit, a talk or a word of thanks, with a day to come back."""

    __tablename__ = "partner_visit"
    __table_args__ = (index("partner_id", "on_date"), index("next_on"))

    partner_id: Mapped[UUID] = belongs_to("partner", on_delete="CASCADE")
    author_id: Mapped[UUID | None] = belongs_to("membership", on_delete="SET NULL")
    kind: Mapped[VisitKind] = internal(String(8))
    on_date: Mapped[date] = internal(Date())
    with_whom: Mapped[str] = personal(String(120), default="")
    note: Mapped[Sealed | None] = sealed(DataClass.PERSONAL)
    next_on: Mapped[date | None] = internal(Date())
    next_done_on: Mapped[date | None] = internal(Date())
    noted_at: Mapped[datetime] = internal(DateTime(timezone=True), default=func.now())
