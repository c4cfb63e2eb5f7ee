"""Messages that leave by mail, kept until and after they are sent."""

from datetime import datetime

from sqlalchemy import DateTime, SmallInteger, String, func
from sqlalchemy.orm import Mapped

from tenants.columns import DataClass, internal, sealed
from tenants.isolation import TenantModel
from tenants.sealing import Sealed


class Message(TenantModel):
    """A mail; its subject never names a family."""

    __tablename__ = "message"

    kind: Mapped[str] = internal(String(40))
    recipient: Mapped[Sealed] = sealed(DataClass.PERSONAL)
    subject: Mapped[str] = internal(String(160))
    body: Mapped[Sealed] = sealed(DataClass.PERSONAL)
    created_at: Mapped[datetime] = internal(DateTime(timezone=True), default=func.now())
    sent_at: Mapped[datetime | None] = internal(DateTime(timezone=True))
    failed_at: Mapped[datetime | None] = internal(DateTime(timezone=True))
    attempts: Mapped[int] = internal(SmallInteger(), default=0)
    last_error: Mapped[str | None] = internal(String(200))
