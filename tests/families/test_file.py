"""The family's file by HTTP: opened, written in, closed to who has no reason."""

import re
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from core.accounts.models import Role
from core.errors import NotFound
from core.families import services
from core.families.models import (
    Appointment,
    AppointmentKind,
    ContactMoment,
    ContactWay,
    FamilyRole,
    FileAccess,
    MemberKind,
)
from core.families.services import ContactNote, NewAppointment, NewMember
from core.safety.services import record_safety_check
from core.work import Office, Work
from tenants.context import TenantContext
from tenants.models import AuditEntry
from tests.families.households import (
    ask,
    couple,
    intake,
    make_family,
    people_ids,
    statements_of,
)
from tests.fixtures_web import TODAY, Person, Working, hire


def test_the_file_shows_what_is_known(coordinator: Person, working: Working) -> None:
    with working(coordinator.actor) as work:
        mine = coordinator.account.membership_id
        asking = make_family(work, mine)
        offering = make_family(work, mine, "Verhoef", FamilyRole.OFFERING)
        couple(work, asking, offering)
    page = coordinator.browser.get(f"/gezinnen/{asking}")
    assert page.status_code == 200
    for words in ("Gezin Aydin", "Vraaggezin sinds", "Elif", "Noah", "gezin Verhoef", "week 3 van"):
        assert words in page.text
    with working(coordinator.actor) as work:
        opened = select(AuditEntry.actor_id).where(
            AuditEntry.action == "family.opened", AuditEntry.subject_id == asking
        )
        assert work.session.scalars(opened).all() == [coordinator.account.membership_id]


def test_the_button_on_top_is_the_next_step(coordinator: Person, working: Working) -> None:
    mine = coordinator.account.membership_id
    with working(coordinator.actor) as work:
        family_id = make_family(work, mine)

    def on_top() -> str:
        text = coordinator.browser.get(f"/gezinnen/{family_id}").text
        return text.split("buurt-title--middle", 1)[1].split("Meer acties", 1)[0]

    assert "Plan de intake" in on_top()
    plan = f"/gezinnen/{family_id}/afspraak"
    assert 'value="intake" checked' in coordinator.browser.get(plan).text
    coordinator.browser.post(plan, {"kind": "intake", "on_date": "30-11-2026"})
    assert "Schrijf de intake op" in on_top()
    with working(coordinator.actor) as work:
        intake(work, family_id, FamilyRole.ASKING)
    assert "Doe de veiligheidscheck" in on_top()
    assert 'value="talk" checked' in coordinator.browser.get(plan).text
    with working(coordinator.actor) as work:
        record_safety_check(work, family_id, done_on=TODAY, outcome="safe", note="")
    assert "Schrijf de hulpvraag op" in on_top()
    with working(coordinator.actor) as work:
        ask(work, family_id)
    assert "Zoek een match" in on_top()


def test_a_family_without_a_postcode_can_be_changed(coordinator: Person, working: Working) -> None:
    with working(coordinator.actor) as work:
        family_id = make_family(work, coordinator.account.membership_id)
    page = f"/gezinnen/{family_id}/wijzig"
    sent = {"name": "Aydin", "place": "Rhenen", "postcode4": "", "language": "tr"}
    assert coordinator.browser.post(page, sent).status_code == 303


def test_a_contact_is_noted_and_comes_back_in_the_timeline(
    coordinator: Person, working: Working
) -> None:
    with working(coordinator.actor) as work:
        family = make_family(work, coordinator.account.membership_id)
        elif_id = people_ids(work, family)["Elif"]
    note = {
        "way": "visit", "with_whom": elif_id, "with_other": "juf Anna", "text": "Het gaat goed.",
        "on_date": "20-11-2026", "follow_up_on": "4-12-2026",
    }  # fmt: skip
    answer = coordinator.browser.post(f"/gezinnen/{family}/contact", note)
    assert (answer.status_code, answer.location) == (303, f"/gezinnen/{family}")
    page = coordinator.browser.get(f"/gezinnen/{family}").text
    assert "Het gaat goed." in page
    assert "bezoek met Elif, juf Anna" in page
    assert "Terugkomen op vrijdag 4 december" in page
    with working(coordinator.actor) as work:
        moment = work.session.scalars(select(ContactMoment)).one()
    done = coordinator.browser.post(f"/contact/{moment.id}/klaar", page=f"/gezinnen/{family}")
    assert done.status_code == 303
    assert "Terugkomen op" not in coordinator.browser.get(f"/gezinnen/{family}").text


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("text", "", "Wat is besproken?"),
        ("on_date", "24-11-2026", "kies vandaag of eerder"),
        ("on_date", "31-2-2026", "bestaat niet"),
        ("follow_up_on", "1-1-2020", "Kies een dag na het contact"),
        ("way", "duif", "Hoe"),
    ],
)
def test_a_note_that_is_not_right_keeps_what_was_typed(
    coordinator: Person, working: Working, field: str, value: str, says: str
) -> None:
    with working(coordinator.actor) as work:
        family = make_family(work, coordinator.account.membership_id)
    note = {"way": "phone", "text": "Een lang verhaal", "on_date": "20-11-2026", field: value}
    answer = coordinator.browser.post(f"/gezinnen/{family}/contact", note)
    assert answer.status_code == 422
    assert says in answer.text
    assert "Fout:" in answer.text
    assert field == "text" or "Een lang verhaal" in answer.text
    with working(coordinator.actor) as work:
        assert not work.session.scalars(select(ContactMoment)).all()


