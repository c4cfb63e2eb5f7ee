"""A list of organisations from a file and to a file: everything in, or back with its reason."""

import io
import json
import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from core.network.columns import COLUMNS, columns_of, kind_said
from core.network.models import Partner, PartnerContact
from core.spreadsheets.reading import read_table
from core.spreadsheets.writing import Kind, write_table
from tests.fixtures_web import Browser, Person, Working
from tests.network.partners import school

HEADER = ("Naam", "Soort", "Plaats", "Contactpersoon", "Tel.", "E-mailadres", "Kleur")
GOOD = ("OBS De Boom", "Basisschool", "Rhenen", "Els Bos", "06 12 34 56 78", "els@a.example", "x")


def upload(browser: Browser, content: bytes, name: str) -> TestResponse:
    page = browser.get("/netwerk/importeren").text
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert token
    return browser.client.post(
        "/netwerk/importeren",
        data={"csrf_token": token[1], "file": (io.BytesIO(content), name)},
        base_url=f"http://{browser.host}",
        content_type="multipart/form-data",
    )


def carried(page: str) -> str:
    found = re.search(r'name="regels" value="([^"]*)"', page)
    assert found
    return unescape(found[1])


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
def test_accepted_rows_go_in_and_the_others_come_back(
    coordinator: Person, working: Working, kind: Kind
) -> None:
    rows = [
        GOOD,
        ("OBS De Boom", "School", "Rhenen", "Jan", "", "", ""),
        ("", "School", "Rhenen", "", "", "", ""),
        ("Ruimtestation", "Ruimtevaart", "", "", "", "", ""),
        ("Kerk", "Kerk", "", "Piet", "12", "", ""),
        ("OBS De Boom", "School", "Rhenen", "", "", "", ""),
        ("Wijkagent", "Politie", "", "", "0612345678", "", ""),
    ]
    file = write_table("lijst", HEADER, rows, kind)
    shown = upload(coordinator.browser, file.content, file.name)
    assert shown.status_code == 200
    assert "2 regels kunnen erin, 5 niet" in shown.text
    assert "Niet gebruikt: Kleur" in shown.text
    with working() as work:
        assert work.session.scalar(select(func.count(Partner.id))) == 0
    posted = {"regels": carried(shown.text)}
    done = coordinator.browser.post("/netwerk/importeren/nu", posted, page="/netwerk/importeren")
    assert "5 regels konden er niet in" in done.text
    with working() as work:
        assert set(work.session.scalars(select(Partner.name))) == {"OBS De Boom"}
        assert set(work.session.scalars(select(PartnerContact.name))) == {"Els Bos", "Jan"}
    back = coordinator.browser.post(
        "/netwerk/importeren/mislukt",
        {"regels": carried(done.text)},
        page="/netwerk/importeren",
    )
    table = read_table(back.data, "niet-ingelezen.xlsx")
    reasons = {row.texts[8]: row.texts[9] for row in table.rows}
    assert reasons["4"] == "De naam van de organisatie ontbreekt."
    assert "Kies uit: School" in reasons["5"]
    assert "te kort" in reasons["6"]
    assert "staat al in uw netwerk" in reasons["7"]
    assert "naam van de contactpersoon" in reasons["8"]


def test_what_is_known_is_not_taken_in_again(coordinator: Person, working: Working) -> None:
    with working() as work:
        school(work)
    rows = [
        ("Basisschool  de zaagmolen", "School", "Rhenen", "Joris Wester"),
        ("Basisschool De Zaagmolen", "School", "Rhenen", "Nieuw Iemand"),
    ]
    file = write_table("lijst", HEADER[:4], rows, "csv")
    shown = upload(coordinator.browser, file.content, file.name)
    assert "1 regel kan erin, 1 niet" in shown.text
    posted = {"regels": carried(shown.text)}
    coordinator.browser.post("/netwerk/importeren/nu", posted, page="/netwerk/importeren")
    with working() as work:
        assert work.session.scalar(select(func.count(Partner.id))) == 1
        assert work.session.scalar(select(func.count(PartnerContact.id))) == 2


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"Kleur;Maat\r\nrood;4\r\n", "lijst.csv", "Er is geen kolom"),
        (b"Naam\r\n" + b"School\r\n" * 501, "lijst.csv", "hoogstens 500 regels"),
        (b"%PDF-1.7", "lijst.csv", "Fout:"),
        (b"", "lijst.csv", "leeg"),
        (b"Naam", "lijst.exe", "Dit soort bestand"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_kindly(
    coordinator: Person, content: bytes, name: str, told: str
) -> None:
    answer = upload(coordinator.browser, content, name)
    assert answer.status_code == 422
    assert told in answer.text


@pytest.mark.parametrize(
    "broken",
    ["", "geen json", "[1]", '{"a": 1}', '[["x", {}]]', "[[1, 2]]", json.dumps([[1, {}]] * 501)],
)
def test_nothing_odd_is_carried_along(coordinator: Person, working: Working, broken: str) -> None:
    answer = coordinator.browser.post(
        "/netwerk/importeren/nu", {"regels": broken}, page="/netwerk/importeren"
    )
    assert answer.status_code == 302
    with working() as work:
        assert work.session.scalar(select(func.count(Partner.id))) == 0


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
def test_what_goes_out_comes_in_again(coordinator: Person, working: Working, kind: Kind) -> None:
    with working() as work:
        school(work)
        school(work, "=1+1", "Ede")
    answer = coordinator.browser.get(f"/netwerk/bestand.{kind}?plaats=Rhenen")
    table = read_table(answer.data, f"netwerk.{kind}")
    [row] = table.rows
    assert row.texts[:7] == (
        "Basisschool De Zaagmolen", "School", "Rhenen", "Joris Wester", "intern begeleider",
        "06 12 34 56 78", "joris@school.example",
    )  # fmt: skip
    assert set(columns_of(table.header)) == {column.key for column in COLUMNS}
    everything = coordinator.browser.get(f"/netwerk/bestand.{kind}")
    names = [row.texts[0] for row in read_table(everything.data, f"netwerk.{kind}").rows]
    assert "=1+1" in names
    assert coordinator.browser.get("/netwerk/bestand.exe").status_code == 404


def test_the_example_can_be_filled_in(coordinator: Person) -> None:
    answer = coordinator.browser.get("/netwerk/importeren/voorbeeld.xlsx")
    shown = upload(coordinator.browser, answer.data, "voorbeeld.xlsx")
    assert "1 regel kan erin, 0 niet" in shown.text


def test_files_are_for_who_works_with_families(gemeente_officer: Person) -> None:
    for path in ("importeren", "bestand.csv", "importeren/voorbeeld.xlsx"):
        assert gemeente_officer.browser.get(f"/netwerk/{path}").status_code == 403


@given(st.text(max_size=60))
def test_any_kind_is_known_or_not(text: str) -> None:
    assert kind_said(text) is None or isinstance(kind_said(text), str)
