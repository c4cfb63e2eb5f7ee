"""A table to a file: `write_table(title, header, rows, kind)`.

A text that begins with = + - @ stays a text in every format; numbers and dates stay what they
are. Everything is made in memory: nothing of it ever stands on a disk.
"""

import csv
import datetime as dt
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal
from xml.sax.saxutils import escape

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from core.spreadsheets.cells import Cell, guarded, looks_like_formula

Kind = Literal["csv", "xlsx", "ods"]
KINDS: Final[tuple[Kind, ...]] = ("csv", "xlsx", "ods")
MEDIA_TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "zip": "application/zip",
}
MOST_TEXT: Final = 32_000
"""A cell of Excel holds no more; the rest is left off and marked with …"""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_WIDEST: Final = 48


@dataclass(frozen=True, slots=True)
class TableFile:
    """A file to hand out."""

    content: bytes
    media_type: str
    name: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table with its title."""

    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def write_table(
    title: str, header: Sequence[str], rows: Iterable[Sequence[Cell]], kind: Kind
) -> TableFile:
    """One table as a file; its name comes from the title."""
    return write_sheets(title, [Sheet(title, header, list(rows))], kind)


def write_sheets(title: str, sheets: Sequence[Sheet], kind: Kind) -> TableFile:
    """Several tables as one workbook; as CSV, more than one come in a zip."""
    tidy = [_tidy(sheet) for sheet in sheets]
    stem = file_stem(title)
    if kind == "xlsx":
        return TableFile(_xlsx(tidy), MEDIA_TYPES[kind], f"{stem}.xlsx")
    if kind == "ods":
        return TableFile(_ods(tidy), MEDIA_TYPES[kind], f"{stem}.ods")
    if len(tidy) == 1:
        return TableFile(_csv(tidy[0]), MEDIA_TYPES[kind], f"{stem}.csv")
    return TableFile(_zip(tidy), MEDIA_TYPES["zip"], f"{stem}.zip")


def file_stem(title: str) -> str:
    """A name for a file from a title: small letters, figures and dashes."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60] or "tabel"


def _tidy(sheet: Sheet) -> Sheet:
    return Sheet(
        sheet.title,
        [_writable(name) for name in sheet.header],
        [[_clean(cell) for cell in row] for row in sheet.rows],
    )


def _clean(cell: Cell) -> Cell:
    return _writable(cell) if isinstance(cell, str) else cell


def _writable(text: str) -> str:
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text if len(text) <= MOST_TEXT else f"{text[: MOST_TEXT - 1]}…"