def test_a_colleagues_file_opens_with_a_reason_for_today(
    app: Flask, office: Office, tenant: TenantContext, coordinator: Person, working: Working
) -> None:
    colleague = hire(app, office, tenant, Role.COORDINATOR, "Sanne Colleague")
    with working(coordinator.actor) as work:
        family = make_family(work, coordinator.account.membership_id)
    path = f"/gezinnen/{family}"
    answer = colleague.browser.get(path)
    assert answer.status_code == 302
    assert answer.location == f"{path}/reden?verder=/gezinnen/{family}"
    page = colleague.browser.get(answer.location)
    assert "Elif" not in page.text
    assert colleague.browser.post(answer.location, {"reason": " "}).status_code == 422
    given = colleague.browser.post(answer.location, {"reason": "Ik neem waar"})
    assert (given.status_code, given.location) == (303, path)
    assert colleague.browser.get(path).status_code == 200
    seen = coordinator.browser.get(f"{path}/wie-keek-mee").text
    assert "Sanne Colleague" in seen
    assert "Ik neem waar" in seen
    with working(coordinator.actor) as work:
        access = work.session.scalars(select(FileAccess)).one()
        assert access.on_date == TODAY


def test_a_reason_leads_on_to_our_own_pages_only(
    app: Flask, office: Office, tenant: TenantContext, coordinator: Person, working: Working
) -> None:
    colleague = hire(app, office, tenant, Role.COORDINATOR)
    with working(coordinator.actor) as work:
        family = make_family(work, coordinator.account.membership_id)
    for elsewhere in ("https://kwaad.example/", "//kwaad.example", "/\\kwaad.example"):
        path = f"/gezinnen/{family}/reden?verder={elsewhere}"
        answer = colleague.browser.post(path, {"reason": "Ik neem waar"})
        assert answer.location == f"/gezinnen/{family}"


def test_every_page_of_a_file_asks_for_the_reason(
    app: Flask, office: Office, tenant: TenantContext, coordinator: Person, working: Working
) -> None:
    colleague = hire(app, office, tenant, Role.COORDINATOR)
    with working(coordinator.actor) as work:
        family = make_family(work, coordinator.account.membership_id)
        child = people_ids(work, family)["Noah"]
    for page in PAGES:
        answer = colleague.browser.get(f"/gezinnen/{family}{page.format(child=child)}")
        assert answer.status_code == 302, page
        assert "/reden?" in answer.location, page


PAGES = (
    "", "/contact", "/afspraak", "/wijzig", "/leden/nieuw", "/leden/{child}", "/toestemming",
    "/wie-keek-mee", "/sluiten/vraag", "/heropenen/vraag", "/coordinator/vraag",
    "/wordt-steungezin",
)  # fmt: skip


def test_another_tenants_family_is_not_there(
    app: Flask,
    office: Office,
    other_tenant: TenantContext,
    coordinator: Person,
    working: Working,
) -> None:
    stranger = hire(app, office, other_tenant, Role.ADMIN)
    with working(coordinator.actor) as work:
        family = make_family(work, coordinator.account.membership_id)
        child = people_ids(work, family)["Noah"]
    for page in (*PAGES, "/reden"):
        path = page.format(child=child)
        there = stranger.browser.get(f"/gezinnen/{family}{path}")
        missing = stranger.browser.get(f"/gezinnen/{uuid4()}{path}")
        assert (there.status_code, missing.status_code) == (404, 404), page
        own = coordinator.browser.get(f"/gezinnen/{family}{path}")
        assert own.status_code == 200, page


def test_the_gemeente_opens_no_file(gemeente_officer: Person, working: Working) -> None:
    with working() as work:
        family = make_family(work, None)
    for page in ("", "/reden", "/wie-keek-mee"):
        assert gemeente_officer.browser.get(f"/gezinnen/{family}{page}").status_code == 403


