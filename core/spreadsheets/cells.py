"""What stands in a cell, and how it is said in a text."""

import datetime as dt
import re
from typing import Final

Cell = str | int | float | bool | dt.date | dt.datetime | dt.time | None

FORMULA_SIGNS: Final = "=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20"
"""With these a spreadsheet takes a text for a formula; the last four are full-width."""
_LIKE_FORMULA = re.compile(rf"'*[\s\ufeff\u200b]*[{FORMULA_SIGNS}]")
_GUARDED = re.compile(rf"'+[\s\ufeff\u200b]*[{FORMULA_SIGNS}]")


def guarded(text: str) -> str:
    """Return a text as a CSV file may hold it: with ' in front where a formula would begin."""
    return f"'{text}" if _LIKE_FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """Return a text from a CSV file without the sign that `guarded` put in front."""
    return text[1:] if _GUARDED.match(text) else text


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet would take a typed text for a formula."""
    return bool(_LIKE_FORMULA.match(text))


def text_of(cell: Cell) -> str:
    """Return a cell as somebody would type it: 4-12-2026, 14.30, 2,5, ja."""
    match cell:
        case None:
            return ""
        case bool():
            return "ja" if cell else "nee"
        case float():
            return f"{cell:g}".replace(".", ",") if cell != int(cell) else str(int(cell))
        case dt.datetime() if cell.time() != dt.time():
            return f"{_day(cell)} {cell.hour}.{cell.minute:02}"
        case dt.date():
            return _day(cell)
        case dt.time():
            return f"{cell.hour}.{cell.minute:02}"
        case _:
            return str(cell)


def _day(date: dt.date) -> str:
    return f"{date.day}-{date.month}-{date.year}"
