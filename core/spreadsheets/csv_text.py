"""CSV as people save it: any usual encoding, any usual delimiter."""

import csv
import io
from typing import Final

from core.spreadsheets.cells import unguarded
from core.spreadsheets.limits import (
    MOST_COLUMNS,
    MOST_ROWS,
    too_many_columns,
    too_many_rows,
    unreadable,
)

_DELIMITERS: Final = ";,\t"
_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_BLANK_LINES: Final = 1_000


def read_csv(content: bytes) -> list[list[str]]:
    """The lines of a CSV file with their cells; raises Refused."""
    text = decoded(content)
    text, said = _without_sep(text)
    lines: list[list[str]] = []
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=said or _delimiter(text))
        for cells in reader:
            lines.append([unguarded(cell) for cell in cells])
            if len(lines) > MOST_ROWS + _BLANK_LINES:
                raise too_many_rows()
            if len(cells) > MOST_COLUMNS and any(cells[MOST_COLUMNS:]):
                raise too_many_columns()
    except csv.Error:
        raise unreadable() from None
    return [[], *lines] if said else lines


def decoded(content: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 or Windows-1252."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decode(content, encoding)
    if (wide := _wide(content)) is not None:
        return _decode(content, wide)
    if b"\x00" in content:
        raise unreadable()
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _decode(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding).replace("\x00", "")
    except UnicodeDecodeError:
        raise unreadable() from None


def _wide(content: bytes) -> str | None:
    """UTF-16 without a mark has a zero beside nearly every Latin letter."""
    head = content[:1000]
    if head[1::2].count(0) > len(head) // 3:
        return "utf-16-le"
    return "utf-16-be" if head[0::2].count(0) > len(head) // 3 else None


def _without_sep(text: str) -> tuple[str, str]:
    """Excel's first line `sep=;` says the delimiter and is no row."""
    first, _end, rest = text.partition("\n")
    first = first.strip().lower()
    if len(first) == 5 and first.startswith("sep=") and first[4] in _DELIMITERS:
        return rest, first[4]
    return text, ""


def _delimiter(text: str) -> str:
    """The sign that parts the header in most cells; `;` when there is one column only."""
    header = next((line for line in text.splitlines() if line.strip()), "")
    parts = {sign: len(next(csv.reader([header], delimiter=sign), [])) for sign in _DELIMITERS}
    return max(_DELIMITERS, key=lambda sign: parts[sign])