def test_older_entries_are_shown_when_asked_for(coordinator: Person, working: Working) -> None:
    with working(coordinator.actor) as work:
        family = make_family(work, coordinator.account.membership_id)
        couple(work, family, make_family(work, None, "Verhoef", FamilyRole.OFFERING))
        for day in range(1, 16):
            note = ContactNote(
                FamilyRole.ASKING, ContactWay.PHONE, "Elif", f"Dag {day:02}.", date(2026, 11, day)
            )
            services.note_contact(work, family, note)
    first = coordinator.browser.get(f"/gezinnen/{family}").text
    assert "Dag 15." in first
    assert "Dag 05." not in first
    assert "Toon ouder (6)" in first
    more = coordinator.browser.get(f"/gezinnen/{family}?aantal=30").text
    assert "Dag 01." in more
    assert "Nieuwe hulpvraag: " in more
    only = coordinator.browser.get(f"/gezinnen/{family}?aantal=30&toon=contact").text
    assert "Nieuwe hulpvraag: " not in only
    decisions = coordinator.browser.get(f"/gezinnen/{family}?toon=besluiten").text
    assert "Dag 15." not in decisions


def test_the_file_asks_the_same_number_of_statements_however_long_it_is(
    coordinator: Person, working: Working
) -> None:
    with working(coordinator.actor) as work:
        family = make_family(work, coordinator.account.membership_id)
        _fill(work, family, 5)
    few = statements_of(coordinator, f"/gezinnen/{family}")
    with working(coordinator.actor) as work:
        _fill(work, family, 20)
    assert statements_of(coordinator, f"/gezinnen/{family}") == few


def _fill(work: Work, family: UUID, count: int) -> None:
    for number in range(count):
        note = ContactNote(FamilyRole.ASKING, ContactWay.PHONE, "", f"Nummer {number}", TODAY)
        services.note_contact(work, family, replace(note, follow_up_on=TODAY))
        couple(work, family, make_family(work, None, "Ander", FamilyRole.OFFERING))
        services.plan_appointment(
            work, family, NewAppointment(FamilyRole.ASKING, AppointmentKind.TALK, TODAY)
        )
        services.add_member(work, family, NewMember(MemberKind.ADULT, f"Oma {number}"))


def test_an_appointment_is_planned_held_and_called_off(
    coordinator: Person, working: Working
) -> None:
    with working(coordinator.actor) as work:
        family = make_family(work, coordinator.account.membership_id)
    path = f"/gezinnen/{family}"
    late = coordinator.browser.post(f"{path}/afspraak", {"kind": "talk", "on_date": "1-11-2026"})
    assert late.status_code == 422
    for kind in ("talk", "intake"):
        planned = {"kind": kind, "on_date": "23-11-2026", "at_time": "14.30", "where": "thuis"}
        assert coordinator.browser.post(f"{path}/afspraak", planned).status_code == 303
    assert "14.30 uur" in coordinator.browser.get(path).text
    with working(coordinator.actor) as work:
        first, second = work.session.scalars(select(Appointment.id)).all()
    held = coordinator.browser.post(f"/afspraken/{first}/gehad", page=path)
    assert held.location == f"{path}/contact"
    assert coordinator.browser.post(f"/afspraken/{second}/vervalt", page=path).status_code == 303
    again = coordinator.browser.post(f"/afspraken/{second}/vervalt", page=path)
    assert again.status_code == 302
    assert "al afgehandeld" in coordinator.browser.get(path).text


def test_a_contact_ticks_off_what_was_to_be_come_back_to(
    coordinator: Person, working: Working
) -> None:
    with working(coordinator.actor) as work:
        family = make_family(work, coordinator.account.membership_id)
        other = make_family(work, coordinator.account.membership_id, "Bos")
        noted_on = TODAY - timedelta(days=3)
        note = ContactNote(FamilyRole.ASKING, ContactWay.PHONE, "", "Later meer.", noted_on)
        due = services.note_contact(work, family, replace(note, follow_up_on=TODAY))
        waits = services.note_contact(work, family, replace(note, follow_up_on=TODAY))
        ahead = services.note_contact(
            work, family, replace(note, follow_up_on=TODAY + timedelta(days=1))
        )
        foreign = services.note_contact(work, other, replace(note, follow_up_on=TODAY))
    week = coordinator.browser.get("/week").text
    path = f"/gezinnen/{family}/contact"
    assert f"{path}?klaar={due}" in week
    page = coordinator.browser.get(f"{path}?klaar={due}").text
    ticked = re.findall(r'name="done"[^>]*value="([^"]+)"([^>]*)>', page)
    assert {(key, "checked" in rest) for key, rest in ticked} == {
        (str(due), True),
        (str(waits), False),
    }
    said = {"way": "phone", "text": "Het gaat goed.", "on_date": "23-11-2026"}
    for wrong in (foreign, ahead):
        assert coordinator.browser.post(path, {**said, "done": [str(wrong)]}).status_code == 422
    with working(coordinator.actor) as work, pytest.raises(NotFound):
        services.note_contact(work, family, replace(note, on_date=TODAY, finishes=(foreign,)))
    assert coordinator.browser.post(path, {**said, "done": [str(due)]}).status_code == 303
    with working() as work:
        done = {one: work.find(ContactMoment, one).follow_up_done_on for one in (due, waits, ahead)}
    assert done == {due: TODAY, waits: None, ahead: None}
