"""Holding office hours: when, where, and on which days not."""

from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from sqlalchemy import select

from core.accounts.queries import caseworkers
from core.agenda.models import OfficeClosure, OfficeHour
from core.calendar.dayparts import DAYS
from core.errors import NotFound, Refused
from core.wording import _
from core.work import Work
from tenants.ids import new_id


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """When and where people can walk in, as it is typed; `member_id` is who is there."""

    weekday: int
    from_time: time
    till_time: time
    place: str
    note: str = ""
    member_id: UUID | None = None


def add_office_hours(work: Work, new: OfficeHours) -> UUID:
    """Hold office hours every week from now on; raises Refused for odd times or a stranger."""
    _check(work, new)
    row = OfficeHour(id=new_id(), since=work.today)
    _fill(row, new)
    work.add(row)
    work.record("office_hours.added", "office_hour", row.id)
    return row.id


def change_office_hours(work: Work, office_hour_id: UUID, new: OfficeHours) -> None:
    """Hold them at another time or place; raises NotFound or Refused."""
    row = work.find(OfficeHour, office_hour_id)
    _check(work, new, row.member_id)
    if row.weekday != new.weekday:
        row.since = work.today  # on the old day it was held until now
    _fill(row, new)
    work.record("office_hours.changed", "office_hour", row.id)


def _fill(row: OfficeHour, new: OfficeHours) -> None:
    row.weekday, row.from_time, row.till_time = new.weekday, new.from_time, new.till_time
    row.place, row.note, row.member_id = new.place.strip(), new.note.strip(), new.member_id


def _check(work: Work, new: OfficeHours, known: UUID | None = None) -> None:
    if new.till_time <= new.from_time:
        raise Refused(_("Het einde ligt vóór het begin. Kies een later einde."), "till_time")
    members = {member.id for member in caseworkers(work)}
    if new.member_id and new.member_id != known and new.member_id not in members:
        raise NotFound("membership")


def stop_office_hours(work: Work, office_hour_id: UUID) -> None:
    """Hold them no longer; raises NotFound."""
    work.session.delete(work.find(OfficeHour, office_hour_id))
    work.record("office_hours.stopped", "office_hour", office_hour_id)


def close_on(work: Work, office_hour_id: UUID, on_date: date) -> None:
    """Say that they are not held on one day; raises NotFound or Refused."""
    row = work.find(OfficeHour, office_hour_id)
    if on_date < work.today:
        raise Refused(_("Kies vandaag of een dag daarna."), "on_date")
    if on_date.weekday() != row.weekday:
        day = DAYS[row.weekday]
        raise Refused(_("Dit spreekuur is op %(day)s. Kies een %(day)s.", day=day), "on_date")
    known = select(OfficeClosure.id).where(
        OfficeClosure.office_hour_id == row.id, OfficeClosure.on_date == on_date
    )
    if work.session.scalar(known):
        raise Refused(_("Op deze dag is het spreekuur al dicht."), "on_date")
    work.add(OfficeClosure(office_hour_id=row.id, on_date=on_date))
    row.sequence += 1
    work.record("office_hours.closed", "office_hour", row.id, on_date.isoformat())


def open_on(work: Work, closure_id: UUID) -> date:
    """Hold them on that day after all; returns the day. Raises NotFound."""
    closure = work.find(OfficeClosure, closure_id)
    day = closure.on_date
    work.find(OfficeHour, closure.office_hour_id).sequence += 1
    work.session.delete(closure)
    work.record("office_hours.opened", "office_hour", closure.office_hour_id, day.isoformat())
    return day
