"""A workbook looked through before anything takes it for a table: each part of it, where it is."""

import io
import zipfile
from typing import Final
from xml.parsers import expat

from core.spreadsheets.limits import too_big, unreadable
from core.spreadsheets.reach import Excel, Open, Reach, Shared, Sheets, Texts, listen

_MOST_UNPACKED: Final = 100 * 1024 * 1024
_MOST_MEMBERS: Final = 500
_CHUNK: Final = 64 * 1024
_OPEN, _EXCEL, _SHARED = "content.xml", "xl/workbook.xml", "xl/sharedstrings.xml"


def check_workbook(content: bytes) -> None:
    """Refuse a workbook that unpacks to too much, or whose sheets reach too far."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _look_inside(archive)
    except (zipfile.BadZipFile, expat.ExpatError, NotImplementedError, EOFError, OSError):
        raise unreadable() from None
    except (RuntimeError, UnicodeError):  # a member with a password, a name in no encoding
        raise unreadable() from None


def _look_inside(archive: zipfile.ZipFile) -> None:
    members = {_name(member): member for member in archive.infolist()}
    if len(members) > _MOST_MEMBERS:
        raise too_big()
    # One kind of workbook, and no part of it twice: what is looked at is what will be read.
    if len(members) < len(archive.infolist()) or (_OPEN in members) == (_EXCEL in members):
        raise unreadable()
    texts, unpacked = Texts(), 0
    for name in sorted(members, key=lambda name: name != _SHARED):
        reach = _reach_of(name, texts, is_open=_OPEN in members)
        parser = listen(reach) if reach else None
        with archive.open(members[name]) as part:
            while chunk := part.read(_CHUNK):
                unpacked += len(chunk)
                if unpacked > _MOST_UNPACKED:
                    raise too_big()
                if parser:
                    parser.Parse(chunk, False)
        if parser:
            parser.Parse(b"", True)


def _name(member: zipfile.ZipInfo) -> str:
    """As readers look for it: in any case, with either slash."""
    return member.filename.replace("\\", "/").lower()


def _reach_of(name: str, texts: Texts, *, is_open: bool) -> Reach | None:
    """A sheet of an Excel workbook may stand anywhere, so every part is looked at as one."""
    if is_open:
        return Open(texts) if name == _OPEN else None
    if name == _SHARED:
        return Shared(texts)
    if name.endswith("workbook.xml.rels"):
        return Sheets(texts)
    return Excel(texts) if name.endswith(".xml") else None
