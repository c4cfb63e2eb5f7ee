"""A lesson: one sentence about the work, never about a family."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, DateTime, String, func
from sqlalchemy.orm import Mapped

from tenants.columns import DataClass, belongs_to, internal, sealed
from tenants.isolation import TenantModel, index
from tenants.sealing import Sealed


class LessonKind(StrEnum):
    """Whether it went well or chafed."""

    GOOD = "good"
    CHAFED = "chafed"


class Lesson(TenantModel):
    """What somebody noted; `context` is the part of the work it was noted in, no more.

    The text is asked for without names and warned about. It is sealed as personal data all the
    same: who writes in a hurry may forget, and what a colleague thinks is about the colleague.
    """

    __tablename__ = "lesson"
    __table_args__ = (
        index("noted_on"),
        CheckConstraint("kind IN ('good', 'chafed')", name="kind"),
    )

    author_id: Mapped[UUID | None] = belongs_to("membership", on_delete="SET NULL")
    kind: Mapped[LessonKind] = internal(String(8))
    context: Mapped[str] = internal(String(20), default="")
    text: Mapped[Sealed] = sealed(DataClass.PERSONAL)
    noted_on: Mapped[date] = internal(Date())
    noted_at: Mapped[datetime] = internal(DateTime(timezone=True), default=func.now())
    reported_on: Mapped[date | None] = internal(Date())
