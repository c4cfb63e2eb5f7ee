"""Reports to who pays: figures as the pages show them, frozen when they are handed in."""

import re
from datetime import date
from io import BytesIO
from typing import Any
from uuid import UUID

import docx
import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import func, select, update
from sqlalchemy.exc import ProgrammingError

from core.accounts.models import Role
from core.errors import NotFound, Refused
from core.families.models import FamilyRole
from core.figures.overview import overview
from core.funding import offered
from core.funding.files import open_file
from core.funding.formats import Formats, Rendered, ReportFormat
from core.funding.general import GENERAL
from core.funding.models import FundingFile, FundingReport, Making
from core.funding.queries import read_page
from core.funding.rendering import render_report
from core.funding.stories import StoryNote, withdraw_story, write_story
from core.funding.writing import (
    Draft,
    FunderDetails,
    add_funder,
    ask_file,
    begin_report,
    drop_draft,
    save_draft,
    submit_report,
)
from core.lessons.models import LessonKind
from core.lessons.services import LessonNote, MayIdentify, note_lesson, take_along
from core.programme.services import set_pilot
from core.work import Office, Work
from tenants.context import TenantContext
from tests.casework import make_family
from tests.figures.programmes import couple, evaluate
from tests.fixtures_web import TODAY, Person, Working, hire
from tests.funding.reading import words_of
from tests.isolation.emitted import statements_of

YEAR = (date(2026, 1, 1), date(2026, 12, 31))
HALF = (date(2026, 1, 1), date(2026, 6, 30))
STORY = StoryNote("Adem", "Op zaterdag is er lucht.", date(2026, 11, 1), "de moeder")


def busy(work: Work, couplings: int = 24) -> None:
    """A pilot with couplings in the first half-year, some ended, all but two content."""
    set_pilot(
        work, starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31), target=30,
        budget_cents=40_000_00, spent_cents=24_000_00,
    )  # fmt: skip
    for number in range(couplings):
        ended = date(2026, 6, 1) if number < 4 else None
        coupling = couple(work, date(2026, 2, 1), ended_on=ended, reason="moved")
        evaluate(work, coupling, date(2026, 5, 1), content=number > 1)


def begun(work: Work, period: tuple[date, date] = YEAR, **draft: Any) -> UUID:
    funder_id = add_funder(work, FunderDetails("Oranje", "algemeen", due_on=date(2027, 2, 1)))
    report_id = begin_report(work, funder_id, *period)
    save_draft(work, report_id, Draft(**draft))
    return report_id


def rendered(working: Working, report_id: UUID, actor: Any) -> Rendered:
    with working(actor) as work:
        ask_file(work, report_id)
    with working() as work:
        render_report(work, str(report_id))
    with working(actor) as work:
        return open_file(work, report_id)


@pytest.mark.parametrize("kind", ["pdf", "docx", "xlsx", "ods"])
def test_a_file_holds_the_figures_of_the_page(
    kind: str, working: Working, gemeente_officer: Person
) -> None:
    with working() as work:
        busy(work)
        shown = overview(work, exact=False)
    with working(gemeente_officer.actor) as work:
        words = {"summary": "=SOM(A1) & <b>Rustig</b> begonnen"}
        report_id = begun(work, words=words, file_kind=kind)
    said = words_of(rendered(working, report_id, gemeente_officer.actor))
    assert shown.details and shown.core.costs and shown.details.content
    for figure in (
        shown.core.totals.made, shown.core.totals.running, shown.details.children,
        shown.core.totals.families_supporting,
    ):  # fmt: skip
        assert str(figure) in said
    assert (shown.core.totals.made, shown.core.totals.running) == (24, 20)
    assert "63% of meer" in said
    assert "=SOM(A1) & <b>Rustig</b> begonnen" in said
    page = gemeente_officer.browser.get(f"/verantwoording/{report_id}").text
    assert "63% of meer" in page
    assert "€ 1.000" in page.replace("\xa0", " ")
    assert "1000" in said.replace(".", "")


