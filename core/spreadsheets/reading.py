"""A file to a table: `read_table(content, filename)`."""

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from typing import Any, Final

import python_calamine

from core.errors import Refused
from core.spreadsheets import limits
from core.spreadsheets.cells import Cell
from core.spreadsheets.csv_text import read_csv
from core.spreadsheets.table import Row, Table
from core.spreadsheets.workbooks import check_workbook
from core.wording import _

KINDS: Final = (".csv", ".xlsx", ".ods")
"""The ends of the names of files that can be read."""
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"
_ZIP: Final = b"PK\x03\x04"

__all__ = ["KINDS", "Row", "Table", "read_table"]


def read_table(content: bytes, filename: str) -> Table:
    """Read a CSV, XLSX or ODS file: the first sheet that is not empty.

    The first line with something in it is the header; columns without a name get one ("Kolom 3")
    when anything stands below. Empty rows are left out and the others keep their line numbers.
    Numbers and dates of a workbook stay numbers and dates. Raises Refused (field "file").
    """
    limits.check_size(content)
    lines = _lines(content, filename)
    first = next((number for number, line in enumerate(lines) if any(map(_filled, line))), None)
    if first is None:
        raise Refused(_("Dit bestand is leeg. Kies een bestand met een tabel."), "file")
    rows = [
        Row(number, tuple(line))
        for number, line in enumerate(lines[first + 1 :], first + 2)
        if any(map(_filled, line))
    ]
    if len(rows) > limits.MOST_ROWS:
        raise limits.too_many_rows()
    return _even(lines[first], rows)


def _filled(cell: Cell) -> bool:
    return cell is not None and (not isinstance(cell, str) or bool(cell.strip()))


def _even(header: Sequence[Cell], rows: Sequence[Row]) -> Table:
    """Give every row as many cells as the header has names."""
    width = max(map(_width, [tuple(header), *(row.cells for row in rows)]))
    if width > limits.MOST_COLUMNS:
        raise limits.too_many_columns()
    names = _names([_name(header, column) for column in range(width)])
    even = (Row(r.line, (*r.cells, *[None] * (width - len(r.cells)))[:width]) for r in rows)
    return Table(names, tuple(even))


def _width(cells: Sequence[Cell]) -> int:
    return max((number for number, cell in enumerate(cells, 1) if _filled(cell)), default=0)


def _name(header: Sequence[Cell], column: int) -> str:
    told = str(header[column]) if column < len(header) and header[column] is not None else ""
    return " ".join(told.split()) or _("Kolom %(number)s", number=column + 1)


def _names(told: Iterable[str]) -> tuple[str, ...]:
    """Every column has a name of its own: the second "Kind" is "Kind (2)"."""
    names: list[str] = []
    taken: set[str] = set()
    for name in told:
        one, number = name, 1
        while one.casefold() in taken:
            number += 1
            one = f"{name} ({number})"
        taken.add(one.casefold())
        names.append(one)
    return tuple(names)


def _lines(content: bytes, filename: str) -> list[list[Cell]]:
    if content.startswith(_OLD_OFFICE):
        raise Refused(
            _(
                "Dit is een oud Excel-bestand, of er zit een wachtwoord op. Haal het wachtwoord "
                "eraf, sla het op als XLSX en kies dat bestand."
            ),
            "file",
        )
    if content.startswith(_ZIP):
        return _of_workbook(content)
    if not filename.lower().endswith((".csv", ".txt", ".tsv")) or content.startswith(b"%PDF"):
        raise limits.unreadable()
    return [list(line) for line in read_csv(content)]


def _of_workbook(content: bytes) -> list[list[Cell]]:
    check_workbook(content)
    try:
        book = python_calamine.load_workbook(io.BytesIO(content))
        for number in range(len(book.sheet_names)):
            lines = book.get_sheet_by_index(number).to_python(skip_empty_area=False)
            if any(value != "" for line in lines for value in line):
                return [[_cell(value) for value in line] for line in lines]
    except python_calamine.PasswordError:
        raise Refused(
            _("Op dit bestand zit een wachtwoord. Haal het eraf en kies het bestand opnieuw."),
            "file",
        ) from None
    except (python_calamine.CalamineError, OSError, ValueError):
        raise limits.unreadable() from None
    return []


def _cell(value: Any) -> Cell:
    match value:
        case "":
            return None
        case float() if value == int(value) and abs(value) < 1e15:
            return int(value)
        case dt.datetime() if value.time() == dt.time():
            return value.date()
        case dt.timedelta():
            return str(value)
        case str():
            return value[: limits.LONGEST_TEXT]
        case _:
            cell: Cell = value
            return cell
