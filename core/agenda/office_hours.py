"""Office hours: every week at one place, but for the days on which they are not held."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import Select, or_, select

from core.accounts.models import Identity, Membership
from core.agenda.models import OfficeClosure, OfficeHour
from core.calendar.dayparts import DAYS
from core.web.formats import day_of_month
from core.wording import _
from core.work import Work

SHOWN_AHEAD = timedelta(weeks=6)
"""How long before it a closed day is told in public."""


@dataclass(frozen=True, slots=True)
class Closed:
    """A day on which office hours are not held."""

    id: UUID
    on_date: date


@dataclass(frozen=True, slots=True)
class WeeklyHours:
    """Office hours as pages and calendars show them; `is_left` when who was there has left."""

    id: UUID
    weekday: int
    from_time: time
    till_time: time
    place: str
    note: str
    member_id: UUID | None
    member_name: str
    is_left: bool
    since: date
    closures: tuple[Closed, ...]
    sequence: int
    changed_at: datetime

    @property
    def key(self) -> str:
        """What it is called in calendars."""
        return f"spreekuur-{self.id}"

    @property
    def path(self) -> str:
        """The page that tells more."""
        return "/spreekuren"

    @property
    def title(self) -> str:
        """What stands in a calendar."""
        return _("Spreekuur")

    @property
    def when(self) -> str:
        """Return "dinsdag 9.00 tot 11.00 uur"."""
        return _(
            "%(day)s %(start)s tot %(end)s uur",
            day=DAYS[self.weekday],
            start=_hour(self.from_time),
            end=_hour(self.till_time),
        )

    @property
    def closed(self) -> tuple[date, ...]:
        """The days on which it is not held."""
        return tuple(one.on_date for one in self.closures)

    @property
    def closed_in_words(self) -> str:
        """The days on which it is not held: "24 november en 1 december"."""
        return _(" en ").join(day_of_month(day) for day in self.closed)

    @property
    def first_day(self) -> date:
        """The first day on which it was held."""
        return self.since + timedelta(days=(self.weekday - self.since.weekday()) % 7)

    def is_on(self, day: date) -> bool:
        """Whether it is held on this day."""
        return day.weekday() == self.weekday and day >= self.since and day not in self.closed


def _hour(at: time) -> str:
    return f"{at.hour}.{at.minute:02}"


def office_hours(work: Work) -> tuple[WeeklyHours, ...]:
    """All of them with the closed days from today on, for who plans: two queries."""
    return _with_closures(work, _hours(), work.today)


def public_hours(work: Work) -> tuple[WeeklyHours, ...]:
    """Those that are held, with the closed days that are near, for the public pages."""
    return _with_closures(work, _held(_hours()), work.today, work.today + SHOWN_AHEAD)


def hours_of_member(work: Work, first: date) -> tuple[WeeklyHours, ...]:
    """Those of this member and of nobody in particular, with every closed day since `first`."""
    mine = or_(OfficeHour.member_id == work.actor.id, OfficeHour.member_id.is_(None))
    return _with_closures(work, _hours().where(mine), first)


def _hours() -> Select[OfficeHour, UUID | None, str | None, datetime | None]:
    return (
        select(OfficeHour, Membership.id, Identity.name, Membership.ended_at)
        .outerjoin(Membership, Membership.id == OfficeHour.member_id)
        .outerjoin(Identity, Identity.id == Membership.identity_id)
        .order_by(OfficeHour.weekday, OfficeHour.from_time, OfficeHour.id)
    )


def _held(
    query: Select[OfficeHour, UUID | None, str | None, datetime | None],
) -> Select[OfficeHour, UUID | None, str | None, datetime | None]:
    """Whoever left keeps no door open."""
    return query.where(or_(OfficeHour.member_id.is_(None), Membership.ended_at.is_(None)))


def _with_closures(
    work: Work,
    query: Select[OfficeHour, UUID | None, str | None, datetime | None],
    first: date,
    last: date | None = None,
) -> tuple[WeeklyHours, ...]:
    rows = work.session.execute(query).all()
    closures = _closures(work, [row[0].id for row in rows], first, last) if rows else {}
    return tuple(
        WeeklyHours(
            row.id, row.weekday, row.from_time, row.till_time, row.place, row.note, member_id,
            name or "", ended_at is not None, row.since, tuple(closures.get(row.id, ())),
            row.sequence, row.changed_at,
        )
        for row, member_id, name, ended_at in rows
    )  # fmt: skip


def _closures(
    work: Work, ids: Iterable[UUID], first: date, last: date | None
) -> dict[UUID, list[Closed]]:
    query = select(OfficeClosure).where(
        OfficeClosure.office_hour_id.in_(list(ids)), OfficeClosure.on_date >= first
    )
    if last:
        query = query.where(OfficeClosure.on_date <= last)
    found: dict[UUID, list[Closed]] = {}
    for row in work.session.scalars(query.order_by(OfficeClosure.on_date)):
        found.setdefault(row.office_hour_id, []).append(Closed(row.id, row.on_date))
    return found
