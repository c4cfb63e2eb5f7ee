"""Three hundred rows with twenty slips: 280 in, 20 in the file, undone, and done again."""

import io
import re
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select

from core.accounts.models import Role
from core.couplings.models import Coupling, CouplingPhase
from core.evaluations.models import Evaluation, EvaluationState
from core.families.models import ContactWay, Family, FamilyFile, FamilyMember, FamilyRole
from core.families.services import ContactNote, note_contact
from core.importing.carrying import erase_old_imports
from core.importing.models import FamilyImport, ImportedRow
from core.importing.undoing import undo_import
from core.jobs.worker import run_worker
from core.referrals.models import Referral
from core.spreadsheets.reading import read_table
from core.spreadsheets.writing import TableFile
from core.tasks import TASKS
from core.work import Office
from tenants.context import TenantContext
from tests.fixtures_web import Browser, Person, Working, hire
from tests.importing.caseload import BAD, HEADER, ROWS, SLIPS, caseload_file
from tests.matching.changes import left_to_solve


def send(browser: Browser, file: Any) -> str:
    """Upload a file and accept the columns as they were guessed; returns its address."""
    answer = browser.post("/importeren", {"file": (io.BytesIO(file.content), file.name)})
    assert answer.status_code == 303, answer.text
    columns = answer.headers["Location"]
    page = browser.get(columns)
    chosen = dict(re.findall(r'name="(\w+)".*?<option value="(\d+)"[^>]*selected', page.text))
    assert browser.post(columns, chosen).status_code == 303
    return columns.removesuffix("/kolommen")


def carry_out(browser: Browser, office: Office, address: str, duplicates: str = "overslaan") -> str:
    started = browser.post(f"{address}/controle", {"duplicates": duplicates})
    assert started.status_code == 303, started.text
    for _portion in range(20):
        run_worker(office, TASKS, wait=False)
        answer = browser.get(address)
        if "Refresh" not in answer.headers:
            break
    return answer.text


def counts(working: Working) -> tuple[int, ...]:
    with working() as work:
        models = (Family, FamilyFile, FamilyMember, Referral, Coupling, Evaluation)
        return tuple(work.session.scalar(select(func.count(m.id))) or 0 for m in models)


@pytest.mark.parametrize("kind", ["xlsx"])
def test_the_whole_road(admin: Person, office: Office, working: Working, kind: Any) -> None:
    browser = admin.browser
    address = send(browser, caseload_file(kind))
    assert "BSN weggehaald" in browser.get(f"{address}/kolommen").text
    seen = browser.get(f"{address}/controle").text
    assert ">280<" in seen and ">20<" in seen
    assert counts(working)[0] == 0
    told = carry_out(browser, office, address)
    assert ">280<" in told and ">20<" in told
    before = counts(working)
    assert before[0] == ROWS - BAD and before[4] == 3
    failed = browser.get(f"{address}/niet-opgenomen.{kind}")
    table = read_table(failed.data, f"x.{kind}")
    assert len(table.rows) == BAD
    assert table.header == (*HEADER[:-1], "rij", "reden")
    for which, row in enumerate(table.rows):
        line, reason = row.texts[-2:]
        assert int(line) == 12 + 14 * which
        assert len(reason) > 15, reason
        column = next(iter(SLIPS[which]))
        assert row.texts[HEADER.index(column)] == SLIPS[which][column]
    assert b"123456782" not in failed.data
    undone = browser.post(f"{address}/ongedaan", page=address)
    assert undone.status_code == 303
    assert counts(working) == (0, 0, 0, 0, 0, 0)
    carry_out(browser, office, address)
    assert counts(working) == before
    came_in(working)


def came_in(working: Working) -> None:
    """What the rows hold stands where it belongs, and no BSN anywhere."""
    with working() as work:
        names = set(work.session.scalars(select(FamilyMember.first_name)))
        assert {"=Samira", "Noah", "Mila"} <= names
        couplings = {c.phase: c for c in work.session.scalars(select(Coupling))}
        active = couplings[CouplingPhase.ACTIVE]
        due = list(
            work.session.scalars(
                select(Evaluation.due_on).where(
                    Evaluation.coupling_id == active.id,
                    Evaluation.state == EvaluationState.PLANNED,
                )
            )
        )
        assert due and min(due) >= work.today
        assert set(work.session.scalars(select(Referral.source))) == {"school"}
        [row] = work.session.scalars(select(FamilyImport))
        content = work.vault.open(FamilyImport.content, row.id, row.content)
        assert "123456782" not in content and "111222333" not in content
        assert work.session.scalar(select(func.count(ImportedRow.id))) == ROWS


def small(*rows: str) -> TableFile:
    head = "Rol;Achternaam;Voornaam;Telefoon;Plaats"
    return TableFile("\n".join([head, *rows]).encode(), "text/csv", "lijst.csv")


def test_taking_an_import_away_changes_the_list_of_matching(
    admin: Person, office: Office, working: Working
) -> None:
    address = send(admin.browser, small("vraaggezin;Een;A;;Rhenen"))
    carry_out(admin.browser, office, address)
    with working(admin.actor) as work:
        assert undo_import(work, UUID(address.rpartition("/")[2])) == 1
        assert left_to_solve(work) == 1


