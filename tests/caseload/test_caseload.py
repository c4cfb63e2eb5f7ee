"""Files of who leaves go to a successor in one act, and back the same day."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from core.accounts.models import Role
from core.caseload.models import CaseloadTransfer
from core.caseload.services import transfer_caseload, undo_transfer
from core.errors import NotFound, Refused
from core.families.models import FamilyFile, FamilyRole
from core.mail.models import Message
from core.work import Office
from tenants.context import TenantContext
from tenants.models import AuditEntry
from tests.casework import make_family
from tests.fixtures_web import TODAY, Person, Working, hire


@pytest.fixture
def karin(app: Flask, office: Office, tenant: TenantContext) -> Person:
    return hire(app, office, tenant, Role.COORDINATOR, "Karin Vos")


def _files(working: Working, owner: Person, count: int = 3) -> list[UUID]:
    with working() as work:
        for number in range(count):
            role = FamilyRole.ASKING if number % 2 else FamilyRole.OFFERING
            mine = owner.account.membership_id
            make_family(work, role, f"Zonnebloem {number}", coordinator_id=mine)
        wanted = select(FamilyFile.id).where(
            FamilyFile.coordinator_id == owner.account.membership_id
        )
        return list(work.session.scalars(wanted))


def _count(working: Working, owner: Person) -> int:
    with working() as work:
        files = select(FamilyFile.id).where(
            FamilyFile.coordinator_id == owner.account.membership_id
        )
        return len(work.session.scalars(files).all())


def test_a_selection_goes_and_comes_back(
    working: Working, admin: Person, coordinator: Person, karin: Person
) -> None:
    files = _files(working, karin)
    path = f"/medewerkers/{karin.account.membership_id}/dossiers-overdragen"
    shown = admin.browser.get(path).text
    assert "Zonnebloem 2, steungezin" in shown
    to = str(coordinator.account.membership_id)
    answer = admin.browser.post(path, {"to": to, "files": [str(one) for one in files[:2]]})
    assert answer.status_code == 303
    assert (_count(working, karin), _count(working, coordinator)) == (1, 2)
    assert "2 dossiers gingen naar" in admin.browser.get(path).text
    with working() as work:
        transfer = work.session.scalars(select(CaseloadTransfer.id)).one()
        said = select(AuditEntry.id).where(AuditEntry.action == "file.assigned")
        assert len(work.session.scalars(said).all()) == 2
        mail = work.session.scalars(select(Message)).one()
        body = work.vault.open(Message.body, mail.id, mail.body)
    assert "2 dossiers" in body
    assert "Zonnebloem" not in body + mail.subject
    undone = admin.browser.post(f"/medewerkers/dossiers-overgedragen/{transfer}/terug", page=path)
    assert undone.status_code == 303
    assert (_count(working, karin), _count(working, coordinator)) == (3, 0)


def test_nothing_half(working: Working, admin: Person, coordinator: Person, karin: Person) -> None:
    files = _files(working, karin)
    to = coordinator.account.membership_id
    for chosen in ({*files, uuid4()}, {*files, *_files(working, admin)}):
        with pytest.raises(NotFound), working(admin.actor) as work:
            transfer_caseload(work, karin.account.membership_id, to, frozenset(chosen))
    with pytest.raises(Refused), working(admin.actor) as work:
        transfer_caseload(work, karin.account.membership_id, to, frozenset())
    assert _count(working, karin) == 3


def test_undo_is_for_the_day_itself_and_leaves_what_went_on(
    working: Working, admin: Person, coordinator: Person, karin: Person
) -> None:
    files = _files(working, karin)
    with working(admin.actor) as work:
        first = transfer_caseload(
            work, karin.account.membership_id, coordinator.account.membership_id
        )
    with working(admin.actor) as work:
        transfer_caseload(
            work,
            coordinator.account.membership_id,
            admin.account.membership_id,
            frozenset(files[:1]),
        )
    with working(admin.actor) as work:
        with pytest.raises(Refused):
            undo_transfer(replace(work, today=TODAY + timedelta(days=1)), first)
        assert undo_transfer(work, first) == 2
        with pytest.raises(Refused):
            undo_transfer(work, first)
    assert _count(working, admin) == 1


def test_who_ends_a_membership_is_asked_about_the_files_first(
    working: Working, admin: Person, coordinator: Person, karin: Person
) -> None:
    _files(working, karin)
    member = f"/medewerkers/{karin.account.membership_id}"
    page = admin.browser.get(f"{member}/beeindigen").text
    assert "heeft nog 3 open dossiers" in page
    assert f"{member}/dossiers-overdragen" in page
    assert admin.browser.post(f"{member}/beeindigen").status_code == 303
    people = admin.browser.get("/medewerkers").text
    assert "Er zijn nog 3 open dossiers" in people
    shown = admin.browser.get(f"{member}/dossiers-overdragen")
    assert shown.status_code == 200
    assert coordinator.browser.get(f"{member}/dossiers-overdragen").status_code == 403


def test_not_to_the_gemeente(
    working: Working, admin: Person, karin: Person, gemeente_officer: Person
) -> None:
    _files(working, karin)
    with pytest.raises(NotFound), working(admin.actor) as work:
        transfer_caseload(work, karin.account.membership_id, gemeente_officer.account.membership_id)
