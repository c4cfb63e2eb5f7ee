"""A report as a PDF: tagged (PDF/UA-1), with title, language and date."""

from importlib.resources import files
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
    from core.documents.pdf import Json

COLOUR = "#1a6341"
"""Dark enough for white letters."""


def pdf_bytes(document: Document, colour: str = COLOUR) -> bytes:
    """The document as PDF/UA-1; equal documents, equal bytes. Raises PdfError."""
    from core.documents.pdf import make_pdf  # typesetting: seven megabytes, for who makes a PDF

    template = files("core.funding").joinpath("report.typ").read_text(encoding="utf-8")
    data: dict[str, Json] = {
        "colour": colour,
        "subtitle": document.subtitle,
        "author": document.author,
        "parts": [_told(part) for part in document.parts],
    }
    return make_pdf(template, data, title=document.title, author=document.author, on=document.on)


def _told(part: Part) -> "dict[str, Json]":
    match part:
        case Heading():
            return {"kind": "heading", "text": part.text, "level": part.level}
        case Paragraph():
            return {"kind": "paragraph", "text": part.text}
        case Bullets():
            return {"kind": "bullets", "items": list(part.items)}
        case KeyFigures():
            items: list[Json] = [
                {"label": one.label, "value": one.value, "note": one.note} for one in part.items
            ]
            return {"kind": "figures", "items": items}
        case Table():
            return _table(part)


def _table(part: Table) -> "dict[str, Json]":
    return {
        "kind": "table",
        "caption": part.caption,
        "header": list(part.header),
        "numeric": [part.is_numeric(column) for column in range(len(part.header))],
        "rows": [[shown(cell) for cell in row] for row in part.rows],
        "foot": [shown(cell) for cell in part.foot or ()],
    }
