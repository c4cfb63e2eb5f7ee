"""A calendar file (RFC 5545): the same entries give the same bytes."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from core.agenda.entries import Entry
from core.agenda.office_hours import WeeklyHours
from core.calendar.clock import AMSTERDAM

MEDIA_TYPE = "text/calendar"
TALK = timedelta(hours=1)
"""How long a talk takes in a calendar; nobody is asked to say so."""
REFRESH = "PT1H"


def calendar_file(
    host: str,
    home: str,
    entries: tuple[Entry, ...],
    hours: tuple[WeeklyHours, ...] = (),
    *,
    name: str = "",
    until: date | None = None,
) -> bytes:
    """The bytes of a calendar; `home` is where its links lead, `until` where weekly hours end.

    With a `name` it is one to subscribe to, without it is a file for one time.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Buurtgezinnen//Agenda//NL")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    if name:
        calendar.add("x-wr-calname", name)
        calendar.add("x-wr-timezone", AMSTERDAM.key)
        calendar.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", REFRESH)
    else:
        calendar.add("method", "PUBLISH")
    calendar.add_component(_amsterdam())
    for entry in entries:
        calendar.add_component(_event(entry, host, home))
    for weekly in hours:
        calendar.add_component(_weekly(weekly, host, home, until))
    return bytes(calendar.to_ical())


def _event(entry: Entry, host: str, home: str) -> Event:
    event = _begun(entry.key, entry.title, entry.sequence, entry.changed_at, host)
    if entry.at_time is None:
        event.add("dtstart", entry.on_date)
        event.add("dtend", entry.on_date + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    else:
        begin = datetime.combine(entry.on_date, entry.at_time, AMSTERDAM)
        event.add("dtstart", begin)
        event.add("duration", TALK)
    event.add("status", "CANCELLED" if entry.is_off else "CONFIRMED")
    event.add("url", home + entry.path)
    return event


def _weekly(hours: WeeklyHours, host: str, home: str, until: date | None) -> Event:
    event = _begun(hours.key, hours.title, hours.sequence, hours.changed_at, host)
    first = hours.first_day
    event.add("dtstart", datetime.combine(first, hours.from_time, AMSTERDAM))
    event.add("dtend", datetime.combine(first, hours.till_time, AMSTERDAM))
    rule: dict[str, object] = {"freq": "weekly"}
    if until:
        last = datetime.combine(until, time(22, 0))
        rule["until"] = last.replace(tzinfo=UTC)
    event.add("rrule", rule)
    if closed := [
        datetime.combine(day, hours.from_time, AMSTERDAM) for day in hours.closed if day >= first
    ]:
        event.add("exdate", closed)
    event.add("location", hours.place)
    event.add("status", "CONFIRMED")
    event.add("url", home + hours.path)
    return event


def _begun(key: str, title: str, sequence: int, changed_at: datetime, host: str) -> Event:
    event = Event()
    at = changed_at.astimezone(UTC).replace(microsecond=0)
    event.add("uid", f"{key}@{host}")
    event.add("dtstamp", at)
    event.add("last-modified", at)
    event.add("sequence", sequence)
    event.add("summary", title)
    event.add("class", "PRIVATE")
    return event


@cache
def _amsterdam() -> Timezone:
    """The rules since 1996, spelled out for programs that do not know the name."""
    zone = Timezone()
    zone.add("tzid", AMSTERDAM.key)
    for part, month, hour, before, after, short in (
        (TimezoneDaylight(), 3, 2, 1, 2, "CEST"),
        (TimezoneStandard(), 10, 3, 2, 1, "CET"),
    ):
        begin = datetime(1996, month, 31 if month == 3 else 27, hour)  # noqa: DTZ001 - local by rule
        part.add("dtstart", begin)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1SU"})
        part.add("tzoffsetfrom", timedelta(hours=before))
        part.add("tzoffsetto", timedelta(hours=after))
        part.add("tzname", short)
        zone.add_component(part)
    return zone