def _csv(sheet: Sheet) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([guarded(name) for name in sheet.header])
    for row in sheet.rows:
        writer.writerow([_in_csv(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def _in_csv(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case str():
            return guarded(cell)
        case bool():
            return "ja" if cell else "nee"
        case float():
            return str(cell).replace(".", ",")
        case dt.datetime():
            return cell.isoformat(" ", "minutes")
        case dt.time():
            return cell.isoformat("minutes")
        case _:
            return str(cell)


def _zip(sheets: Sequence[Sheet]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for sheet, name in zip(sheets, _names([s.title for s in sheets]), strict=True):
            archive.writestr(f"{file_stem(name)}.csv", _csv(sheet))
    return out.getvalue()


def _names(titles: Iterable[str]) -> list[str]:
    """Names that Excel takes for sheets, each once."""
    names: list[str] = []
    for title in titles:
        plain = re.sub(r"[\[\]:*?/\\']", " ", title).strip()[:28] or "Blad"
        taken = {name.casefold() for name in names}
        number, name = 1, plain
        while name.casefold() in taken:
            number += 1
            name = f"{plain} {number}"
        names.append(name)
    return names


# --- XLSX


@dataclass(frozen=True, slots=True)
class _Looks:
    head: Format
    date: Format
    moment: Format
    time: Format
    typed: Format
    """For a text that looks like a formula: it stays a text when somebody edits the cell."""


def _xlsx(sheets: Sequence[Sheet]) -> bytes:
    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        looks = _Looks(
            book.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
            book.add_format({"num_format": "d-m-yyyy"}),
            book.add_format({"num_format": "d-m-yyyy h:mm"}),
            book.add_format({"num_format": "h:mm"}),
            book.add_format({"quote_prefix": True}),
        )
        for sheet, name in zip(sheets, _names([s.title for s in sheets]), strict=True):
            _fill(book.add_worksheet(name), sheet, looks)
    return out.getvalue()


def _fill(page: Worksheet, sheet: Sheet, looks: _Looks) -> None:
    page.freeze_panes(1, 0)
    for column, name in enumerate(sheet.header):
        page.write_string(0, column, name, looks.head)
        page.set_column(column, column, _column_width(sheet, column))
    for number, row in enumerate(sheet.rows, 1):
        for column, cell in enumerate(row):
            _write(page, number, column, cell, looks)


def _column_width(sheet: Sheet, column: int) -> int:
    seen = [len(str(row[column])) for row in sheet.rows[:50] if column < len(row)]
    return min(max([len(sheet.header[column]), *seen, 8]) + 2, _WIDEST)


def _write(page: Worksheet, row: int, column: int, cell: Cell, looks: _Looks) -> None:
    match cell:
        case None | "":
            return
        case str():
            page.write_string(row, column, cell, looks.typed if looks_like_formula(cell) else None)
        case bool():
            page.write_boolean(row, column, cell)
        case int() | float():
            page.write_number(row, column, cell)
        case dt.datetime():
            page.write_datetime(row, column, cell.replace(tzinfo=None), looks.moment)
        case dt.time():
            page.write_datetime(row, column, cell.replace(tzinfo=None), looks.time)
        case dt.date():
            page.write_datetime(row, column, cell, looks.date)


# --- ODS: the package comes from odfdo, the rows are written at once (a cell as an object each
# takes thirty times as long).

_CONTENT_HEAD: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    ' xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"'
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    ' office:version="1.3"><office:automatic-styles>'
    '<number:date-style style:name="day"><number:day/><number:text>-</number:text><number:month/>'
    '<number:text>-</number:text><number:year number:style="long"/></number:date-style>'
    '<style:style style:name="date" style:family="table-cell" style:data-style-name="day"/>'
    '<style:style style:name="head" style:family="table-cell">'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
    "</office:automatic-styles><office:body><office:spreadsheet>"
)
_CONTENT_TAIL: Final = "</office:spreadsheet></office:body></office:document-content>"
_SPACES = re.compile(r" {2,}|^ | $")


def _ods(sheets: Sequence[Sheet]) -> bytes:
    parts = [_CONTENT_HEAD]
    for sheet, name in zip(sheets, _names([s.title for s in sheets]), strict=True):
        parts.append(f'<table:table table:name="{_attribute(name)}">')
        parts.append(_ods_row(sheet.header, ' table:style-name="head"'))
        parts.extend(_ods_row(row) for row in sheet.rows)
        parts.append("</table:table>")
    parts.append(_CONTENT_TAIL)
    import odfdo  # ten megabytes that a worker without such a file never needs

    document = odfdo.Document("spreadsheet")
    package = document.container
    assert package is not None  # noqa: S101 (a new document has one)
    package.set_part("content.xml", "".join(parts).encode())
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _ods_row(row: Sequence[Cell], style: str = "") -> str:
    cells = "".join(_ods_cell(cell, style) for cell in row) or "<table:table-cell/>"
    return f"<table:table-row>{cells}</table:table-row>"


def _ods_cell(cell: Cell, style: str) -> str:
    match cell:
        case None | "":
            return "<table:table-cell/>"
        case str():
            told = "".join(f"<text:p>{_ods_text(line)}</text:p>" for line in cell.split("\n"))
            return f'<table:table-cell{style} office:value-type="string">{told}</table:table-cell>'
        case bool():
            kind = f'boolean" office:boolean-value="{str(cell).lower()}'
        case int() | float():
            kind = f'float" office:value="{cell}'
        case dt.time():
            kind = f'time" office:time-value="PT{cell.hour:02}H{cell.minute:02}M{cell.second:02}S'
        case _:
            style = ' table:style-name="date"'
            kind = f'date" office:date-value="{_ods_moment(cell)}'
    return f'<table:table-cell{style} office:value-type="{kind}"/>'


def _ods_moment(cell: dt.date) -> str:
    if isinstance(cell, dt.datetime):
        return cell.replace(tzinfo=None).isoformat(timespec="seconds")
    return cell.isoformat()


def _ods_text(line: str) -> str:
    spaced = _SPACES.sub(lambda found: f"\x00{len(found[0])}\x01", line)
    safe = escape(spaced).replace("\t", "<text:tab/>")
    return re.sub("\x00(\\d+)\x01", r'<text:s text:c="\1"/>', safe)


def _attribute(text: str) -> str:
    return escape(text, {'"': "&quot;"})
