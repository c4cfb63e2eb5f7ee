"""Correcting a note: in its place, by its writer or an admin, and what it said stays readable."""

import re
from uuid import UUID

import pytest
from sqlalchemy import select

from core.accounts.models import Role
from core.families.correcting import Correction, correct_note, versions_of
from core.families.files import become_offering
from core.families.models import ContactMoment, ContactVersion, ContactWay, FamilyRole
from core.families.services import ContactNote, note_contact
from core.work import Office
from tenants.context import TenantContext
from tenants.models import AuditEntry
from tests.casework import make_family
from tests.fixtures_web import TODAY, Person, Working, hire
from tests.referrals.drafts import counted

FIRST = "Elif belde. Zij wil op zatredag."
BETTER = "Elif belde. Zij wil op zaterdag."


@pytest.fixture
def family(working: Working) -> UUID:
    with working() as work:
        return make_family(work, FamilyRole.ASKING)


@pytest.fixture
def note(coordinator: Person, working: Working, family: UUID) -> UUID:
    with working(coordinator.actor) as work:
        said = ContactNote(FamilyRole.ASKING, ContactWay.PHONE, "Elif", FIRST, TODAY)
        return note_contact(work, family, said)


def fields(**changed: str) -> dict[str, str]:
    said = {"text": BETTER, "way": "visit", "with_whom": "Elif en Noah", "on_date": "20-11-2026"}
    return {f"notitie_{name}": value for name, value in (said | changed).items()}


def test_a_note_changes_where_it_stands(
    coordinator: Person, family: UUID, note: UUID, working: Working
) -> None:
    page = coordinator.browser.get(f"/gezinnen/{family}").text
    link = f"/contact/{note}/verbeteren"
    assert f'{link}#notitie-{note}"' in page
    shown = coordinator.browser.get(link).text
    assert f'id="notitie-{note}"' in shown
    assert "Tijdlijn" in shown
    assert FIRST in shown
    answer = coordinator.browser.post(link, fields())
    assert answer.status_code == 303
    page = coordinator.browser.get(f"/gezinnen/{family}").text
    before, _fold, after = page.partition("1 eerdere versie")
    assert BETTER in before
    assert "bezoek met Elif en Noah" in before
    assert FIRST not in before
    assert FIRST in after
    assert re.search(r"Zo stond het er tot vandaag \d\d:\d\d, verbeterd door Marit", after)
    with working() as work:
        row = work.session.scalars(select(ContactVersion)).one()
        assert FIRST.encode() not in row.note.data
        assert "note.corrected" in set(work.session.scalars(select(AuditEntry.action)))
        assert work.find(ContactMoment, note).author_id == coordinator.account.membership_id


@pytest.mark.parametrize(
    ("wrong", "told"),
    [({"text": " "}, "Vul in: Wat is besproken?"), ({"on_date": "1-1-2030"}, "vandaag of eerder")],
)
def test_what_is_wrong_is_told_in_place(
    wrong: dict[str, str], told: str, coordinator: Person, note: UUID, working: Working
) -> None:
    answer = coordinator.browser.post(f"/contact/{note}/verbeteren", fields(**wrong))
    assert answer.status_code == 422
    assert "<title>Fout:" in answer.text
    assert "Elif en Noah" in answer.text
    with working() as work:
        assert work.session.scalars(select(ContactVersion)).all() == []


def test_nothing_changed_keeps_no_version(
    coordinator: Person, note: UUID, working: Working
) -> None:
    same = fields(text=FIRST, way="phone", with_whom="Elif", on_date="23-11-2026")
    assert coordinator.browser.post(f"/contact/{note}/verbeteren", same).status_code == 303
    with working() as work:
        assert versions_of(work, [note]) == {}


def test_only_its_writer_and_an_admin_correct(
    office: Office,
    tenant: TenantContext,
    admin: Person,
    gemeente_officer: Person,
    coordinator: Person,
    family: UUID,
    note: UUID,
) -> None:
    link = f"/contact/{note}/verbeteren"
    colleague = hire(coordinator.browser.client.application, office, tenant, Role.COORDINATOR)
    assert "Verbeteren" not in colleague.browser.get(f"/gezinnen/{family}").text
    assert colleague.browser.get(link).status_code == 403
    assert colleague.browser.post(link, fields(), page="/week").status_code == 403
    assert gemeente_officer.browser.get(link).status_code == 403
    assert admin.browser.post(link, fields()).status_code == 303
    page = colleague.browser.get(f"/gezinnen/{family}").text
    assert "verbeterd door Ada Beheer" in page


def test_a_note_in_the_file_of_a_former_role_stays_behind_its_reason(
    coordinator: Person, family: UUID, note: UUID, working: Working
) -> None:
    with working(coordinator.actor) as work:
        become_offering(work, family, coordinator.account.membership_id)
    link = f"/contact/{note}/verbeteren"
    assert "/reden" in coordinator.browser.get(link).location
    reason = f"/gezinnen/{family}/reden?rol=vraag"
    coordinator.browser.post(reason, {"reason": "Een fout verbeteren"})
    assert FIRST in coordinator.browser.get(link).text
    answer = coordinator.browser.post(link, fields())
    assert f"/gezinnen/{family}/dossier/vraag" in answer.location
    assert BETTER in coordinator.browser.get(answer.location).text


def test_an_old_note_is_found_again(
    coordinator: Person, family: UUID, note: UUID, working: Working
) -> None:
    with working(coordinator.actor) as work:
        for number in range(15):
            said = ContactNote(FamilyRole.ASKING, ContactWay.PHONE, "", f"Nr {number}", TODAY)
            note_contact(work, family, said)
    assert FIRST not in coordinator.browser.get(f"/gezinnen/{family}").text
    answer = coordinator.browser.post(f"/contact/{note}/verbeteren", fields())
    assert BETTER in coordinator.browser.get(answer.location).text


def test_versions_cost_one_statement(
    coordinator: Person, family: UUID, working: Working, office: Office
) -> None:
    sent = []
    for number in (3, 8):
        with working(coordinator.actor) as work:
            for one in range(number):
                said = ContactNote(FamilyRole.ASKING, ContactWay.PHONE, "", f"Nr {one}", TODAY)
                made = note_contact(work, family, said)
                work.session.flush()
                for text in ("Beter", "Best"):
                    correct_note(work, made, Correction(ContactWay.PHONE, "", text, TODAY))
        with counted(office) as statements:
            assert coordinator.browser.get(f"/gezinnen/{family}").status_code == 200
        sent.append(len(statements))
    assert sent[0] == sent[1]
