"""Drafts of forms, and forms that were posted after their login had ended."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import DateTime, LargeBinary, String, func
from sqlalchemy.orm import Mapped

from tenants.columns import DataClass, belongs_to, internal, sealed
from tenants.isolation import TenantModel, unique
from tenants.sealing import Sealed


class Draft(TenantModel):
    """What a member typed in a form about something.

    `page` is the one page in which it was typed: who opens the same form twice gets two drafts,
    and neither overwrites the other.
    """

    __tablename__ = "draft"
    __table_args__ = (unique("membership_id", "form", "subject", "page"),)

    membership_id: Mapped[UUID] = belongs_to("membership", on_delete="CASCADE")
    form: Mapped[str] = internal(String(120))
    subject: Mapped[str] = internal(String(120))
    page: Mapped[str] = internal(String(24))
    content: Mapped[Sealed] = sealed(DataClass.SPECIAL)
    saved_at: Mapped[datetime] = internal(DateTime(timezone=True), default=func.now())


class ParkedForm(TenantModel):
    """A form that was posted after its login had ended, until the same member logs in again.

    It is found by a token that only the browser which posted it carries, and opens for nobody but
    the member whose page it was.
    """

    __tablename__ = "parked_form"
    __table_args__ = (unique("token_hash"),)

    token_hash: Mapped[bytes] = internal(LargeBinary())
    membership_id: Mapped[UUID] = belongs_to("membership", on_delete="CASCADE")
    form: Mapped[str] = internal(String(120))
    subject: Mapped[str] = internal(String(120))
    page: Mapped[str] = internal(String(24))
    content: Mapped[Sealed] = sealed(DataClass.SPECIAL)
    parked_at: Mapped[datetime] = internal(DateTime(timezone=True), default=func.now())
