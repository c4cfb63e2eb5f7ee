"""Standing in: the files open without a reason, marked, recorded, and only on its days."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from core.accounts.models import Role
from core.accounts.services import end_membership
from core.cover.models import Cover
from core.cover.services import end_cover, extend_cover, name_stand_in
from core.errors import NeedsReason, NotFound, Refused
from core.families.access import AS_STAND_IN, access_file, open_family
from core.families.files import become_offering
from core.families.models import FamilyFile, FamilyRole
from core.families.services import ContactNote, note_contact
from core.mail.models import Message
from core.week.queries import todo
from core.work import Office, Work
from tenants.context import TenantContext
from tenants.models import AuditEntry
from tests.casework import make_family
from tests.fixtures_web import TODAY, Person, Working, hire

NEXT_WEEK = TODAY + timedelta(days=7)


@pytest.fixture
def karin(app: Flask, office: Office, tenant: TenantContext) -> Person:
    return hire(app, office, tenant, Role.COORDINATOR, "Karin Vos")


def _cover(work: Work, absent: Person, by: Person, until: date = NEXT_WEEK) -> UUID:
    return name_stand_in(
        work,
        absent_id=absent.account.membership_id,
        stand_in_id=by.account.membership_id,
        from_on=TODAY,
        until_on=until,
    )


def _family(working: Working, owner: Person, role: FamilyRole = FamilyRole.ASKING) -> UUID:
    with working() as work:
        return make_family(work, role, "Zonnebloem", coordinator_id=owner.account.membership_id)


def _on(work: Work, day: date) -> Work:
    return replace(work, today=day)


def test_the_stand_in_opens_without_a_reason_and_is_recorded(
    working: Working, coordinator: Person, karin: Person
) -> None:
    family_id = _family(working, karin)
    path = f"/gezinnen/{family_id}"
    assert coordinator.browser.get(path).status_code == 302
    with working(karin.actor) as work:
        _cover(work, karin, coordinator)
    assert coordinator.browser.get(path).status_code == 200
    assert coordinator.browser.get(f"{path}/wie-keek-mee").status_code == 200
    with working() as work:
        said = work.session.scalars(
            select(AuditEntry.action).where(
                AuditEntry.subject_id == family_id,
                AuditEntry.actor_id == coordinator.account.membership_id,
            )
        ).all()
    assert said == [AS_STAND_IN, AS_STAND_IN]
    page = karin.browser.get(f"{path}/wie-keek-mee").text
    assert "waarnemer voor Karin Vos" in page


def test_it_counts_on_its_days_only(working: Working, coordinator: Person, karin: Person) -> None:
    family_id = _family(working, karin)
    with working(karin.actor) as work:
        name_stand_in(
            work,
            absent_id=karin.account.membership_id,
            stand_in_id=coordinator.account.membership_id,
            from_on=TODAY + timedelta(days=1),
            until_on=NEXT_WEEK,
        )
    with working(coordinator.actor) as work:
        for day in (TODAY, NEXT_WEEK + timedelta(days=1)):
            with pytest.raises(NeedsReason):
                open_family(_on(work, day), family_id)
        for day in (TODAY + timedelta(days=1), NEXT_WEEK):
            access_file(_on(work, day), family_id, FamilyRole.ASKING)


def test_ended_early_it_closes_at_once_and_stays_in_the_history(
    working: Working, coordinator: Person, karin: Person
) -> None:
    family_id = _family(working, karin)
    with working(karin.actor) as work:
        cover_id = _cover(work, karin, coordinator)
    answer = coordinator.browser.post(f"/waarneming/{cover_id}/beeindigen", page="/waarneming")
    assert answer.status_code == 303
    assert coordinator.browser.get(f"/gezinnen/{family_id}").status_code == 302
    for person in (coordinator, karin):
        assert "eerder gestopt" in person.browser.get("/waarneming").text
    with working(karin.actor) as work, pytest.raises(Refused):
        extend_cover(work, cover_id, NEXT_WEEK + timedelta(days=3))


def test_a_closed_file_stays_closed(working: Working, coordinator: Person, karin: Person) -> None:
    family_id = _family(working, karin)
    with working(karin.actor) as work:
        _cover(work, karin, coordinator)
        become_offering(work, family_id, karin.account.membership_id)
    with working(coordinator.actor) as work:
        access_file(work, family_id, FamilyRole.OFFERING)
        with pytest.raises(NeedsReason) as needed:
            access_file(work, family_id, FamilyRole.ASKING)
        assert needed.value.role == FamilyRole.ASKING
    with working() as work:
        for file in work.session.scalars(select(FamilyFile)):
            file.closed_on = TODAY
    with working(coordinator.actor) as work, pytest.raises(NeedsReason):
        open_family(work, family_id)


def test_the_week_shows_the_tasks_of_the_colleague_marked(
    working: Working, coordinator: Person, karin: Person
) -> None:
    theirs, mine = _family(working, karin), _family(working, coordinator)
    for person, family_id in ((karin, theirs), (coordinator, mine)):
        with working(person.actor) as work:
            note_contact(
                work,
                family_id,
                ContactNote(FamilyRole.ASKING, "phone", "", "Belt terug", TODAY, None, TODAY),  # type: ignore[arg-type]
            )
    with working(coordinator.actor) as work:
        assert {f for task in todo(work).today for f, _ in task.families} == {mine}
        _cover(work, coordinator, karin)
    with working(karin.actor) as work:
        shown = {task.families[0][0]: task.stands_in_for for task in todo(work).today}
    assert shown == {theirs: "", mine: coordinator.account.name}
    page = karin.browser.get("/week").text
    assert f"waarneming voor {coordinator.account.name}" in page
    assert f"U neemt waar voor {coordinator.account.name}" in page
    assert "Karin Vos neemt voor u waar" in coordinator.browser.get("/week").text
    assert page.count("Zonnebloem") and "Zonnebloem" in karin.browser.get("/gezinnen").text


def test_the_mail_names_no_family(working: Working, coordinator: Person, karin: Person) -> None:
    _family(working, karin)
    with working(karin.actor) as work:
        _cover(work, karin, coordinator)
    with working() as work:
        mail = work.session.scalars(select(Message)).one()
        body = work.vault.open(Message.body, mail.id, mail.body)
        assert work.vault.open(Message.recipient, mail.id, mail.recipient) == (
            coordinator.account.email
        )
    assert "Karin Vos" in body
    assert "Zonnebloem" not in body + mail.subject


def test_arranged_by_http(working: Working, coordinator: Person, karin: Person) -> None:
    form = {
        "stand_in": str(karin.account.membership_id),
        "from_on": "23-11-2026",
        "until_on": "30-11-2026",
    }
    assert coordinator.browser.post("/waarneming/regelen", form).status_code == 303
    again = coordinator.browser.post("/waarneming/regelen", form)
    assert again.status_code == 422
    assert "al waar" in again.text
    too_long = coordinator.browser.post(
        "/waarneming/regelen", form | {"from_on": "1-12-2026", "until_on": "1-3-2027"}
    )
    assert "ten hoogste 8 weken" in too_long.text
    with working() as work:
        cover_id = work.session.scalars(select(Cover.id)).one()
    path = f"/waarneming/{cover_id}/verlengen"
    assert karin.browser.get(path).status_code == 200
    assert coordinator.browser.post(path, {"until_on": "4-12-2026"}).status_code == 303
    assert "4 december" in coordinator.browser.get("/waarneming").text


def test_who_may_arrange_it(
    app: Flask,
    office: Office,
    tenant: TenantContext,
    working: Working,
    coordinator: Person,
    karin: Person,
    admin: Person,
    gemeente_officer: Person,
) -> None:
    third = hire(app, office, tenant, Role.COORDINATOR, "Derde")
    with working(third.actor) as work, pytest.raises(NotFound):
        _cover(work, karin, coordinator)
    with working(karin.actor) as work:
        with pytest.raises(NotFound):
            _cover(work, karin, gemeente_officer)
        with pytest.raises(Refused):
            _cover(work, karin, karin)
    with working(admin.actor) as work:
        cover_id = _cover(work, karin, coordinator)
    with working(third.actor) as work, pytest.raises(NotFound):
        end_cover(work, cover_id)
    assert third.browser.get(f"/waarneming/{cover_id}/verlengen").status_code == 404
    assert "Karin" not in third.browser.get("/waarneming").text.split("<main")[1]
    assert "Karin Vos" in admin.browser.get("/waarneming").text
    assert gemeente_officer.browser.get("/waarneming").status_code == 403


def test_who_leaves_stands_in_no_longer(
    working: Working, coordinator: Person, karin: Person, admin: Person
) -> None:
    with working(admin.actor) as work:
        cover_id = _cover(work, karin, coordinator)
        end_membership(work, coordinator.account.membership_id)
    with working() as work:
        assert work.find(Cover, cover_id).ended_on == TODAY


def test_each_role_has_its_own_coordinator(
    working: Working, coordinator: Person, karin: Person
) -> None:
    """Who works in one role of a family needs a reason for the other."""
    family_id = _family(working, coordinator)
    with working() as work:
        theirs = FamilyFile(family_id=family_id, role=FamilyRole.OFFERING, opened_on=TODAY)
        theirs.coordinator_id = karin.account.membership_id
        work.add(theirs)
    with working(karin.actor) as work:
        note_contact(
            work,
            family_id,
            ContactNote(FamilyRole.OFFERING, "phone", "", "Alleen voor Karin", TODAY),  # type: ignore[arg-type]
        )
        with pytest.raises(NeedsReason) as needed:
            access_file(work, family_id, FamilyRole.ASKING)
        assert needed.value.role == FamilyRole.ASKING
    page = coordinator.browser.get(f"/gezinnen/{family_id}").text
    assert "Alleen voor Karin" not in page
    assert "Dossier als steungezin, van Karin Vos" in page
    door = f"/gezinnen/{family_id}/reden?rol=offering"
    assert "is van Karin Vos" in coordinator.browser.get(door).text
    coordinator.browser.post(door, {"reason": "Zij is ziek"})
    assert "Alleen voor Karin" in coordinator.browser.get(f"/gezinnen/{family_id}").text
