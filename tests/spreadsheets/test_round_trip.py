"""What is written can be read again, here and by others, and no text becomes a formula."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.spreadsheets.cells import Cell, text_of
from core.spreadsheets.reading import read_table
from core.spreadsheets.writing import KINDS, Sheet, write_sheets, write_table
from tests.spreadsheets.open_again import formulas_in, texts_in

NASTY = [
    "=1+1", "+31612345678", "-5", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠x", " =1",
    "'=1", "''@x", "'s avonds", '=HYPERLINK("http://x";"y")', "a;b", 'a"b', "a,b", "_x0041_",
]  # fmt: skip
MOMENT = dt.datetime(2026, 12, 4, 14, 30)  # noqa: DTZ001 (a cell has no zone)
words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=20)
texts = st.one_of(
    st.sampled_from(NASTY), words, st.builds("{}{}".format, st.sampled_from("=+-@'"), words)
)
cells = st.one_of(
    texts,
    st.integers(-(10**9), 10**9),
    st.floats(-1e6, 1e6, allow_nan=False).map(lambda n: round(n, 3)),
    st.dates(dt.date(1901, 1, 1), dt.date(2100, 1, 1)),
    st.booleans(),
    st.none(),
)


def same(written: Any, read: Any) -> bool:
    if isinstance(written, str):
        return written.strip("\r\n\t \ufeff") == text_of(read).strip("\r\n\t \ufeff") or (
            not written.strip() and read is None
        )
    if written is None:
        return read in (None, "")
    return bool(written == read)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=40, deadline=None)
@given(rows=st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=6))
def test_round_trip(kind: Any, rows: list[tuple[Any, ...]]) -> None:
    rows = [("eerste", *row) for row in rows]
    file = write_table("Gezinnen", ["a", "=b", "c", "d"], rows, kind)
    table = read_table(file.content, file.name)
    assert table.header == ("a", "=b", "c", "d")
    assert [row.line for row in table.rows] == list(range(2, len(rows) + 2))
    for written, read in zip(rows, table.rows, strict=True):
        for one, other in zip(written, read.cells, strict=True):
            if kind == "csv" and not isinstance(one, str):
                continue
            assert same(one, other), (one, other)
    assert formulas_in(file.content, kind) == 0


@pytest.mark.parametrize("kind", KINDS)
def test_no_text_becomes_a_formula(kind: Any) -> None:
    file = write_table("Lijst", NASTY, [NASTY, [f"{n}x" for n in NASTY]], kind)
    assert formulas_in(file.content, kind) == 0
    if kind != "csv":
        shown = texts_in(file.content, kind)
        assert "=1+1" in shown and "+31612345678" in shown and "＝1" in shown


@pytest.mark.parametrize("kind", KINDS)
def test_numbers_and_dates_stay_what_they_are(kind: Any) -> None:
    row: list[Cell] = [-5, 2.5, dt.date(2026, 12, 4), True, None, MOMENT]
    file = write_table("Lijst", list("abcdef"), [row], kind)
    read = read_table(file.content, file.name).rows[0]
    if kind == "csv":
        assert read.texts == ("-5", "2,5", "2026-12-04", "ja", "", "2026-12-04 14:30")
    else:
        assert read.cells == tuple(row)
        assert read.texts == ("-5", "2,5", "4-12-2026", "ja", "", "4-12-2026 14.30")


def test_several_tables() -> None:
    sheets = [Sheet("Gezinnen", ["a"], [["x"]]), Sheet("Gezinnen", ["b"], [["y"]])]
    assert write_sheets("Alles", sheets, "csv").name == "alles.zip"
    for kind in ("xlsx", "ods"):
        file = write_sheets("Alles van Rhénen", sheets, kind)
        assert file.name == f"alles-van-rhenen.{kind}"
        assert read_table(file.content, file.name).header == ("a",)
