"""A report as a Word document, with real headings, lists and table headers."""

import io
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from core.funding.sections import (
    Bullets,
    Document,
    Heading,
    KeyFigures,
    Paragraph,
    Part,
    Table,
    shown,
)

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.table import Table as WordTable

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
GRID = "Table Grid"


def docx_bytes(document: Document) -> bytes:
    """The document as DOCX; what people typed is text in it and nothing else."""
    import docx  # fifteen megabytes, for who makes one

    word = docx.Document()
    about = word.core_properties
    about.title, about.author = _clean(document.title), _clean(document.author)
    about.language, about.comments = "nl-NL", ""
    day = document.on
    about.created = about.modified = datetime(day.year, day.month, day.day, tzinfo=UTC)
    _speak_dutch(word)
    word.add_heading(_clean(document.title), 0)
    word.add_paragraph(_clean(document.subtitle))
    for part in document.parts:
        _add(word, part)
    made = io.BytesIO()
    word.save(made)
    return made.getvalue()


def _speak_dutch(word: "Word") -> None:
    """Say the language of the text, so that it is read aloud and checked as Dutch."""
    from docx.oxml.ns import qn

    for language in word.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "nl-NL")


def _add(word: "Word", part: Part) -> None:
    match part:
        case Heading():
            word.add_heading(_clean(part.text), part.level)
        case Paragraph():
            word.add_paragraph(_clean(part.text))
        case Bullets():
            for item in part.items:
                word.add_paragraph(_clean(item), style="List Bullet")
        case KeyFigures():
            rows = tuple((one.label, one.value, one.note) for one in part.items)
            _add_table(word, Table("", ("Wat", "Aantal", "Toelichting"), rows))
        case Table():
            word.add_paragraph(_clean(part.caption), style="Caption")
            _add_table(word, part)


def _add_table(word: "Word", part: Table) -> None:
    table = word.add_table(rows=1, cols=len(part.header))
    table.style = word.styles[GRID]
    for cell, text in zip(table.rows[0].cells, part.header, strict=True):
        cell.paragraphs[0].add_run(_clean(text)).bold = True
    _repeat_header(table)
    for row in part.all_rows:
        _add_row(table, part, [shown(cell) for cell in row], is_foot=row is part.foot)


def _add_row(table: "WordTable", part: Table, texts: list[str], *, is_foot: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    cells = table.add_row().cells  # type: ignore[no-untyped-call]
    for number, (cell, text) in enumerate(zip(cells, texts, strict=True)):
        paragraph = cell.paragraphs[0]
        paragraph.add_run(_clean(text)).bold = is_foot
        if part.is_numeric(number):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _repeat_header(table: "WordTable") -> None:
    """Mark the first row as a header: screen readers say it, and each page shows it."""
    from docx.oxml import OxmlElement

    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))


def _clean(text: str) -> str:
    return _CONTROL.sub("", text)
