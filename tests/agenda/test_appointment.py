"""One talk: seen, moved, cancelled and put in a calendar, as on a phone."""

from datetime import time, timedelta
from typing import Any
from uuid import UUID

from flask import Flask
from icalendar import Calendar
from sqlalchemy import select

from core.accounts.models import Role
from core.couplings.models import Coupling
from core.couplings.services import start_introduction
from core.families.models import Appointment, AppointmentKind, AppointmentState, FamilyRole
from core.families.services import NewAppointment, plan_appointment
from core.work import Office
from tenants.context import TenantContext
from tests.agenda.feeds import check_lines
from tests.casework import make_family
from tests.couplings.pairs import proposed
from tests.fixtures_web import TODAY, Person, Working, hire


def a_talk(working: Working, person: Person) -> UUID:
    with working(person.actor) as work:
        family = make_family(work, FamilyRole.ASKING, coordinator_id=person.account.membership_id)
        new = NewAppointment(FamilyRole.ASKING, AppointmentKind.TALK, TODAY, time(10), "thuis")
        return plan_appointment(work, family, new)


def test_a_talk_is_moved_from_the_week_in_two_steps(coordinator: Person, working: Working) -> None:
    path = f"/afspraken/{a_talk(working, coordinator)}"
    assert f'href="{path}"' in coordinator.browser.get("/week").text
    answers = {"on_date": "25-11-2026", "at_time": "19.30", "where": "op kantoor"}
    assert coordinator.browser.post(path, answers).status_code == 303
    page = coordinator.browser.get(path).text
    for said in ("woensdag 25 november", "19.30 uur", "op kantoor", "Laat het gezin dit ook weten"):
        assert said in page


def test_a_day_that_has_passed_is_refused_and_stays_typed(
    coordinator: Person, working: Working
) -> None:
    path = f"/afspraken/{a_talk(working, coordinator)}"
    page = coordinator.browser.post(path, {"on_date": "20-11-2026", "where": "op kantoor"})
    assert page.status_code == 422
    assert "Kies vandaag of een dag daarna." in page.text
    assert "op kantoor" in page.text


def test_what_was_cancelled_cannot_be_moved(coordinator: Person, working: Working) -> None:
    talk = a_talk(working, coordinator)
    path = f"/afspraken/{talk}"
    assert coordinator.browser.post(f"{path}/vervalt", page=path).status_code == 303
    page = coordinator.browser.get(path).text
    assert "afgezegd" in page
    assert "Verzet de afspraak" not in page
    answer = coordinator.browser.post(path, {"on_date": "25-11-2026"}, page="/wachtwoord")
    assert answer.status_code == 200
    with working() as work:
        assert work.find(Appointment, talk).on_date == TODAY


def test_the_coupling_follows_its_introduction(coordinator: Person, working: Working) -> None:
    with working(coordinator.actor) as work:
        proposal = proposed(work)
        coupling = start_introduction(work, proposal, on_date=TODAY + timedelta(days=2))
        mine = Appointment.coupling_id == coupling
        talk = work.session.scalars(select(Appointment).where(mine)).one()
        path = f"/afspraken/{talk.id}"
    assert coordinator.browser.post(path, {"on_date": "30-11-2026"}).status_code == 303
    with working() as work:
        assert work.find(Coupling, coupling).introduction_on == TODAY + timedelta(days=7)


def test_a_file_for_one_time(coordinator: Person, working: Working) -> None:
    talk = a_talk(working, coordinator)
    answer = coordinator.browser.get(f"/afspraken/{talk}.ics")
    check_lines(answer.get_data())
    calendar: Any = Calendar.from_ical(answer.get_data())
    [event] = calendar.walk("VEVENT")
    assert str(event["SUMMARY"]) == "Gesprek"
    assert answer.headers["Content-Disposition"] == "attachment; filename=afspraak.ics"
    assert "thuis" not in answer.text
    assert "Aydin" not in answer.text


def test_a_colleagues_talk_asks_for_a_reason(
    app: Flask, office: Office, tenant: TenantContext, coordinator: Person, working: Working
) -> None:
    colleague = hire(app, office, tenant, Role.COORDINATOR, "Wim Collega")
    talk = a_talk(working, colleague)
    for path in (f"/afspraken/{talk}", f"/afspraken/{talk}.ics"):
        answer = coordinator.browser.get(path)
        assert answer.status_code == 302
        assert "/reden" in answer.location


def test_nobody_else_gets_it(
    app: Flask, office: Office, other_tenant: TenantContext, coordinator: Person,
    gemeente_officer: Person, working: Working,
) -> None:  # fmt: skip
    talk = a_talk(working, coordinator)
    stranger = hire(app, office, other_tenant, Role.COORDINATOR)
    for path in (f"/afspraken/{talk}", f"/afspraken/{talk}.ics"):
        assert stranger.browser.get(path).status_code == 404
        assert gemeente_officer.browser.get(path).status_code == 403
    with working() as work:
        assert work.find(Appointment, talk).state == AppointmentState.PLANNED