def test_what_was_built_on_blocks_and_nothing_is_taken_away(
    admin: Person, office: Office, working: Working
) -> None:
    address = send(admin.browser, small("vraaggezin;Een;A;;Rhenen", "steungezin;Twee;B;;Rhenen"))
    carry_out(admin.browser, office, address)
    with working(admin.actor) as work:
        family = work.session.scalar(select(Family.id).where(Family.name == "Een"))
        assert family
        note_contact(
            work, family, ContactNote(FamilyRole.ASKING, ContactWay.PHONE, "A", "Ja", work.today)
        )
    page = admin.browser.get(address).text
    assert "met deze gezinnen is al gewerkt" in page and ">Een<" in page and ">Twee<" not in page
    assert admin.browser.post(f"{address}/ongedaan", page=address).status_code == 302
    assert counts(working)[0] == 2


def test_duplicates_are_somebodys_choice(admin: Person, office: Office, working: Working) -> None:
    first = small("vraaggezin;Een;A;0612345678;Rhenen")
    carry_out(admin.browser, office, send(admin.browser, first))
    again = small("vraaggezin;Anders;C;06-12 34 56 78;Rhenen", "vraaggezin;Een;Z;;Rhenen",
                  "vraaggezin;Nieuw;D;;Rhenen")  # fmt: skip
    address = send(admin.browser, again)
    assert "Gezin Een staat er al." in admin.browser.get(f"{address}/controle?toon=alike").text
    carry_out(admin.browser, office, address)
    assert counts(working)[0] == 2
    admin.browser.post(f"{address}/ongedaan", page=address)
    carry_out(admin.browser, office, address, "opnemen")
    assert counts(working)[0] == 4


def test_columns_are_remembered_and_refused(admin: Person) -> None:
    file = TableFile(b"Wat;Wie;Hoe heet;x\nvraaggezin;Een;A;y", "text/csv", "a.csv")
    answer = admin.browser.post("/importeren", {"file": (io.BytesIO(file.content), file.name)})
    columns = answer.headers["Location"]
    chosen = {"role": "0", "family_name": "1", "first_name": "2"}
    assert admin.browser.post(columns, {**chosen, "first_name": "1"}).status_code == 422
    assert admin.browser.post(columns, {**chosen, "first_name": ""}).status_code == 422
    assert admin.browser.post(columns, chosen).status_code == 303
    again = admin.browser.post("/importeren", {"file": (io.BytesIO(file.content), file.name)})
    page = admin.browser.get(again.headers["Location"]).text
    assert page.count(" selected") == 3


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.pdf", b"%PDF", "Kies CSV, XLSX of ODS."),
        ("a.xlsx", b"PK\x03\x04", "niet lezen"),
        ("a.csv", b"Rol;Naam\n", "geen enkele rij"),
        ("a.csv", b"BSN\n123456782", "geen enkele rij"),
        ("", b"", "Kies een bestand"),
    ],
)
def test_a_file_that_cannot_be(admin: Person, name: str, content: bytes, told: str) -> None:
    answer = admin.browser.post("/importeren", {"file": (io.BytesIO(content), name)})
    assert answer.status_code == 422 and told in answer.text


def test_whose_it_is(
    coordinator: Person, admin: Person, gemeente_officer: Person, office: Office, app: Flask,
    tenant: TenantContext,
) -> None:  # fmt: skip
    address = send(coordinator.browser, small("vraaggezin;Een;A;;Rhenen"))
    colleague = hire(app, office, tenant, Role.COORDINATOR, "Joke")
    assert colleague.browser.get(address).status_code == 404
    assert "lijst.csv" not in colleague.browser.get("/importeren").text
    assert admin.browser.get(f"{address}/controle").status_code == 200
    assert gemeente_officer.browser.get("/importeren").status_code == 403
    told = carry_out(coordinator.browser, office, address)
    assert "Opgenomen" in told
    assert "Een" in coordinator.browser.get("/gezinnen").text


def test_a_file_is_erased(admin: Person, office: Office, working: Working) -> None:
    address = send(admin.browser, small("vraaggezin;Een;A;;Rhenen", "vraaggezin;;B;;"))
    carry_out(admin.browser, office, address)
    with working() as work:
        [row] = work.session.scalars(select(FamilyImport))
        row.erase_on = work.today
        work.session.flush()
        erase_old_imports(work)
    assert "is gewist" in admin.browser.get(address).text
    assert counts(working)[0] == 1


def test_the_example_can_be_brought_in(admin: Person, office: Office, working: Working) -> None:
    for kind in ("csv", "ods", "xlsx"):
        got = admin.browser.get(f"/importeren/voorbeeld.{kind}")
        file = TableFile(got.data, "", f"v.{kind}")
        address = send(admin.browser, file)
        assert "Niet, er klopt iets niet" in admin.browser.get(f"{address}/controle").text
    assert ">2<" in carry_out(admin.browser, office, address)
    assert admin.browser.get("/importeren/voorbeeld.doc").status_code == 404
