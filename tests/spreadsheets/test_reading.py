"""Files as people have them, and as nobody should have them."""

import io
import zipfile

import pytest

from core.errors import Refused
from core.spreadsheets import limits, workbooks
from core.spreadsheets.reading import read_table
from core.spreadsheets.writing import write_table

ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_csv_in_every_usual_form(encoding: str, delimiter: str) -> None:
    text = f'Naam{delimiter}Plaats\r\n\r\n"Bär{delimiter} José"{delimiter}’s-Graveland €\r\n'
    table = read_table(text.encode(encoding), "Lijst.CSV")
    assert table.header == ("Naam", "Plaats")
    assert table.rows[0].cells == (f"Bär{delimiter} José", "’s-Graveland €")
    assert table.rows[0].line == 3


def test_header_names() -> None:
    table = read_table(b"sep=;\nKind;;Kind\n1;2;3;4\n", "a.csv")
    assert table.header == ("Kind", "Kolom 2", "Kind (2)", "Kolom 4")
    assert table.rows[0].texts == ("1", "2", "3", "4") and table.rows[0].line == 3


def sheet(rows: str) -> bytes:
    """A workbook whose only sheet has these rows."""
    out = io.BytesIO()
    good = write_table("Lijst", ["a"], [["x"]], "xlsx").content
    with zipfile.ZipFile(io.BytesIO(good)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                start = content.index(b"<sheetData>") + len(b"<sheetData>")
                content = (
                    content[:start] + rows.encode() + content[content.index(b"</sheetData>") :]
                )
            new.writestr(name, content)
    return out.getvalue()


def open_sheet(rows: str) -> bytes:
    """An OpenDocument whose only table has these rows."""
    out = io.BytesIO()
    good = write_table("Lijst", ["a"], [["x"]], "ods").content
    with zipfile.ZipFile(io.BytesIO(good)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "content.xml":
                content = content.replace(b"</table:table>", rows.encode() + b"</table:table>")
            new.writestr(name, content)
    return out.getvalue()


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * (workbooks._MOST_UNPACKED + 1))
    return out.getvalue()


def corner(reference: str, row: int) -> str:
    return f'<row r="{row}"><c r="{reference}" t="n"><v>1</v></c></row>'


FILLED = '<table:table-cell {} office:value-type="float" office:value="1"/>'


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"", "a.csv", "leeg"),
        (b" \r\n", "a.csv", "leeg"),
        (b"x" * (limits.MOST_BYTES + 1), "a.csv", "te groot"),
        (b"%PDF-1.7", "a.csv", "niet lezen"),
        (b"\x89PNG\x00\x00", "a.xlsx", "niet lezen"),
        (b"a;b\x00;c\x00\x00", "a.csv", "niet lezen"),
        (b"\xd0\xcf\x11\xe0rest", "a.xlsx", "wachtwoord"),
        (b"PK\x03\x04rest", "a.xlsx", "niet lezen"),
        (b"a\n" + b"1\n" * (limits.MOST_ROWS + 1), "a.csv", "rijen"),
        (b";".join([b"a"] * (limits.MOST_COLUMNS + 1)), "a.csv", "kolommen"),
        (bomb(), "a.xlsx", "te groot"),
        (sheet(corner("A1048576", 1048576)), "a.xlsx", "rijen"),
        (sheet(corner("XFD1", 1)), "a.xlsx", "kolommen"),
        (sheet("<row>" + "<c><v>1</v></c>" * 300 + "</row>"), "a.xlsx", "kolommen"),
        (open_sheet('<table:table-row table:number-rows-repeated="999999">'
                    + FILLED.format("") + "</table:table-row>"), "a.ods", "rijen"),
        (open_sheet("<table:table-row>" + FILLED.format('table:number-columns-repeated="9999"')
                    + "</table:table-row>"), "a.ods", "kolommen"),
    ],
)  # fmt: skip
def test_refused(content: bytes, name: str, told: str) -> None:
    with pytest.raises(Refused, match=told) as refused:
        read_table(content, name)
    assert refused.value.field == "file"


def test_formats_far_below_are_no_rows() -> None:
    """Somebody coloured a whole column: the cells are there and hold nothing."""
    rows = '<row r="1"><c r="A1"><v>7</v></c></row><row r="2"><c r="A2"><v>8</v></c></row>'
    table = read_table(sheet(rows + '<row r="1048576"><c r="A1048576" s="1"/></row>'), "a.xlsx")
    assert [row.cells for row in table.rows] == [(8,)]


def test_entities_are_refused() -> None:
    good = open_sheet("")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "content.xml":
                content = content.replace(b"?>", b'?><!DOCTYPE x [<!ENTITY a "b">]>', 1)
            new.writestr(name, content)
    with pytest.raises(Refused, match="niet lezen"):
        read_table(out.getvalue(), "a.ods")
