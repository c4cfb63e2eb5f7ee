"""Who stands in for whom, and on which days."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, Date
from sqlalchemy.orm import Mapped

from tenants.columns import belongs_to, internal
from tenants.isolation import TenantModel, index


class Cover(TenantModel):
    """A colleague works in the files of an absent one, from a day up to and including another.

    It is kept when it is over: later one can see who stood in when. `ended_on` is set when
    somebody ended it before its last day.
    """

    __tablename__ = "cover"
    __table_args__ = (
        index("until_on"),
        CheckConstraint("until_on >= from_on", name="days"),
    )

    absent_id: Mapped[UUID] = belongs_to("membership", on_delete="CASCADE")
    stand_in_id: Mapped[UUID] = belongs_to("membership", on_delete="CASCADE")
    named_by: Mapped[UUID | None] = belongs_to("membership", on_delete="SET NULL")
    from_on: Mapped[date] = internal(Date())
    until_on: Mapped[date] = internal(Date())
    ended_on: Mapped[date | None] = internal(Date())
