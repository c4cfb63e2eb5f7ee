"""What is in a PDF besides its words, read by another library than the one that made it."""

from io import BytesIO
from typing import Any

from pypdf import PdfReader


def fonts_in(pdf: bytes) -> set[str]:
    """Return the names of the fonts that the pages bring along, without the tag of the subset."""
    pages: list[Any] = list(PdfReader(BytesIO(pdf)).pages)
    fonts = [font.get_object() for page in pages for font in page["/Resources"]["/Font"].values()]
    for font in fonts:
        [kind] = font["/DescendantFonts"]
        assert kind.get_object()["/FontDescriptor"].keys() & {"/FontFile2", "/FontFile3"}
    return {font["/BaseFont"].partition("+")[2] for font in fonts}