def test_a_pdf_is_tagged_with_title_language_and_date(working: Working, admin: Person) -> None:
    with working(admin.actor) as work:
        report_id = begun(work)
    reader = PdfReader(BytesIO(rendered(working, report_id, admin.actor).content))
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "nl"
    assert root["/MarkInfo"]["/Marked"]
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    assert reader.metadata is not None and reader.metadata.title == "Verslag Buurtgezinnen"
    assert reader.metadata.creation_date and reader.metadata.creation_date.date() == TODAY


def test_word_has_headings_and_table_headers(working: Working, admin: Person) -> None:
    with working(admin.actor) as work:
        report_id = begun(work, file_kind="docx")
    word = docx.Document(BytesIO(rendered(working, report_id, admin.actor).content))
    styles = {paragraph.style.name for paragraph in word.paragraphs if paragraph.style}
    assert {"Title", "Heading 1", "Caption"} <= styles
    assert word.core_properties.title == "Verslag Buurtgezinnen"
    assert word.core_properties.language == "nl-NL"
    assert all("w:tblHeader" in table.rows[0]._tr.xml for table in word.tables)


def test_small_numbers_stay_here(working: Working, gemeente_officer: Person) -> None:
    with working() as work:
        busy(work, couplings=7)
    with working(gemeente_officer.actor) as work:
        report_id = begun(work)
        report = read_page(work, report_id).report
    assert (report.couplings.made, report.couplings.ended) == (7, 4)
    assert (report.people.children, report.sources, report.reasons) == (None, (), ())
    assert report.outcomes.satisfied is None
    assert report.money and report.money.per_coupling == 3429_00


def test_no_coupling_no_cost_each(working: Working, admin: Person) -> None:
    with working() as work:
        set_pilot(
            work, starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31), target=5,
            budget_cents=100_00, spent_cents=50_00,
        )  # fmt: skip
    with working(admin.actor) as work:
        report_id = begun(work)
        money = read_page(work, report_id).report.money
    assert money and money.per_coupling is None
    assert "geen bedrag per koppeling" in words_of(rendered(working, report_id, admin.actor))


def test_what_was_handed_in_stays_byte_for_byte(
    working: Working, admin: Person, coordinator: Person
) -> None:
    with working(coordinator.actor) as work:
        story_id = write_story(work, STORY)
    with working() as work:
        busy(work)
    with working(admin.actor) as work:
        report_id = begun(work, HALF, words={"summary": "Goed."}, story_ids=(story_id,))
    before = rendered(working, report_id, admin.actor)
    answer = admin.browser.post(
        f"/verantwoording/{report_id}/indienen", page=f"/verantwoording/{report_id}/indienen"
    )
    assert answer.status_code == 303
    page = admin.browser.get(f"/verantwoording/{report_id}").text
    with working(coordinator.actor) as work:
        withdraw_story(work, story_id)
        couple(work, date(2026, 3, 1))
    taken = admin.browser.get(f"/verantwoording/{report_id}/bestand")
    assert taken.get_data() == before.content
    assert taken.headers["Content-Disposition"] == f'attachment; filename="{before.name}"'
    shown = admin.browser.get(f"/verantwoording/{report_id}").text
    assert "Op zaterdag is er lucht." in shown
    assert shown.count("24") == page.count("24")
    for act in (ask_file, drop_draft, submit_report, lambda w, r: save_draft(w, r, Draft())):
        with pytest.raises(Refused, match="ligt vast"), working(admin.actor) as work:
            act(work, report_id)


