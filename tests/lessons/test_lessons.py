"""What went well and what chafed: noted anywhere, without names, gathered for the report."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import Flask

from core.accounts.models import Role
from core.errors import NotFound, Refused
from core.families.models import FamilyRole
from core.lessons.identifying import traces_in
from core.lessons.models import LessonKind
from core.lessons.queries import Period, lessons_for_reports
from core.lessons.services import (
    LessonNote,
    MayIdentify,
    change_lesson,
    note_lesson,
    take_along,
    withdraw_lesson,
)
from core.spreadsheets.reading import read_table
from core.work import Office
from tenants.context import TenantContext
from tests.casework import add_member, make_family
from tests.fixtures_web import TODAY, Person, Working, hire
from tests.referrals.drafts import counted

NOTE = LessonNote(LessonKind.GOOD, "Vroeg bellen helpt.", "week")
POSTED = {
    "kind": "good",
    "text": "Vroeg bellen helpt.",
    "context": "matching",
    "terug": "/matching",
}


def test_noted_at_the_foot_of_a_page_and_back_there(coordinator: Person) -> None:
    page = coordinator.browser.get("/matching").text
    assert "Wat ging goed, wat schuurde?" in page
    assert '<input type="hidden" name="context" value="matching">' in page
    answer = coordinator.browser.post("/lessen/noteren", POSTED, page="/matching")
    assert (answer.status_code, answer.location) == (303, "/matching")
    shown = coordinator.browser.get("/lessen").text
    assert "Vroeg bellen helpt." in shown
    assert "1 goed, 0 schuurde" in shown


def test_it_leads_nowhere_else(coordinator: Person) -> None:
    for elsewhere in ("//boos.example", "https://boos.example/", ""):
        answer = coordinator.browser.post("/lessen/noteren", POSTED | {"terug": elsewhere})
        assert answer.location == "/lessen"


@pytest.mark.parametrize(
    ("posted", "told"),
    [
        ({"kind": ""}, "Wat wilt u onthouden?"),
        ({"text": ""}, "In een zin"),
        ({"text": "a" * 501}, "500"),
        ({"text": "Zijn nummer is 111222333."}, "burgerservicenummer"),
        ({"text": "Zijn nummer is 111222333.", "checked": "ja"}, "burgerservicenummer"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_is_kept(
    coordinator: Person, posted: dict[str, str], told: str
) -> None:
    answer = coordinator.browser.post("/lessen/noteren", POSTED | posted)
    assert answer.status_code == 422
    assert told in answer.text
    assert 'value="/matching"' in answer.text
    assert "Nog geen lessen" in coordinator.browser.get("/lessen").text


def test_a_name_is_asked_about_and_may_be_confirmed(coordinator: Person, working: Working) -> None:
    with working(coordinator.actor) as work:
        family = make_family(work, FamilyRole.ASKING, "Aydin-de Wit")
        add_member(work, family, "Mila")
    posted = POSTED | {"text": "Het ging goed met mila en Aydin."}
    answer = coordinator.browser.post("/lessen/noteren", posted)
    assert answer.status_code == 422
    assert "Aydin-de Wit, Mila" in answer.text
    assert "Er staan geen namen" in answer.text
    again = coordinator.browser.post("/lessen/noteren", posted | {"checked": ""})
    assert again.status_code == 422
    assert "Er staan geen namen" in again.text
    kept = coordinator.browser.post("/lessen/noteren", posted | {"checked": "ja"})
    assert kept.location == "/matching"


def test_what_may_identify(working: Working) -> None:
    with working() as work:
        family = make_family(work, FamilyRole.ASKING, "De Wit")
        add_member(work, family, "Mila")
        for text, is_clean in (
            ("Samen eten aan een wit tafelkleed.", True),
            ("De familie Wit was blij.", False),
            ("de wit", False),
            ("MILA lachte", False),
            ("Milaan is een stad", True),
            ("Bel 06-12 34 56 78.", False),
            ("Mail naar iemand@voorbeeld.example.", False),
            ("In 2026 deden 12 van de 30 gezinnen mee.", True),
            ("Op 23-11-2026 om 14.30 uur.", True),
        ):
            assert traces_in(work, text).is_clean is is_clean, text


def test_names_of_another_tenant_mean_nothing(
    office: Office, other_tenant: TenantContext, working: Working
) -> None:
    with office.work(other_tenant) as work:
        make_family(work, FamilyRole.ASKING, "Zwaluwstaart")
    with working() as work:
        assert traces_in(work, "Zwaluwstaart").is_clean


def test_each_sees_and_changes_its_own(
    coordinator: Person, admin: Person, app: Flask, office: Office, tenant: TenantContext,
    working: Working,
) -> None:  # fmt: skip
    colleague = hire(app, office, tenant, Role.COORDINATOR, "Els")
    with working(coordinator.actor) as work:
        lesson = note_lesson(work, NOTE)
    path = f"/lessen/{lesson}"
    assert "Vroeg bellen" not in colleague.browser.get("/lessen").text
    assert colleague.browser.get(path).status_code == 404
    assert colleague.browser.post(path, POSTED, page="/lessen").status_code == 404
    assert colleague.browser.post(f"{path}/weg", page="/lessen").status_code == 404
    assert "Vroeg bellen" in admin.browser.get("/lessen").text
    assert "Alleen wie dit schreef" in admin.browser.get(path).text
    with working(admin.actor) as work, pytest.raises(Refused):
        change_lesson(work, lesson, NOTE)
    changed = coordinator.browser.post(path, POSTED | {"text": "Laat bellen ook."})
    assert changed.status_code == 303
    assert "Laat bellen ook." in coordinator.browser.get("/lessen").text
    coordinator.browser.post(f"{path}/weg", page=path)
    assert "Nog geen lessen" in coordinator.browser.get("/lessen").text


def test_for_the_report(coordinator: Person, admin: Person, working: Working) -> None:
    with working(coordinator.actor) as work:
        lesson = note_lesson(work, NOTE)
        other = note_lesson(work, replace(NOTE, kind=LessonKind.CHAFED, text="Te laat gebeld."))
    posted = {"mee": "ja", "terug": "/lessen?soort=good"}
    path = f"/lessen/{lesson}/verslag"
    assert coordinator.browser.post(path, posted, page="/lessen").status_code == 403
    assert admin.browser.post(path, posted, page="/lessen").location == "/lessen?soort=good"
    with working() as work:
        [taken] = lessons_for_reports(work, Period(date(2026, 1, 1), TODAY))
        assert (taken.text, taken.context, taken.kind) == (NOTE.text, "week", LessonKind.GOOD)
        assert lessons_for_reports(work, Period(last=TODAY - timedelta(days=1))) == ()
        assert lessons_for_reports(work, Period(first=TODAY + timedelta(days=1))) == ()
    with working(coordinator.actor) as work:
        with pytest.raises(Refused):
            withdraw_lesson(work, lesson)
        with pytest.raises(Refused):
            change_lesson(work, lesson, NOTE)
        with pytest.raises(MayIdentify):
            change_lesson(work, other, replace(NOTE, text="Bel 0612345678"))
    admin.browser.post(path, {"mee": "nee"}, page="/lessen")
    with working() as work:
        assert lessons_for_reports(work, Period()) == ()


def test_found_by_period_kind_and_context(admin: Person, working: Working) -> None:
    with working(admin.actor) as work:
        note_lesson(work, NOTE)
        chafed = LessonNote(LessonKind.CHAFED, "Te laat gebeld.", "network")
        take_along(work, note_lesson(work, chafed), taken=True)
    for query, good, bad in (
        ("soort=good", True, False),
        ("deel=network", False, True),
        ("verslag=ja", False, True),
        ("verslag=nee", True, False),
        ("van=24-11-2026", False, False),
        ("van=23-11-2026&tot=23-11-2026", True, True),
        ("pagina=99", True, True),
    ):
        page = admin.browser.get(f"/lessen?{query}").text
        assert ("Vroeg bellen helpt." in page, "Te laat gebeld." in page) == (good, bad), query
    assert "Vul een datum in" in admin.browser.get("/lessen?van=ooit").text
    assert "bestaat niet" not in admin.browser.get("/lessen?van=31-2-2026").text


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
def test_a_file_of_them_says_nobodys_name(admin: Person, working: Working, kind: str) -> None:
    with working(admin.actor) as work:
        note_lesson(work, replace(NOTE, text="=1+1 is twee"))
    answer = admin.browser.get(f"/lessen/bestand.{kind}?soort=good")
    table = read_table(answer.data, f"lessen.{kind}")
    assert len(table.rows) == 1
    assert "1+1 is twee" in table.rows[0].texts[3]
    assert admin.account.name not in str(table)
    assert admin.browser.get("/lessen/bestand.exe").status_code == 404


def test_the_gemeente_sees_nothing_of_it(
    gemeente_officer: Person, coordinator: Person, working: Working
) -> None:
    with working(coordinator.actor) as work:
        lesson = note_lesson(work, NOTE)
    for path in ("/lessen", "/lessen/noteren", f"/lessen/{lesson}", "/lessen/bestand.csv"):
        assert gemeente_officer.browser.get(path).status_code == 403
    page = gemeente_officer.browser.get("/cijfers").text
    assert "schuurde" not in page
    assert "/lessen" not in page
    assert coordinator.browser.get("/lessen/bestand.csv").status_code == 403


def test_no_statement_more_for_more_lessons(
    admin: Person, working: Working, office: Office
) -> None:
    def statements() -> int:
        with counted(office) as sent:
            assert admin.browser.get("/lessen").status_code == 200
        return len(sent)

    with working(admin.actor) as work:
        for _number in range(5):
            note_lesson(work, NOTE)
    few = statements()
    with working(admin.actor) as work:
        for _number in range(25):
            note_lesson(work, NOTE)
    assert statements() == few


def test_a_lesson_of_nobody_is_nobodys(working: Working, coordinator: Person) -> None:
    with working() as work:
        lesson = note_lesson(work, NOTE)
    with working(coordinator.actor) as work, pytest.raises(NotFound):
        withdraw_lesson(work, lesson)
