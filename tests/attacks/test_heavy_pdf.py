"""A PDF of a few kB that would keep a thread of the web server busy for hours."""

import zlib

import pytest

from core.attachments.pdfs import look_at_pdf
from core.errors import Refused

STEP = b"BT /F1 9 Tf (a) Tj ET\n"


def pdf(pages: int, drawn: bytes, form: bytes = b"") -> bytes:
    """Pages that all show the same, which may use a form as often as it likes."""
    kids = b" ".join(b"%d 0 R" % (6 + number) for number in range(pages))
    used = b"/Resources<</Font<</F1 4 0 R>>/XObject<</X 5 0 R>>>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 3 0 R" + used + b">>"
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, kids),
        stream(b"", drawn),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        stream(b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]" + used, form),
        *[page] * pages,
    ]
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(b"%010d 00000 n \n" % len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    size = len(parts) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, b"".join(places))
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, len(out))
    return out + table + end


def stream(words: bytes, content: bytes) -> bytes:
    packed = zlib.compress(content, 9)
    head = b"<<%s/Length %d/Filter/FlateDecode>>stream\n" % (words, len(packed))
    return head + packed + b"\nendstream"


@pytest.mark.parametrize(
    "content",
    [
        pdf(40, STEP * 15_000),
        pdf(1, b"/X Do\n" * 2, STEP * 500_000),
        pdf(1, b"/X Do\n" * 9_000, STEP * 100),
    ],
)
def test_refused(content: bytes) -> None:
    assert len(content) < 60_000
    with pytest.raises(Refused, match="te ingewikkeld"):
        look_at_pdf(content)


def test_a_good_one_is_read() -> None:
    assert "a" in look_at_pdf(pdf(2, STEP + b"/X Do\n", STEP)).text