def test_a_later_report_says_what_changed(working: Working, admin: Person) -> None:
    with working() as work:
        busy(work)
    with working(admin.actor) as work:
        first = begun(work, HALF)
    rendered(working, first, admin.actor)
    with working(admin.actor) as work:
        submit_report(work, first)
        couple(work, date(2026, 8, 1))
        funder_id = work.find(FundingReport, first).funder_id
        second = begin_report(work, funder_id, *YEAR)
    page = admin.browser.get(f"/verantwoording/{second}").text
    assert "Wat er veranderd is" in page
    said = words_of(rendered(working, second, admin.actor))
    assert "Het vorige verslag ging over 1e halfjaar 2026" in said.replace("\n", " ")
    with working(admin.actor) as work:
        since = read_page(work, second).report.since
    assert since
    made = next(one for one in since.changes if one.label.startswith("Koppelingen gemaakt"))
    assert (made.before, made.now) == ("24", "25")


def test_the_grants_refuse_to_change_a_file(working: Working, admin: Person) -> None:
    with working(admin.actor) as work:
        report_id = begun(work)
    rendered(working, report_id, admin.actor)
    with pytest.raises(ProgrammingError, match="permission denied"), working() as work:
        work.session.execute(update(FundingFile).values(name="x"))


def test_only_what_was_seen_is_handed_in(working: Working, admin: Person) -> None:
    with working(admin.actor) as work:
        report_id = begun(work)
    with pytest.raises(Refused, match="Maak eerst het bestand"), working(admin.actor) as work:
        submit_report(work, report_id)
    rendered(working, report_id, admin.actor)
    with working(admin.actor) as work:
        save_draft(work, report_id, Draft({"summary": "Anders."}))
    with pytest.raises(Refused, match="Maak het opnieuw"), working(admin.actor) as work:
        submit_report(work, report_id)
    assert "U veranderde daarna iets" in admin.browser.get(f"/verantwoording/{report_id}").text


def test_a_story_taken_back_does_not_go_out(
    working: Working, admin: Person, coordinator: Person
) -> None:
    with working(coordinator.actor) as work:
        story_id = write_story(work, STORY)
    with working(admin.actor) as work:
        report_id = begun(work, story_ids=(story_id,))
    assert "Op zaterdag" in words_of(rendered(working, report_id, admin.actor))
    with working(coordinator.actor) as work:
        withdraw_story(work, story_id)
    with pytest.raises(Refused, match="Maak het opnieuw"), working(admin.actor) as work:
        submit_report(work, report_id)
    assert "Op zaterdag" not in words_of(rendered(working, report_id, admin.actor))


def test_a_lesson_goes_along_when_the_manager_chose_it(
    working: Working, admin: Person, coordinator: Person
) -> None:
    for said in ("Bellen helpt.", "Dit blijft hier."):
        with working(coordinator.actor) as work:
            lesson_id = note_lesson(work, LessonNote(LessonKind.GOOD, said, "week"))
    with working(admin.actor) as work:
        take_along(work, lesson_id, taken=True)
        funder_id = add_funder(work, FunderDetails("Oranje", "algemeen"))
        report_id = begin_report(work, funder_id, *YEAR)
    said = words_of(rendered(working, report_id, admin.actor))
    assert "Dit blijft hier." in said
    assert "Bellen helpt." not in said


def test_a_format_that_fails_is_told_and_tried_again(
    working: Working, admin: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_call: Any, _report: Any, _kind: str) -> Rendered:
        raise ZeroDivisionError

    with working(admin.actor) as work:
        report_id = begun(work)
    bad = ReportFormat("algemeen", "Stuk", "Oranje", ("pdf",), broken)
    monkeypatch.setattr(offered, "FORMATS", Formats([bad]))
    answer = admin.browser.post(f"/verantwoording/{report_id}/maken",
                                page=f"/verantwoording/{report_id}")  # fmt: skip
    waiting = admin.browser.get(f"/verantwoording/{report_id}")
    assert answer.status_code == 303
    assert (waiting.headers["Refresh"], "We maken het bestand" in waiting.text) == ("3", True)
    with working() as work:
        render_report(work, str(report_id))
    page = admin.browser.get(f"/verantwoording/{report_id}")
    assert "Het lukte niet om het bestand te maken" in page.text
    assert "Probeer het opnieuw" in page.text
    assert "Refresh" not in page.headers
    monkeypatch.setattr(offered, "FORMATS", Formats([GENERAL]))
    rendered(working, report_id, admin.actor)
    monkeypatch.setattr(offered, "FORMATS", Formats())
    assert "staat niet aan" in admin.browser.get(f"/verantwoording/{report_id}").text
    with working(admin.actor) as work:
        ask_file(work, report_id)
    with working() as work:
        render_report(work, str(report_id))
        assert work.find(FundingReport, report_id).making == Making.FAILED


