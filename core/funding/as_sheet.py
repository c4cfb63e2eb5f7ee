"""A report as a workbook: the words and key figures on the first sheet, each table on its own."""

from core.funding.sections import (
    Bullets,
    Cell,
    Document,
    Euro,
    Heading,
    KeyFigures,
    Paragraph,
    Part,
    Percent,
    Table,
    shown,
)
from core.spreadsheets.cells import Cell as Written
from core.spreadsheets.writing import Kind, Sheet, write_sheets

WORDS = "Verslag"


def sheet_bytes(document: Document, kind: Kind) -> bytes:
    """The document as XLSX or ODS; a text that looks like a formula stays a text."""
    words: list[tuple[Written, ...]] = [(document.subtitle,)]
    for part in document.parts:
        words += _lines(part)
    tables = [part for part in document.parts if isinstance(part, Table)]
    sheets = [Sheet(WORDS, (document.title, "", ""), words)]
    sheets += [Sheet(t.caption, t.header, [_row(row) for row in t.all_rows]) for t in tables]
    return write_sheets(document.title, sheets, kind).content


def _lines(part: Part) -> list[tuple[Written, ...]]:
    match part:
        case Heading():
            return [(), (part.text,)]
        case Paragraph():
            return [(part.text,)]
        case Bullets():
            return [(item,) for item in part.items]
        case KeyFigures():
            return [(one.label, _number(one.value), one.note) for one in part.items]
        case Table():
            return [(f"Zie het blad: {part.caption}",)]


def _number(text: str) -> Written:
    """A whole number as a number, so that one can calculate with it."""
    plain = text.replace(".", "")
    return int(plain) if plain.isascii() and plain.isdecimal() else text


def _row(row: tuple[Cell, ...]) -> tuple[Written, ...]:
    return tuple(_cell(cell) for cell in row)


def _cell(cell: Cell) -> Written:
    match cell:
        case Euro():
            return cell.cents / 100
        case Percent():
            return shown(cell)
        case _:
            return cell
