"""PDFs: read as far as we can, and refused when something in them runs or hides."""

import io
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from core.attachments.kinds import Looked
from core.errors import Refused
from core.wording import _

MOST_OBJECTS = 20_000
MOST_PAGES = 40
MOST_DRAWN = 8 * 1024 * 1024
"""Bytes that say what stands on the pages; a small file may unpack to hours of work."""
MOST_STEPS = 200_000
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
        text = _text_of(reader)
    except Refused:
        raise
    except Exception as unreadable:
        raise Refused(
            _("Deze PDF kunnen wij niet lezen. Maak hem opnieuw, of kies een foto."), "file"
        ) from unreadable
    return Looked("pdf", content, text)


def _too_much() -> Refused:
    return Refused(_("Deze PDF is te ingewikkeld om te controleren. Maak hem kleiner."), "file")


def _text_of(reader: PdfReader) -> str:
    """What is written on the pages, with a limit to what is unpacked and to what is carried out."""
    pages, steps = reader.pages[:MOST_PAGES], 0
    parts = [one for one in _objects(reader) if _is_drawn(one)]
    drawn = sum(len(one.get_data()) for one in parts)
    for page in pages:
        contents = page.get_contents()
        drawn += len(contents.get_data()) if contents is not None else 0
        if drawn > MOST_DRAWN:
            raise _too_much()

    def count(*_step: object) -> None:
        nonlocal steps
        steps += 1
        if steps > MOST_STEPS:
            raise _too_much()

    return "\n".join(page.extract_text(visitor_operand_before=count) for page in pages)


def _is_drawn(found: Any) -> bool:
    """Whether it is a piece of a page, that pages may use as often as they like."""
    return isinstance(found, StreamObject) and found.get("/Subtype") == "/Form"


def _objects(reader: PdfReader) -> Iterator[Any]:
    numbers = {(number, 0) for number in reader.xref_objStm}
    for generation, known in reader.xref.items():
        numbers |= {(number, generation) for number in known}
    if len(numbers) > MOST_OBJECTS:
        raise _too_much()
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