def test_a_name_is_asked_about_and_the_gemeente_is_never_told_whose_it_is(
    working: Working, admin: Person, gemeente_officer: Person
) -> None:
    with working() as work:
        make_family(work, FamilyRole.ASKING, "Aydin-de Wit")
    with working(admin.actor) as work:
        report_id = begun(work)
    path = f"/verantwoording/{report_id}"
    posted = {"w_summary": "Gezin Aydin kreeg lucht.", "file_kind": "pdf"}
    asked = admin.browser.post(path, posted)
    assert asked.status_code == 422
    assert "Aydin-de Wit" in asked.text
    assert 'name="checked"' in asked.text
    assert gemeente_officer.browser.post(path, posted).status_code == 303
    assert admin.browser.post(path, posted | {"checked": "ja"}).status_code == 303
    numbered = gemeente_officer.browser.post(path, posted | {"w_summary": "BSN 111222333"})
    assert numbered.status_code == 422
    assert "burgerservicenummer" in numbered.text


def test_the_road_by_the_pages(working: Working, gemeente_officer: Person) -> None:
    browser = gemeente_officer.browser
    assert "Voeg een financier toe" in browser.get("/verantwoording").text
    told = {"name": "Kansfonds", "format_key": "algemeen", "due_on": "1-2-2027", "budget": "40.000"}
    assert browser.post("/verantwoording/financiers/nieuw", told).status_code == 303
    listed = browser.get("/verantwoording").text
    assert "Kansfonds" in listed
    assert "€ 40.000" in listed.replace("\xa0", " ")
    form = browser.get("/verantwoording/nieuw").text
    [chosen] = re.findall(r'value="([^"]+)"[^>]*>Kansfonds', form)
    answer = browser.post("/verantwoording/nieuw", {"funder": chosen, "period": "2026-2"})
    assert answer.status_code == 303
    page = answer.location
    money = {"budget_travel": "100", "spent_travel": "80,50", "file_kind": "xlsx"}
    assert browser.post(page, money | {"w_summary": "Rustig."}).status_code == 303
    shown = browser.get(page).text.replace("\xa0", " ")
    assert "€ 80,50" in shown
    assert "Rustig." in shown
    assert "Maak eerst het bestand" in browser.get(f"{page}/indienen").text
    assert browser.get(f"{page}/bestand").status_code == 404
    assert browser.post(f"{page}/weg", page=page).status_code == 303
    assert browser.get(page).status_code == 404
    wrong = {"funder": chosen, "period": "2019"}
    assert browser.post("/verantwoording/nieuw", wrong).status_code == 422


def test_who_may(
    working: Working, coordinator: Person, gemeente_officer: Person, admin: Person
) -> None:
    assert coordinator.browser.get("/verantwoording").status_code == 403
    assert gemeente_officer.browser.get("/succesverhalen").status_code == 403
    with working(coordinator.actor) as work:
        story_id = write_story(work, STORY)
    assert gemeente_officer.browser.get(f"/succesverhalen/{story_id}").status_code == 403
    with working(admin.actor) as work:
        report_id = begun(work)
    shown = gemeente_officer.browser.get(f"/verantwoording/{report_id}").text
    assert "Adem" in shown
    assert "de moeder" not in shown


