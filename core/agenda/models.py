"""Office hours, and who wants to be reminded."""

from datetime import date, time
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, SmallInteger, String, Time
from sqlalchemy.orm import Mapped

from core.calendar.revised import Revised
from tenants.columns import belongs_to, internal, public
from tenants.isolation import TenantModel, index, unique


class Rhythm(StrEnum):
    """How often somebody is reminded; weekly is on Monday."""

    DAILY = "daily"
    WEEKLY = "weekly"
    NONE = "none"


class OfficeHour(Revised, TenantModel):
    """Every week on this day (Monday is 0) people can walk in; `member_id` is who is there."""

    __tablename__ = "office_hour"
    __table_args__ = (
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
        CheckConstraint("till_time > from_time", name="times"),
    )

    member_id: Mapped[UUID | None] = belongs_to("membership", on_delete="SET NULL")
    weekday: Mapped[int] = public(SmallInteger())
    from_time: Mapped[time] = public(Time())
    till_time: Mapped[time] = public(Time())
    place: Mapped[str] = public(String(120))
    note: Mapped[str] = public(String(200), default="")
    since: Mapped[date] = internal(Date())


class OfficeClosure(TenantModel):
    """A day on which one of the office hours is not held."""

    __tablename__ = "office_closure"
    __table_args__ = (unique("office_hour_id", "on_date"), index("on_date"))

    office_hour_id: Mapped[UUID] = belongs_to("office_hour", on_delete="CASCADE")
    on_date: Mapped[date] = public(Date())


class Reminder(TenantModel):
    """How often a member is reminded by mail, and the day of the last one."""

    __tablename__ = "reminder"
    __table_args__ = (unique("membership_id"),)

    membership_id: Mapped[UUID] = belongs_to("membership", on_delete="CASCADE")
    rhythm: Mapped[Rhythm] = internal(String(8), default=Rhythm.DAILY)
    last_sent_on: Mapped[date | None] = internal(Date())
