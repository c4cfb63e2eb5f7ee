"""Reports to who pays: figures as the pages show them, frozen when they are handed in."""

from datetime import date
from io import BytesIO
from typing import Any
from uuid import UUID

import docx
import pytest
from flask import Flask
from pypdf import PdfReader
from python_calamine import CalamineWorkbook
from sqlalchemy import Engine, text
from sqlalchemy.exc import ProgrammingError

from core.accounts.models import Role
from core.errors import NotFound, Refused
from core.families.models import FamilyRole
from core.figures.overview import overview
from core.funding import offered
from core.funding.files import open_file
from core.funding.formats import Rendered, ReportFormat
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


def words_of(file: Rendered) -> str:
    """Everything in a file, by a reader that is not ours."""
    kind = file.name.rpartition(".")[2]
    if kind == "pdf":
        return " ".join(page.extract_text() for page in PdfReader(BytesIO(file.content)).pages)
    if kind == "docx":
        word = docx.Document(BytesIO(file.content))
        cells = [c.text for table in word.tables for row in table.rows for c in row.cells]
        return "\n".join([p.text for p in word.paragraphs] + cells)
    book = CalamineWorkbook.from_filelike(BytesIO(file.content))
    rows = [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]
    return "\n".join(" ".join(str(cell) for cell in row) for row in rows)


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
