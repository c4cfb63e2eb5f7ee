"""What a member said of two that look alike."""

from datetime import date
from uuid import UUID

from sqlalchemy import Date, Uuid
from sqlalchemy.orm import Mapped

from tenants.columns import belongs_to, internal
from tenants.isolation import TenantModel, index, unique


class KnownDifferent(TenantModel):
    """Two that look alike and are not the same family; each is a family or a sign-up.

    What was said of a sign-up holds for the family that it becomes.
    """

    __tablename__ = "known_different"
    __table_args__ = (unique("one_id", "other_id"), index("other_id"))

    one_id: Mapped[UUID] = internal(Uuid())
    other_id: Mapped[UUID] = internal(Uuid())
    said_by: Mapped[UUID | None] = belongs_to("membership", on_delete="SET NULL")
    said_on: Mapped[date] = internal(Date())
