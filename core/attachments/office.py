"""Documents of office programs: zip files in which nothing may run."""

import io
import re
import zipfile
import zlib

from core.attachments.kinds import Looked
from core.errors import Refused
from core.wording import _

MOST_MEMBERS = 2000
MOST_UNPACKED = 80 * 1024 * 1024
MOST_TEXT = 8 * 1024 * 1024
_RUNS = re.compile(
    r"vba|macro|activex|/embeddings/|oleobject|^basic/|^scripts/|externallinks|customui|\.(exe|js"
    r"|vbs|bat|cmd|dll|ps1|jar|html?|svg|swf|hta)$",
    re.IGNORECASE,
)
_CALLS_OUT = re.compile(
    rb"attachedTemplate|relationships/(oleObject|frame|subDocument)|DDEAUTO|macroEnabled|"
    rb"<script:|vnd\.sun\.star\.script|xlink:href=\"(javascript|vnd\.)",
    re.IGNORECASE,
)
_TAGS = re.compile(r"<[^>]*>")
_KINDS = {
    b"wordprocessingml.document.main+xml": "docx",
    b"spreadsheetml.sheet.main+xml": "xlsx",
}
_ODT = b"application/vnd.oasis.opendocument.text"


def look_at_office(content: bytes) -> Looked:
    """The kind and the text of a DOCX, XLSX or ODT; raises Refused for any other archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _look(archive, content)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as broken:
        raise Refused(
            _("Dit bestand is beschadigd of beveiligd met een wachtwoord. Bewaar het opnieuw."),
            "file",
        ) from broken


def _look(archive: zipfile.ZipFile, content: bytes) -> Looked:
    members = archive.infolist()
    if len(members) > MOST_MEMBERS or sum(one.file_size for one in members) > MOST_UNPACKED:
        raise Refused(_("Dit bestand is uitgepakt te groot. Bewaar het als PDF."), "file")
    kind = _kind(archive)
    parts, left = [], MOST_UNPACKED
    for member in members:
        if _RUNS.search(member.filename):
            raise _active()
        if member.filename.endswith((".xml", ".rels")):
            with archive.open(member) as part:
                body = part.read(left + 1)
            left -= len(body)
            if left < 0:
                raise Refused(_("Dit bestand is uitgepakt te groot. Bewaar het als PDF."), "file")
            if _CALLS_OUT.search(body):
                raise _active()
            parts.append(_TAGS.sub(" ", body[:MOST_TEXT].decode("utf-8", "replace")))
    return Looked(kind, content, "\n".join(parts)[:MOST_TEXT])


def _kind(archive: zipfile.ZipFile) -> str:
    names = set(archive.namelist())
    if "[Content_Types].xml" in names:
        with archive.open("[Content_Types].xml") as part:
            types = part.read(1024 * 1024)
        for mark, kind in _KINDS.items():
            if mark in types:
                return kind
    elif "mimetype" in names:
        with archive.open("mimetype") as part:
            if part.read(100).strip() == _ODT:
                return "odt"
    raise Refused(
        _("Dit is een ingepakt bestand (ZIP) dat wij niet openen. Kies de documenten zelf."), "file"
    )


def _active() -> Refused:
    return Refused(
        _("In dit bestand zit iets dat vanzelf kan draaien (een macro). Bewaar het als PDF."),
        "file",
    )
