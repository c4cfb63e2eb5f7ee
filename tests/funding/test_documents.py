"""What a report is laid out from: read back by others, whatever people typed."""

from datetime import date
from io import BytesIO

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from core.funding.formats import FileKind, Formats, ReportFormat, ReportQuestion, make_file
from core.funding.frozen import from_json, to_json
from core.funding.gathering import closed_as_of
from core.funding.general import GENERAL, render
from core.funding.report import (
    Money,
    MoneyLine,
    People,
    Report,
)
from core.funding.sections import Bullets, Document, Euro, Heading, Paragraph, Percent, Table
from core.funding.since import since
from tests.funding.samples import DAY, REPORT
from tests.spreadsheets.open_again import formulas_in

texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=30)


def test_what_was_frozen_is_read_as_it_was() -> None:
    assert from_json(Report, to_json(REPORT)) == REPORT
    assert REPORT.answer("summary") == "Goed."
    assert REPORT.answer("unknown") == ""


@settings(max_examples=20, deadline=None)
@given(st.lists(texts, max_size=3), st.none() | st.integers(0, 10**12))
def test_any_words_are_frozen(words: list[str], cents: int | None) -> None:
    money = Money(tuple(MoneyLine(one, 1, 2) for one in words), 1) if words else None
    told = Report(**{name: getattr(REPORT, name) for name in REPORT.__slots__}
                  | {"money": money, "grant_cents": cents})  # fmt: skip
    assert from_json(Report, to_json(told)) == told


def test_something_else_is_refused() -> None:
    with pytest.raises(ValueError, match="no object"):
        from_json(Report, "[]")


@pytest.mark.parametrize("kind", list(FileKind))
def test_every_chapter_in_every_file(kind: FileKind) -> None:
    made = render(None, REPORT, kind)
    assert made.name == f"verslag-buurtgezinnen-rhenen-2026.{kind.value}"
    assert made.content[:2] == (b"%P" if kind is FileKind.PDF else b"PK")


def words(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(BytesIO(content)).paragraphs]


@settings(max_examples=8, deadline=None)
@given(text=st.one_of(texts, st.sampled_from(["=1+1", "@x", "{{ 7*7 }}", "<w:t>", "-1"])))
def test_what_people_type_stays_text(text: str) -> None:
    parts = (Heading(text), Paragraph(text), Bullets((text,)),
             Table("T", ("Wat", "Hoeveel"), ((text, Euro(150)), ("b", Percent(0.5)))))  # fmt: skip
    document = Document("Titel", "Onder", "Wie", DAY, "titel", parts)
    word = make_file(document, "docx")
    plain = "".join(letter for letter in text if letter.isprintable())
    assert any(plain in "".join(c for c in one if c.isprintable()) for one in words(word.content))
    for kind in ("xlsx", "ods"):
        made = make_file(document, kind)
        assert formulas_in(made.content, kind) == 0
        book = CalamineWorkbook.from_filelike(BytesIO(made.content))
        assert book.get_sheet_by_name("T").to_python()[1][1] == 1.5


def test_the_end_of_a_half_year_that_is_over() -> None:
    today = date(2026, 11, 23)
    assert closed_as_of(date(2026, 6, 30), today) == date(2026, 6, 30)
    assert closed_as_of(date(2026, 12, 31), today) == date(2026, 6, 30)
    assert closed_as_of(date(2026, 3, 15), today) == date(2025, 12, 31)


def test_formats_are_known_once() -> None:
    formats = Formats([GENERAL])
    assert formats.find("algemeen") is GENERAL
    assert formats.find("x") is None
    with pytest.raises(ValueError, match="already"):
        formats.add(GENERAL)
    with pytest.raises(ValueError, match="kind of file"):
        ReportFormat("x", "X", "X", (), render)
    twice = ReportQuestion("a", "A")
    with pytest.raises(ValueError, match="question"):
        ReportFormat("x", "X", "X", ("pdf",), render, (twice, twice))


def test_a_few_children_more_are_not_told() -> None:
    def with_children(count: int) -> Report:
        people = People(40, 50, 22, 24, count)
        return Report(**{n: getattr(REPORT, n) for n in REPORT.__slots__} | {"people": people})

    few, many = (since(with_children(20), DAY, with_children(n)).changes for n in (23, 40))
    assert few == ()
    assert [(one.before, one.now) for one in many] == [("20", "40")]
