"""Which documents are taken, told by what is in them: a name promises nothing."""

from dataclasses import dataclass

import puremagic

from core.errors import Refused
from core.wording import _

ENDINGS = (".pdf", ".jpg", ".jpeg", ".png", ".docx", ".odt", ".xlsx", ".txt")
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "txt": "text/plain; charset=utf-8",
}
_HEIC = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif")


@dataclass(frozen=True, slots=True)
class Looked:
    """A document as it may be kept: its kind, its bytes, and the text that could be read in it."""

    kind: str
    content: bytes
    text: str = ""


def family_of(content: bytes) -> str:
    """ "pdf", "jpg", "png", "zip" or "text": how to look at it. Raises Refused for all else."""
    if content.startswith(b"%PDF-"):
        return "pdf"
    if content.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if content.startswith(b"PK\x03\x04"):
        return "zip"
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC:
        raise Refused(
            _(
                "Dit is een foto van een iPhone (HEIC). Daarin kunnen wij de plaats niet wissen. "
                "Maak er een JPG van: kies op de telefoon bij Camera “Meest compatibel”, of stuur "
                "de foto eerst naar uzelf."
            ),
            "file",
        )
    if b"\x00" not in content[:4096] or content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "text"
    raise Refused(
        _(
            "Dit bestand kunnen wij niet aannemen%(what)s. Kies een PDF, een foto (JPG of PNG), "
            "een DOCX, ODT, XLSX of gewone tekst.",
            what=_called(content),
        ),
        "file",
    )


def _called(content: bytes) -> str:
    try:
        ending = puremagic.from_string(content[:8192]).lstrip(".")
    except (puremagic.PureError, ValueError):
        return ""
    return f" ({ending.upper()})" if ending.isalnum() else ""
