"""Reading a calendar back: by the library, and by the letter of RFC 5545."""

from typing import Any

from icalendar import Calendar
from werkzeug.test import TestResponse

from tests.fixtures_web import Browser, Person


def new_address(person: Person, name: str = "Telefoon") -> str:
    """The path of a fresh calendar address of this member."""
    page = person.browser.post("/agenda/apparaten", {"name": name}, page="/agenda")
    assert page.status_code == 200
    assert page.text.count("/agenda/") >= 1
    return "/agenda/" + page.text.split("webcal://")[1].split("/agenda/")[1].split('"')[0]


def events_of(answer: TestResponse) -> dict[str, Any]:
    """The events of a good answer by UID, after a strict look at its lines."""
    assert answer.status_code == 200
    body = answer.get_data()
    check_lines(body)
    calendar: Any = Calendar.from_ical(body)
    assert not calendar.errors
    events = {str(event["UID"]): event for event in calendar.walk("VEVENT")}
    assert len(events) == len(calendar.walk("VEVENT"))
    return events


def check_lines(body: bytes) -> None:
    """Lines end in CRLF, have at most 75 octets, and fold between whole characters."""
    assert body.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in body.replace(b"\r\n", b"") and b"\r" not in body.replace(b"\r\n", b"")
    for line in body.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()
    for line in body.replace(b"\r\n ", b"").split(b"\r\n")[:-1]:
        assert b":" in line


def titles(browser: Browser, path: str) -> list[str]:
    """What the calendar says, without what is off."""
    events = events_of(browser.get(path)).values()
    return sorted(str(e["SUMMARY"]) for e in events if e["STATUS"] == "CONFIRMED")
