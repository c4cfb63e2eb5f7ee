"""PDFs: read as far as we can, and refused when something in them runs or hides."""

import io
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from core.attachments.kinds import Looked
from core.errors import Refused
from core.wording import _

MOST_OBJECTS = 20_000
MOST_PAGES = 40
_DEEPEST = 40
_RUNNING_KEYS = {"/JS", "/JavaScript", "/EmbeddedFiles", "/EmbeddedFile", "/XFA", "/RichMedia"}
_RUNNING_ACTIONS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition", "/GoToE"}


def look_at_pdf(content: bytes) -> Looked:
    """The text of a PDF; raises Refused when it cannot be read or something in it can run."""
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            raise Refused(
                _("Deze PDF is beveiligd met een wachtwoord. Bewaar hem zonder wachtwoord."), "file"
            )
        if any(_runs(one) for one in _objects(reader)):
            raise Refused(
                _("In deze PDF zit iets dat vanzelf kan draaien of een ander bestand. Druk hem af "
                  "als nieuwe PDF en kies die."),
                "file",
            )  # fmt: skip
        text = "\n".join(page.extract_text() for page in reader.pages[:MOST_PAGES])
    except Refused:
        raise
    except Exception as unreadable:
        raise Refused(
            _("Deze PDF kunnen wij niet lezen. Maak hem opnieuw, of kies een foto."), "file"
        ) from unreadable
    return Looked("pdf", content, text)


def _objects(reader: PdfReader) -> Iterator[Any]:
    numbers = {(number, 0) for number in reader.xref_objStm}
    for generation, known in reader.xref.items():
        numbers |= {(number, generation) for number in known}
    if len(numbers) > MOST_OBJECTS:
        raise Refused(_("Deze PDF is te ingewikkeld om te controleren. Maak hem kleiner."), "file")
    yield reader.trailer
    for number, generation in sorted(numbers):
        yield reader.get_object(IndirectObject(number, generation, reader))


def _runs(found: Any, depth: int = 0) -> bool:
    if depth > _DEEPEST:
        return True
    if isinstance(found, DictionaryObject):
        if _RUNNING_KEYS & set(found.keys()) or found.get("/Type") == "/EmbeddedFile":
            return True
        if found.get("/S") in _RUNNING_ACTIONS:
            return True
        # What is referred to is looked at by itself.
        return any(_runs(found.raw_get(key), depth + 1) for key in found)
    if isinstance(found, ArrayObject):
        return any(_runs(one, depth + 1) for one in list.__iter__(found))
    return False
