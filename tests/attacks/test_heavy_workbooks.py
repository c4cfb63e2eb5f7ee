"""Small files that would fill the memory of the one process that serves every tenant.

The reader of workbooks cannot be stopped once it began: too much ends the whole process. So each
is refused before it is read, and the readers are not called at all here.
"""

import io
import zipfile
from collections.abc import Callable

import pytest
import python_calamine

from core.errors import Refused
from core.spreadsheets.reading import read_table
from core.spreadsheets.writing import Kind, write_table

LONG = b"a" * 100_000
FAR = b'<row r="400000"><c r="XFD400000"><v>1</v></c></row></sheetData>'
SHEET = "xl/worksheets/sheet1.xml"
Change = Callable[[str, bytes], tuple[str, bytes]]


def book(kind: Kind, change: Change, **more: bytes) -> bytes:
    """A good workbook in which something was changed."""
    rows = [["q" * 9] * 30 for _row in range(30)]
    good, out = write_table("Lijst", ["a"] * 30, rows, kind).content, io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in old.namelist():
            new.writestr(*change(name, old.read(name)))
        for name, content in more.items():
            new.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def moved(to: str) -> Change:
    """The sheet reaches far, and stands where nobody expects it."""

    def change(name: str, content: bytes) -> tuple[str, bytes]:
        if name == SHEET:
            return f"xl/{to}", content.replace(b"</sheetData>", FAR)
        return name, content.replace(b"worksheets/sheet1.xml", to.encode())

    return change


def shared(name: str, content: bytes) -> tuple[str, bytes]:
    """Nine hundred cells point at one long text."""
    return name, content.replace(b"q" * 9, LONG) if name == "xl/sharedStrings.xml" else content


def repeated(name: str, content: bytes) -> tuple[str, bytes]:
    """A long text in one cell is repeated in many rows."""
    row, many = b"<table:table-row", b'<table:table-row table:number-rows-repeated="900"'
    start = content.rfind(row)
    if name == "content.xml":
        content = content[:start] + content[start:].replace(row, many).replace(b"q" * 9, LONG, 1)
    return name, content


def same(name: str, content: bytes) -> tuple[str, bytes]:
    """Nothing is changed."""
    return name, content


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (book("xlsx", moved("other/sheet1.xml")), "rijen"),
        (book("xlsx", moved("Worksheets/sheet1.xml")), "rijen"),
        (book("xlsx", moved("worksheets/sheet1.dat")), "niet lezen"),
        (book("xlsx", same, **{"content.xml": b"<a/>"}), "niet lezen"),
        (book("xlsx", same, **{"XL__Worksheets__Sheet1.xml": b"<a/>"}), "niet lezen"),
        (book("xlsx", lambda n, c: (n.replace("workbook.xml", "workbook.bin"), c)), "niet lezen"),
        (book("xlsx", shared), "te groot"),
        (book("ods", repeated), "te groot"),
        (b"a" * 140_000 + b";b\n1;2\n", "niet lezen"),
    ],
)
def test_refused_before_it_is_read(
    content: bytes, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(python_calamine, "load_workbook")
    name = "a.xlsx" if content.startswith(b"PK") else "a.csv"
    with pytest.raises(Refused, match=told):
        read_table(content, name)


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_good_one_is_read(kind: Kind) -> None:
    assert len(read_table(book(kind, same), f"a.{kind}").rows) == 30
