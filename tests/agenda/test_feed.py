"""The private calendar: what it says, to whom, and to whom not."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from icalendar import Calendar
from sqlalchemy import select
from structlog.testing import capture_logs

from core.accounts.models import CalendarFeed, Role
from core.accounts.services import change_role, end_membership
from core.agenda.keeping_hours import OfficeHours, add_office_hours, close_on
from core.calendar.clock import AMSTERDAM
from core.families.models import Appointment, AppointmentKind, FamilyFile, FamilyRole
from core.families.services import (
    NewAppointment,
    assign_coordinator,
    cancel_appointment,
    move_appointment,
    plan_appointment,
)
from core.work import Office
from tenants.context import TenantContext
from tests.agenda.feeds import events_of, new_address, titles
from tests.casework import make_family
from tests.couplings.pairs import both_say, definitive, introduced, on_trial
from tests.fixtures_web import TODAY, Browser, Person, Working, hire, host_of
from tests.isolation.emitted import statements_of

ASKING = FamilyRole.ASKING
TALK = AppointmentKind.TALK


def talk_with(
    working: Working, person: Person, on: date = TODAY, at: time | None = time(10), name: str = "X"
) -> UUID:
    with working(person.actor) as work:
        family = make_family(work, ASKING, name, coordinator_id=person.account.membership_id)
        new = NewAppointment(ASKING, TALK, on, at, where="Dorpsstraat 1 bij Elif")
        return plan_appointment(work, family, new)


def test_a_talk_stands_in_the_calendar_without_name_or_place(
    coordinator: Person, visitor: Browser, working: Working
) -> None:
    talk = talk_with(working, coordinator, name="Aydin-de Wit")
    answer = visitor.get(path := new_address(coordinator))
    [event] = events_of(answer).values()
    assert str(event["SUMMARY"]) == "Gesprek"
    assert event.start == datetime(2026, 11, 23, 10, tzinfo=AMSTERDAM)
    assert event.end - event.start == timedelta(hours=1)
    assert str(event["URL"]).endswith(f"/afspraken/{talk}")
    assert str(event["UID"]) == f"gesprek-{talk}@{visitor.host}"
    for said in ("Aydin", "Wit", "Dorpsstraat", "Elif", "LOCATION", "DESCRIPTION", "ATTENDEE"):
        assert said not in answer.text
    assert answer.mimetype == "text/calendar"
    assert answer.headers["Cache-Control"].startswith("private")
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert "Set-Cookie" not in answer.headers
    assert coordinator.browser.get(path).status_code == 200


def test_the_time_zone_is_spelled_out(
    coordinator: Person, visitor: Browser, working: Working
) -> None:
    talk_with(working, coordinator, TODAY + timedelta(days=240))
    calendar: Any = Calendar.from_ical(visitor.get(new_address(coordinator)).get_data())
    [zone] = calendar.walk("VTIMEZONE")
    assert zone["TZID"] == "Europe/Amsterdam"
    summer = zone.to_tz()
    moment = datetime(2027, 7, 21, 10, tzinfo=summer)
    assert moment.utcoffset() == timedelta(hours=2)
    assert datetime(2026, 11, 23, 10, tzinfo=summer).utcoffset() == timedelta(hours=1)


def test_a_talk_without_an_hour_takes_the_day(
    coordinator: Person, visitor: Browser, working: Working
) -> None:
    talk_with(working, coordinator, at=None)
    [event] = events_of(visitor.get(new_address(coordinator))).values()
    assert (event.start, event.end) == (TODAY, TODAY + timedelta(days=1))


def test_moving_and_cancelling_keep_the_name_and_count(
    coordinator: Person, visitor: Browser, working: Working
) -> None:
    talk = talk_with(working, coordinator)
    path = new_address(coordinator)
    [(uid, first)] = events_of(visitor.get(path)).items()
    with working(coordinator.actor) as work:
        day = TODAY + timedelta(days=2)
        move_appointment(work, talk, on_date=day, at_time=time(19, 30), where="")
    moved = events_of(visitor.get(path))[uid]
    assert moved.start == datetime(2026, 11, 25, 19, 30, tzinfo=AMSTERDAM)
    assert moved["SEQUENCE"] > first["SEQUENCE"]
    with working(coordinator.actor) as work:
        cancel_appointment(work, talk)
    off = events_of(visitor.get(path))[uid]
    assert off["STATUS"] == "CANCELLED"
    assert off["SEQUENCE"] > moved["SEQUENCE"]
    assert off["LAST-MODIFIED"].dt >= first["LAST-MODIFIED"].dt


def test_what_did_not_change_is_not_sent_again(
    coordinator: Person, visitor: Browser, working: Working
) -> None:
    talk = talk_with(working, coordinator)
    path = new_address(coordinator)
    first = visitor.get(path)
    known = {"If-None-Match": first.headers["ETag"]}
    again = visitor.get(path, headers=known)
    assert (again.status_code, again.get_data()) == (304, b"")
    since = {"If-Modified-Since": first.headers["Last-Modified"]}
    assert visitor.get(path, headers=since).status_code == 304
    with working(coordinator.actor) as work:
        cancel_appointment(work, talk)
    assert visitor.get(path, headers=known).status_code == 200


def test_trials_evaluations_and_vogs_are_whole_days(
    coordinator: Person, visitor: Browser, working: Working
) -> None:
    with working(coordinator.actor) as work:
        both_say(work, introduced(work, "Okafor", "De Graaf"), "after_introduction")
        on_trial(work, "Meijer", "Kuipers")
        definitive(work, "Brandsma", "Öztürk")
    path = new_address(coordinator)
    said = titles(visitor, path)
    assert {"Einde proefperiode", "Evaluatie"} <= set(said)
    assert set(said) <= {
        "Gesprek", "Kennismaking", "Evaluatie", "Einde proefperiode", "VOG vernieuwen",
    }  # fmt: skip
    for name in ("Okafor", "Graaf", "Meijer", "Kuipers", "Brandsma", "ztürk", "Mila"):
        assert name not in visitor.get(path).text


def test_a_colleagues_talks_are_not_there(
    app: Flask, office: Office, tenant: TenantContext, visitor: Browser, working: Working,
    coordinator: Person, admin: Person,
) -> None:  # fmt: skip
    colleague = hire(app, office, tenant, Role.COORDINATOR, "Wim Collega")
    talk = talk_with(working, colleague)
    for person in (coordinator, admin):
        assert events_of(visitor.get(new_address(person))) == {}
    with working() as work:
        row = work.find(Appointment, talk)
        assign_coordinator(work, row.family_id, ASKING, coordinator.account.membership_id)
    assert len(events_of(visitor.get(new_address(coordinator, "Tablet")))) == 1


def test_only_some_time_back_and_ahead(
    coordinator: Person, visitor: Browser, working: Working
) -> None:
    talk = talk_with(working, coordinator)
    path = new_address(coordinator)
    for days, shown in ((-40, 0), (-20, 1), (360, 1), (400, 0)):
        with working() as work:
            work.find(Appointment, talk).on_date = TODAY + timedelta(days=days)
        assert len(events_of(visitor.get(path))) == shown, days


def test_no_query_for_each_event(coordinator: Person, office: Office, working: Working) -> None:
    path = new_address(coordinator)
    counts = []
    for more in (5, 20):
        for number in range(more):
            talk_with(working, coordinator, TODAY + timedelta(days=number))
        with statements_of(office.database) as sent:
            coordinator.browser.get(path)
        counts.append(len(sent))
    assert counts[0] == counts[1]


def test_office_hours_come_every_week_but_for_closed_days(
    coordinator: Person, visitor: Browser, working: Working
) -> None:
    with working(coordinator.actor) as work:
        hours = OfficeHours(1, time(9), time(11), "De Bibliotheek")
        close_on(work, add_office_hours(work, hours), TODAY + timedelta(days=8))
    [event] = events_of(visitor.get(new_address(coordinator))).values()
    assert str(event["SUMMARY"]) == "Spreekuur"
    assert event.start == datetime(2026, 11, 24, 9, tzinfo=AMSTERDAM)
    assert event["RRULE"]["FREQ"] == ["WEEKLY"]
    assert [day.dt.date() for day in event["EXDATE"].dts] == [date(2026, 12, 1)]


# Who gets it, and who does not --------------------------------------------------------------


def test_the_address_is_shown_once_and_kept_as_a_hash(
    coordinator: Person, working: Working
) -> None:
    token = new_address(coordinator).removeprefix("/agenda/").removesuffix(".ics")
    assert len(token) >= 40
    assert token not in coordinator.browser.get("/agenda").text
    with working() as work:
        [row] = work.session.scalars(select(CalendarFeed))
        assert token.encode() not in row.token_hash


def test_another_tenants_host_answers_as_for_nobody(
    app: Flask, coordinator: Person, other_tenant: TenantContext
) -> None:
    path, elsewhere = new_address(coordinator), Browser(app, host_of(other_tenant))
    nobodys = "/agenda/" + "A" * 43 + ".ics"
    foreign, unknown = elsewhere.get(path), elsewhere.get(nobodys)
    assert foreign.status_code == unknown.status_code == 404
    assert foreign.text.replace(path, nobodys) == unknown.text
    assert set(foreign.headers.keys()) == set(unknown.headers.keys())


def test_a_revoked_or_renewed_address_is_nobodys(coordinator: Person, visitor: Browser) -> None:
    revoked, renewed = new_address(coordinator), new_address(coordinator, "Laptop")
    page = coordinator.browser.get("/agenda").text
    ids = [part.split("/")[0] for part in page.split("/agenda/apparaten/")[1:]]
    first, other = ids[0], ids[-1]
    coordinator.browser.post(f"/agenda/apparaten/{first}/intrekken", page="/agenda")
    made = coordinator.browser.post(f"/agenda/apparaten/{other}/nieuw-adres", page="/agenda")
    fresh = "/agenda/" + made.text.split("webcal://")[1].split("/agenda/")[1].split('"')[0]
    assert [visitor.get(path).status_code for path in (revoked, renewed)] == [404, 404]
    assert visitor.get(fresh).status_code == 200


def test_a_colleague_cannot_touch_it(coordinator: Person, admin: Person, visitor: Browser) -> None:
    path = new_address(coordinator)
    feed = coordinator.browser.get("/agenda").text.split("/agenda/apparaten/")[1].split("/")[0]
    assert "Telefoon" not in admin.browser.get("/agenda").text
    for act in ("intrekken", "nieuw-adres"):
        answer = admin.browser.post(f"/agenda/apparaten/{feed}/{act}", page="/agenda")
        assert answer.status_code == 404
    assert visitor.get(path).status_code == 200


@pytest.mark.parametrize("end", ["role", "role and back", "membership"])
def test_it_ends_with_the_role(
    end: str, coordinator: Person, admin: Person, visitor: Browser, working: Working
) -> None:
    path, member = new_address(coordinator), coordinator.account.membership_id
    assert visitor.get(path).status_code == 200
    acts: dict[str, list[Callable[..., None]]] = {
        "role": [lambda w: change_role(w, member, Role.ADMIN)],
        "role and back": [
            lambda w: change_role(w, member, Role.ADMIN),
            lambda w: change_role(w, member, Role.COORDINATOR),
        ],
        "membership": [lambda w: end_membership(w, member)],
    }
    for act in acts[end]:
        with working(admin.actor) as work:
            act(work)
    assert visitor.get(path).status_code == 404


def test_a_gemeente_has_none(gemeente_officer: Person) -> None:
    browser = gemeente_officer.browser
    assert browser.get("/agenda").status_code == 403
    assert browser.post("/agenda/apparaten", {"name": "x"}, page="/wachtwoord").status_code == 403
    assert browser.get("/spreekuren").status_code == 403


def test_guessing_is_slowed_down_and_hurts_nobody_else(
    coordinator: Person, visitor: Browser
) -> None:
    path = new_address(coordinator)
    tried = [visitor.get(f"/agenda/{number:043}.ics") for number in range(32)]
    assert [answer.status_code for answer in tried] == [404] * 30 + [429] * 2
    assert int(tried[-1].headers["Retry-After"]) > 0
    assert visitor.get(path).status_code == 200


def test_the_token_stays_out_of_the_log(coordinator: Person, visitor: Browser) -> None:
    path = new_address(coordinator)
    with capture_logs() as logged:
        visitor.get(path)
        visitor.get(path + "x")
    token = path.removeprefix("/agenda/").removesuffix(".ics")
    assert logged
    assert token not in str(logged)


def test_the_last_time_is_shown(coordinator: Person, visitor: Browser) -> None:
    path = new_address(coordinator)
    assert "nog niet opgehaald" in coordinator.browser.get("/agenda").text
    visitor.get(path)
    assert "voor het laatst opgehaald" in coordinator.browser.get("/agenda").text


def test_the_same_name_twice_and_an_empty_one_are_refused(coordinator: Person) -> None:
    new_address(coordinator)
    for name, told in (("telefoon", "al een apparaat met deze naam"), ("", "Vul")):
        page = coordinator.browser.post("/agenda/apparaten", {"name": name}, page="/agenda")
        assert page.status_code == 422
        assert told in page.text


def test_a_closed_file_is_not_in_it(
    coordinator: Person, visitor: Browser, working: Working
) -> None:
    talk = talk_with(working, coordinator)
    path = new_address(coordinator)
    with working() as work:
        family = work.find(Appointment, talk).family_id
        [file] = work.session.scalars(select(FamilyFile).where(FamilyFile.family_id == family))
        file.closed_on, file.closed_reason = TODAY, "moved"
    assert events_of(visitor.get(path)) == {}