def test_a_strangers_report_is_not_there(
    app: Flask, office: Office, tenant: TenantContext, make_tenant: Any, working: Working,
    admin: Person,
) -> None:  # fmt: skip
    with working(admin.actor) as work:
        report_id = begun(work)
        funder_id = work.find(FundingReport, report_id).funder_id
    rendered(working, report_id, admin.actor)
    stranger = hire(app, office, make_tenant(), Role.ADMIN)
    for path in (f"/{report_id}", f"/{report_id}/bestand", f"/financiers/{funder_id}"):
        assert stranger.browser.get(f"/verantwoording{path}").status_code == 404
    with office.work(tenant, admin.actor) as work:
        assert work.session.scalar(select(func.count(FundingFile.id))) == 1
    with pytest.raises(NotFound), office.work(make_tenant()) as work:
        begin_report(work, funder_id, *YEAR)


def test_a_story_by_the_pages(working: Working, coordinator: Person) -> None:
    browser = coordinator.browser
    with working() as work:
        make_family(work, FamilyRole.ASKING, "Aydin-de Wit")
    told = {"title": "Adem", "text": "Er is lucht.", "consent_on": "1-11-2026"}
    missing = browser.post("/succesverhalen/nieuw", told)
    assert missing.status_code == 422
    assert "wie toestemming gaf" in missing.text
    named = browser.post("/succesverhalen/nieuw", told | {"consent_of": "mevrouw Aydin"})
    assert named.status_code == 422
    assert 'name="checked"' in named.text
    assert (
        browser.post("/succesverhalen/nieuw", told | {"consent_of": "de moeder"}).status_code == 303
    )
    listed = browser.get("/succesverhalen").text
    assert "Mag verteld worden" in listed
    path = listed.split('href="/succesverhalen/')[2].split('"')[0]
    path = f"/succesverhalen/{path}"
    assert "de moeder" in browser.get(path).text
    later = browser.post(path, told | {"consent_of": "x", "consent_on": "1-12-2026"})
    assert later.status_code == 422
    assert browser.post(f"{path}/intrekken", page=path).status_code == 303
    assert "Ingetrokken" in browser.get("/succesverhalen").text
    assert browser.post(path, told, page="/succesverhalen/nieuw").status_code == 422
    with pytest.raises(MayIdentify), working(coordinator.actor) as work:
        write_story(work, StoryNote("Aydin-de Wit", "x"))


def test_the_lists_ask_a_constant_number_of_questions(
    office: Office, working: Working, admin: Person
) -> None:
    counts = []
    for _round in range(2):
        with working(admin.actor) as work:
            for _number in range(3):
                begun(work)
        with statements_of(office.database) as sent:
            admin.browser.get("/verantwoording")
        counts.append(len(sent))
    assert counts[0] == counts[1]


def test_what_is_not_ones_own_cannot_be_chosen(
    app: Flask, office: Office, make_tenant: Any, working: Working, admin: Person,
    coordinator: Person,
) -> None:  # fmt: skip
    """Neither a story of another tenant, nor one without consent, nor a lesson not marked."""
    there = make_tenant()
    with office.work(there) as work:
        foreign = write_story(work, STORY)
    with working(coordinator.actor) as work:
        write_story(work, STORY)
        silent = write_story(work, StoryNote("Nog niet", "Geen toestemming."))
        unmarked = note_lesson(work, LessonNote(LessonKind.GOOD, "Dit blijft hier.", "week"))
    with working(admin.actor) as work:
        take_along(work, note_lesson(work, LessonNote(LessonKind.GOOD, "Mee.", "week")), taken=True)
        report_id = begun(work)
    path = f"/verantwoording/{report_id}"
    for name, value in (("stories", foreign), ("stories", silent), ("lessons", unmarked)):
        answer = admin.browser.post(path, {"file_kind": "pdf", name: str(value)})
        assert answer.status_code == 422
    with working(admin.actor) as work:
        save_draft(work, report_id, Draft({}, {}, (unmarked,), (foreign, silent)))
        report = read_page(work, report_id).report
    assert (report.lessons, report.stories) == ((), ())
