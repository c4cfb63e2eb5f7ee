"""Poster, flyer and share image, read back by other programs."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
import segno
from flask import Flask
from PIL import Image
from pypdf import PdfReader

from core.recruiting.poster import Paper, Sheet, poster_pdf
from core.recruiting.qr import qr_svg
from core.recruiting.share_image import share_png
from core.web.themes import make_ramp
from tests.canary.finding import says, texts_of
from tests.documents.reading import fonts_in
from tests.fixtures_web import Browser, Working
from tests.recruiting.shown import TEXT, show

SHEET = Sheet(
    "Buurtgezinnen Voorbeeldstad", TEXT.title, TEXT.lines, TEXT.seeks, TEXT.gives,
    "Marit Hendriks", "06 00 00 00 21", "https://voorbeeldstad.example/k/jw7-s",
    date(2027, 1, 15), date(2026, 11, 23), make_ramp(220, 0.09),
)  # fmt: skip
MILLIMETRES = 72 / 25.4


def read(pdf: bytes) -> str:
    pages = PdfReader(BytesIO(pdf)).pages
    told = "".join(page.extract_text() for page in pages)
    return " ".join(told.replace("\u200b", "").split())


@pytest.mark.parametrize(("paper", "size"), [(Paper.POSTER, (210, 297)), (Paper.FLYER, (148, 210))])
def test_one_tagged_page_with_everything_on_it(
    app: Flask, paper: Paper, size: tuple[int, int]
) -> None:
    with app.app_context():
        pdf = poster_pdf(SHEET, paper)
        assert pdf == poster_pdf(SHEET, paper)
    reader = PdfReader(BytesIO(pdf))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "nl"
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    [page] = reader.pages
    for measured, wanted in zip(page.mediabox[2:], size, strict=True):
        assert abs(float(measured) - wanted * MILLIMETRES) < 1
    told = read(pdf)
    for words in (*TEXT.lines, *TEXT.seeks, *TEXT.gives, "Marit Hendriks", "06 00 00 00 21",
        "voorbeeldstad.example/k/jw7-s", "15 januari 2027"):  # fmt: skip
        assert words in told
    assert reader.metadata is not None and reader.metadata.title == TEXT.title
    assert fonts_in(pdf) == {"BricolageGrotesque-Bold", "Figtree-Regular", "Figtree-Bold"}


def test_a_long_text_stays_on_one_page(app: Flask) -> None:
    long = replace(SHEET, title=f"{TEXT.title} " * 3, lines=TEXT.lines * 8, seeks=TEXT.seeks * 5)
    with app.app_context():
        assert len(PdfReader(BytesIO(poster_pdf(long, Paper.FLYER))).pages) == 1


@pytest.mark.parametrize("width", [14, 22, 27, 32, 36, 60])
def test_the_end_of_a_short_link_is_never_broken(app: Flask, width: int) -> None:
    sheet = replace(SHEET, address=f"https://{'abcde-' * 10:.{width}}.example/k/jw7-s")
    with app.app_context():
        told = read(poster_pdf(sheet))
    assert "/k/jw7-s" in told
    assert width > 27 or sheet.address.removeprefix("https://") in told


def test_names_with_letters_from_elsewhere_are_drawn() -> None:
    """A letter that the font lacks is a box, so two of them would look the same."""
    drawn = {
        Image.open(BytesIO(share_png(letter, letter, letter, SHEET.ramp))).tobytes()
        for letter in "ŞĞČŁ"
    }
    assert len(drawn) == 4


def test_the_code_is_the_short_link() -> None:
    """The dark squares of the drawing are those of the code of this address, and of no other."""
    wanted = [list(row) for row in segno.make(SHEET.address, error="m", boost_error=False).matrix]
    assert squares(qr_svg(SHEET.address), len(wanted)) == wanted
    assert squares(qr_svg(SHEET.address + "x"), len(wanted)) != wanted


def squares(svg: str, size: int) -> list[list[int]]:
    """Draw the path of a code: `M x y`, `h` draws, `m` moves; the lines lie halfway a square."""
    found = [[0] * size for _row in range(size)]
    [path] = re.findall(r' d="([^"]+)"', svg)
    x = y = 0.0
    for step, first, second in re.findall(r"([Mmh])(-?[\d.]+)(?:[ ,]?(-?[\d.]+))?", path):
        if step == "h":
            for column in range(int(x), int(x + float(first))):
                if 0 <= column - 2 < size and 0 <= int(y) - 2 < size:
                    found[int(y) - 2][column - 2] = 1
            x += float(first)
        else:
            x, y = (0.0, 0.0) if step == "M" else (x, y)
            x, y = x + float(first), y + float(second)
    return found


def test_the_papers_and_the_picture_are_fetched(visitor: Browser, working: Working) -> None:
    with working() as work:
        show(work)
    for paper in Paper:
        answer = visitor.get(f"/zoekprofielen/jw7-s/{paper}.pdf")
        assert answer.mimetype == "application/pdf"
        assert "/k/jw7-s" in read(answer.get_data())
        assert any(says("een vaste middag", text.lower()) for text in texts_of(answer.get_data()))
    answer = visitor.get("/zoekprofielen/jw7/beeld.png")
    picture = Image.open(BytesIO(answer.get_data()))
    assert (answer.mimetype, picture.size) == ("image/png", (1200, 630))
    assert picture.info["Title"] == TEXT.title
    assert any(says("een vaste middag", text.lower()) for text in texts_of(answer.get_data()))
