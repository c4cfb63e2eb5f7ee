"""The contract, read back by another library."""

import shutil
import subprocess
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from core.couplings.contract import Contract, contract_pdf

CONTRACT = Contract(
    programme="Buurtgezinnen Rhenen",
    asking_family="gezin Aydin-de Wit",
    offering_family="gezin Verhoef",
    child_first_name="Noah",
    starts_on=date(2026, 12, 14),
    made_on=date(2026, 12, 11),
    agreements=(
        ("Wanneer", "Elke woensdag van 12.30 tot 17.30 uur, niet in schoolvakanties"),
        ("Halen en brengen", "Verhoef haalt Noah van school. Elif haalt hem op."),
        ("Foto’s", "Wel maken, niet delen op internet"),
    ),
    evaluation_interval_months=6,
    first_evaluation_on=date(2027, 6, 14),
    coordinator="Marit Hendriks",
    contact="06 00 00 00 12",
    colour="#045d74",
)


def reader(contract: Contract) -> PdfReader:
    return PdfReader(BytesIO(contract_pdf(contract)))


def words(contract: Contract) -> str:
    return " ".join(" ".join(p.extract_text() for p in reader(contract).pages).split())


def test_everything_that_was_agreed_is_in_it() -> None:
    text = words(CONTRACT)
    assert "Afspraken tussen gezin Aydin-de Wit en gezin Verhoef" in text
    for label, agreed in CONTRACT.agreements:
        assert label in text and agreed in text
    for part in ("Noah", "14 december 2026", "14 juni 2027", "Elk half jaar", "Marit Hendriks"):
        assert part in text
    assert text.count("Handtekening") == 4
    assert "Bladzijde 1 van 1" in text


def test_it_is_tagged_and_dutch_with_a_table_and_headings() -> None:
    root: Any = reader(CONTRACT).trailer["/Root"]
    assert root["/Lang"] == "nl" and root["/MarkInfo"]["/Marked"]
    tags = structure_types(root["/StructTreeRoot"])
    assert {"/H1", "/Table", "/TH", "/TD", "/P"} <= tags


def structure_types(node: object) -> set[str]:
    """Return the tags of a structure tree, read through pypdf's dictionaries."""
    found: set[str] = set()
    waiting = [node]
    while waiting:
        item = waiting.pop()
        item = item.get_object() if hasattr(item, "get_object") else item
        if isinstance(item, list):
            waiting.extend(item)
        elif isinstance(item, dict):
            found |= {str(item["/S"])} if "/S" in item else set()
            waiting.extend([item["/K"]] if "/K" in item else [])
    return found


def test_all_sign_on_one_line_however_long_a_name_is() -> None:
    heights: list[float] = []

    def seen(text: str, _cm: object, matrix: list[float], _font: object, _size: float) -> None:
        if text.strip() == "Handtekening":
            heights.append(round(matrix[5], 1))

    long = replace(CONTRACT, asking_family="gezin Papadopoulos-van der Meulen van Oosterhuis")
    for page in reader(long).pages:
        page.extract_text(visitor_text=seen)
    assert len(heights) == 3 and len(set(heights)) == 1


def test_equal_contracts_are_equal_bytes() -> None:
    assert contract_pdf(CONTRACT) == contract_pdf(replace(CONTRACT))


@pytest.mark.parametrize(
    "text",
    ['#import "@preview/x"', 'a "b" \\ \\\\ #panic()', "dag 😀", "مرحبا", "ş ğ č", "a\n\nb\tc", ""],
)
def test_any_text_can_be_agreed(text: str) -> None:
    odd = replace(CONTRACT, agreements=((text, text),), asking_family=text or "gezin")
    shown = "".join(words(odd).split())
    if text.isascii():
        assert "".join(text.split()) in shown


@pytest.mark.parametrize("text", ["woord " * 833, "w" * 5000, "regel\n" * 400])
def test_long_texts_run_on_over_pages(text: str) -> None:
    long = replace(CONTRACT, agreements=(("Wanneer", text),))
    pages = reader(long).pages
    assert len(pages) >= 2
    shown = "".join("".join(p.extract_text() for p in pages).split()).replace("\u200b", "")
    assert shown.count(text[0]) >= text.count(text[0])


def test_support_for_a_parent_names_no_child() -> None:
    parent = replace(CONTRACT, child_first_name=None, agreements=())
    assert "de ouder(s)" in words(parent) and "Noah" not in words(parent)
    assert "nog geen afspraken" in words(parent)


def test_a_colour_is_checked() -> None:
    for colour in ("red", "#12345", "#123456'/>", "#12345g"):
        with pytest.raises(ValueError, match="colour"):
            replace(CONTRACT, colour=colour)
    with pytest.raises(ValueError, match="interval"):
        replace(CONTRACT, evaluation_interval_months=0)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
def test_a_second_reader_agrees(tmp_path: Path) -> None:
    file = tmp_path / "contract.pdf"
    file.write_bytes(contract_pdf(CONTRACT))
    run = subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True)
    assert "Elke woensdag" in run.stdout
