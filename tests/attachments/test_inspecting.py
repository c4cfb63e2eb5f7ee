"""What may be kept, told by what is in it; what may not, with what to do instead."""

import io
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from core.attachments.inspecting import inspect
from core.errors import Refused
from tests.attachments import samples
from tests.attachments.samples import BSN, MRZ, office, pdf, photo

GOOD = {
    "pdf": pdf(),
    "docx": office("docx"),
    "xlsx": office("xlsx"),
    "odt": office("odt"),
    "txt": "Verslag met café".encode("cp1252"),
    "png": photo("PNG"),
    "jpg": photo(),
}
VOG = "Verklaring Omtrent het Gedrag, afgegeven door Justis. Er is geen bezwaar."
BAD = {
    "a pdf that runs": (samples.pdf_that_runs(), "vanzelf kan draaien"),
    "a pdf that starts a program": (samples.pdf_that_runs("/Launch"), "vanzelf kan draaien"),
    "a pdf with a file in it": (samples.pdf_that_runs("/EmbeddedFiles"), "vanzelf kan draaien"),
    "a pdf with a password": (samples.pdf_with_password(), "wachtwoord"),
    "a broken pdf": (b"%PDF-1.7 nothing", "niet lezen"),
    "a VOG": (pdf(VOG), "VOG of een identiteitsbewijs"),
    "a passport as text": (MRZ.encode(), "VOG of een identiteitsbewijs"),
    "a BSN in a pdf": (pdf(f"Zijn nummer is {BSN}"), "burgerservicenummer"),
    "a BSN in a document": (office(text=BSN), "burgerservicenummer"),
    "a BSN in utf-16": (f"nummer {BSN}".encode("utf-16"), "burgerservicenummer"),
    "a macro": (office("docx", word__vbaProject="x"), "macro"),
    "a macro type": (office("docm"), "ZIP"),
    "an embedded object": (office(word__embeddings__oleObject1="x"), "macro"),
    "a template from elsewhere": (
        office(**{"word/_rels/settings.xml.rels": '<R Type="x/attachedTemplate"/>'}), "macro",
    ),
    "scripts of an odt": (office("odt", Basic__Standard="x"), "macro"),
    "another zip": (office("odt")[:10] + b"x", "beschadigd"),
    "a web page": (b"  <!DOCTYPE html><p>hoi", "webpagina"),
    "a drawing that runs": (b"<svg onload='x'/>", "webpagina"),
    "a script": (b"#!/bin/sh\nrm", "webpagina"),
    "a program": (b"MZ\x90\x00\x03\x00\x00\x00", "niet aannemen"),
    "a photo of a telephone": (b"\x00\x00\x00\x18ftypheic" + b"\x00" * 40, "HEIC"),
    "a broken photo": (b"\xff\xd8\xff\xe0" + b"x" * 40, "niet lezen"),
}  # fmt: skip


@pytest.mark.parametrize("kind", GOOD)
def test_good_ones_are_known_by_what_is_in_them(kind: str) -> None:
    looked = inspect("iets.anders", GOOD[kind])
    assert looked.kind == kind
    assert looked.content


@pytest.mark.parametrize("case", BAD)
def test_bad_ones_are_refused_with_what_to_do(case: str) -> None:
    content, words = BAD[case]
    with pytest.raises(Refused) as refused:
        inspect("verslag.pdf", content)
    assert words in str(refused.value.message)
    assert refused.value.field == "file"


@pytest.mark.parametrize(
    "name", ["VOG_Joris.pdf", "paspoort scan.jpg", "ID-kaart.png", "Rijbewijs.pdf", "mijn_bsn.txt"]
)
def test_names_of_papers_are_refused(name: str) -> None:
    with pytest.raises(Refused, match="identiteitsbewijs"):
        inspect(name, b"Een verslag")


def test_a_report_may_speak_of_a_vog() -> None:
    told = "Besproken: de VOG is aangevraagd. De verklaring omtrent het gedrag komt nog."
    assert inspect("verslag.txt", told.encode()).kind == "txt"


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_photo_forgets_where_and_when(kind: str) -> None:
    kept = inspect("foto.jpg", photo(kind)).content
    for told in (b"Exif", b"Telefoonmerk", b"Noah", b"GPS", b"eXIf"):
        assert told not in kept
    with Image.open(io.BytesIO(kept)) as picture:
        assert picture.size == (20, 40)  # upright, as the telephone meant it
        assert not picture.getexif()


@given(st.binary(max_size=300), st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\xff\xd8\xff",
                                                 b"\x89PNG\r\n\x1a\n"]))  # fmt: skip
def test_whatever_comes_is_kept_or_refused(noise: bytes, start: bytes) -> None:
    with suppress(Refused):
        assert inspect("x", start + noise).kind
