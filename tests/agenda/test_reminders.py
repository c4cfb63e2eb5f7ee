"""Reminders by mail: what they say, to whom, and that each comes once."""

from datetime import date, time, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from core.accounts.models import Role
from core.agenda.keeping_hours import OfficeHours, add_office_hours
from core.agenda.models import Rhythm
from core.agenda.reminders import choose_rhythm, remind_by_mail
from core.calendar.clock import FixedClock
from core.families.models import AppointmentKind, ContactWay, FamilyRole
from core.families.services import (
    ContactNote,
    NewAppointment,
    cancel_appointment,
    note_contact,
    plan_appointment,
)
from core.mail.models import Message
from core.tasks import TASKS
from core.work import Office
from tenants.context import TenantContext
from tests.casework import make_family
from tests.couplings.pairs import on_trial
from tests.fixtures_web import TODAY, Person, Working, hire

ASKING = FamilyRole.ASKING


def a_talk(working: Working, person: Person, on: date, at: time | None = time(10)) -> None:
    with working(person.actor) as work:
        family = make_family(work, ASKING, coordinator_id=person.account.membership_id)
        new = NewAppointment(ASKING, AppointmentKind.TALK, on, at, "bij Elif thuis")
        plan_appointment(work, family, new)


def mails(office: Office, tenant: TenantContext, on: date = TODAY) -> dict[str, str]:
    """Run the job of a morning; who got which mail, until now."""
    told = Office(office.database, office.settings, FixedClock(on))
    with told.work(tenant) as work:
        remind_by_mail(work)
    with office.work(tenant) as work:
        rows = work.session.scalars(select(Message).where(Message.kind == "reminder"))
        opened = [
            (work.vault.open(Message.recipient, row.id, row.recipient), row.subject, row)
            for row in rows.all()
        ]
        return {
            f"{who} {number}": f"{subject}\n{work.vault.open(Message.body, row.id, row.body)}"
            for number, (who, subject, row) in enumerate(opened)
        }


def test_a_mail_tells_hours_and_kinds_and_no_names(
    office: Office, tenant: TenantContext, coordinator: Person, working: Working
) -> None:
    a_talk(working, coordinator, TODAY)
    a_talk(working, coordinator, TODAY + timedelta(days=1), time(19, 30))
    a_talk(working, coordinator, TODAY + timedelta(days=2))
    with working(coordinator.actor) as work:
        family = make_family(work, ASKING, coordinator_id=coordinator.account.membership_id)
        new = NewAppointment(ASKING, AppointmentKind.TALK, TODAY, time(16))
        cancel_appointment(work, plan_appointment(work, family, new))
        add_office_hours(work, OfficeHours(1, time(9), time(11), "De Bibliotheek"))
    [(who, mail)] = mails(office, tenant).items()
    assert who.startswith(coordinator.account.email)
    assert "Vandaag, maandag 23 november\n- 10.00 uur: Gesprek\n\n" in mail
    assert "Morgen, dinsdag 24 november\n- 9.00 uur: Spreekuur\n- 19.30 uur: Gesprek\n" in mail
    assert "/week" in mail and "/agenda" in mail
    for said in ("Aydin", "Elif", "16.00", "woensdag"):
        assert said not in mail


def test_what_is_late_is_counted(
    office: Office, tenant: TenantContext, coordinator: Person, working: Working
) -> None:
    with working(coordinator.actor) as work:
        family = make_family(work, ASKING, coordinator_id=coordinator.account.membership_id)
        day = TODAY - timedelta(days=3)
        note = ContactNote(ASKING, ContactWay.PHONE, "Elif", "Tekst", day, follow_up_on=TODAY)
        note_contact(work, family, note)
    [mail] = mails(office, tenant, TODAY + timedelta(days=2)).values()
    assert "Te laat: 1 taak." in mail
    assert "niets gepland" in mail


def test_an_evaluation_that_comes_is_counted(
    office: Office, tenant: TenantContext, coordinator: Person, working: Working
) -> None:
    with working(coordinator.actor) as work:
        on_trial(work)
    [mail] = mails(office, tenant, TODAY + timedelta(days=30)).values()
    assert "1 evaluatie zonder afspraak" in mail


def test_each_comes_once_a_day(
    office: Office, tenant: TenantContext, coordinator: Person, working: Working
) -> None:
    a_talk(working, coordinator, TODAY + timedelta(days=1))
    assert len(mails(office, tenant)) == len(mails(office, tenant)) == 1
    assert len(mails(office, tenant, TODAY + timedelta(days=1))) == 2


@pytest.mark.usefixtures("coordinator", "gemeente_officer")
def test_who_has_nothing_gets_nothing(office: Office, tenant: TenantContext) -> None:
    assert mails(office, tenant) == {}


@pytest.mark.parametrize(
    ("rhythm", "days", "count"),
    [
        (Rhythm.DAILY, (0, 1), 2), (Rhythm.WEEKLY, (0, 1), 1), (Rhythm.NONE, (0, 1), 0),
        (Rhythm.DAILY, (5, 6), 2), (Rhythm.WEEKLY, (5, 6), 0),
    ],
)  # fmt: skip
def test_everybody_chooses_how_often(
    office: Office, tenant: TenantContext, coordinator: Person, working: Working,
    rhythm: Rhythm, days: tuple[int, ...], count: int,
) -> None:  # fmt: skip
    for number in range(8):
        a_talk(working, coordinator, TODAY + timedelta(days=number))
    with working(coordinator.actor) as work:
        choose_rhythm(work, rhythm)
    for number in days:
        sent = mails(office, tenant, TODAY + timedelta(days=number))
    assert len(sent) == count
    if rhythm is Rhythm.WEEKLY and count:
        [mail] = sent.values()
        assert "Zondag 29 november\n" in mail
        assert "30 november" not in mail


def test_the_choice_is_made_on_the_page(coordinator: Person, working: Working) -> None:
    page = "/agenda"
    assert 'value="daily" checked' in coordinator.browser.get(page).text
    posted = coordinator.browser.post("/agenda/herinnering", {"rhythm": "none"}, page=page)
    assert posted.status_code == 303
    assert 'value="none" checked' in coordinator.browser.get(page).text
    odd = coordinator.browser.post("/agenda/herinnering", {"rhythm": "hourly"}, page=page)
    assert odd.status_code == 422


def test_a_colleagues_talks_and_another_tenants_stay_out(
    app: Flask, office: Office, tenant: TenantContext, other_tenant: TenantContext,
    coordinator: Person, working: Working,
) -> None:  # fmt: skip
    colleague = hire(app, office, tenant, Role.COORDINATOR, "Wim Collega")
    a_talk(working, colleague, TODAY)
    sent = mails(office, tenant)
    assert [who.split()[0] for who in sent] == [colleague.account.email]
    assert mails(office, other_tenant) == {}


def test_who_left_gets_nothing(
    office: Office, tenant: TenantContext, coordinator: Person, admin: Person, working: Working
) -> None:
    a_talk(working, coordinator, TODAY)
    coordinator.browser.get("/agenda")
    path = f"/medewerkers/{coordinator.account.membership_id}/beeindigen"
    assert admin.browser.post(path).status_code == 303
    assert mails(office, tenant) == {}


def test_the_job_is_one_of_the_morning() -> None:
    assert "remind_by_mail" in {task.name for task in TASKS.morning()}
    assert "remind_by_mail" not in {task.name for task in TASKS.nightly()}
