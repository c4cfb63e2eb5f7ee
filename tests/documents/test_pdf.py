"""PDFs read back by another library."""

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from core.documents.pdf import REPLACEMENT, PdfError, make_pdf
from tests.documents.reading import fonts_in

TEMPLATE = "= Kop\n#data.text"
ON = date(2026, 12, 11)


def made(text: str) -> bytes:
    return make_pdf(TEMPLATE, {"text": text}, title="Proef", author="Buurtgezinnen", on=ON)


def read(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def test_it_is_tagged_dated_and_has_a_title_and_language() -> None:
    reader = PdfReader(BytesIO(made("Dag")))
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "nl"
    assert root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None and reader.metadata.title == "Proef"
    assert reader.metadata.creation_date and reader.metadata.creation_date.date() == ON
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


def test_equal_input_gives_equal_bytes() -> None:
    assert made("Dag") == made("Dag") != made("Nacht")


@pytest.mark.parametrize(
    "text",
    [
        '#import "x": y',
        "#panic()",
        "$ 1/0 $ \\ \\\\ \" ' ` ~ @label <label> *a* _b_ // c /* d */",
        '"); #read("/etc/passwd") ("',
        "= Kop\n- lijst #set page(width: 1pt)",
    ],
)
def test_what_people_type_is_never_code(text: str) -> None:
    shown = "".join(read(made(text)).split())
    for word in text.split():
        assert word in shown


def test_names_from_everywhere() -> None:
    assert "Şağlam Ğ ş č ñ ø" in read(made("Şağlam Ğ ş č ñ ø"))
    assert "Привет" in read(made("Привет"))
    assert len(made("مرحبا שלום")) > 0


def test_it_is_set_in_the_fonts_of_the_screens() -> None:
    every_latin = made("Zoë, Şağlam, Đorđević, Łukasz, Jürgen, Óscar, Fryslân, Michał *vet*")
    assert fonts_in(every_latin) == {"BricolageGrotesque-Bold", "Figtree-Regular"}


def test_without_those_fonts_it_is_made_all_the_same(tmp_path: Path) -> None:
    pdf = make_pdf(
        TEMPLATE, {"text": "Şağlam"}, title="Proef", author="x", on=ON, fonts=tmp_path / "none"
    )
    assert {name.partition("-")[0] for name in fonts_in(pdf)} == {"LibertinusSerif"}
    assert "Şağlam" in read(pdf)


def test_letters_that_no_font_has_are_shown_as_a_box() -> None:
    assert REPLACEMENT in read(made("dag 😀 allemaal"))
    assert "dag" in read(made("dag " + "".join(map(chr, range(0x4E00, 0x4E40)))))


def test_a_fault_in_a_template_is_told() -> None:
    with pytest.raises(PdfError, match="nothing"):
        make_pdf("#nothing", {}, title="x", author="x", on=ON)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60))
def test_any_text_makes_a_pdf(text: str) -> None:
    assert made(text).startswith(b"%PDF-")
