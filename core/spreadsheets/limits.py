"""How much a file may hold, looked at before anything takes it for a table."""

import io
import zipfile
from collections.abc import Callable
from typing import Final
from xml.parsers import expat

from core.errors import Refused
from core.wording import _

MOST_BYTES: Final = 8 * 1024 * 1024
MOST_ROWS: Final = 5_000
MOST_COLUMNS: Final = 200
LONGEST_TEXT: Final = 20_000
_MOST_UNPACKED: Final = 100 * 1024 * 1024
_MOST_MEMBERS: Final = 500
_CHUNK: Final = 64 * 1024

Names = Callable[[str, dict[str, str]], None]


def unreadable() -> Refused:
    """What to say about a file that is no table."""
    return Refused(
        _(
            "Dit bestand kunnen we niet lezen. Open het in Excel of LibreOffice, sla het op als "
            "XLSX, ODS of CSV en kies dat bestand."
        ),
        "file",
    )


def too_many_rows() -> Refused:
    """What to say about more rows than one file may hold."""
    return Refused(
        _(
            "Dit bestand heeft meer dan %(most)s rijen. Verdeel het over meer bestanden.",
            most=MOST_ROWS,
        ),
        "file",
    )


def too_many_columns() -> Refused:
    """What to say about more columns than one file may hold."""
    return Refused(
        _(
            "Dit bestand heeft meer dan %(most)s kolommen. Haal de kolommen weg die u niet nodig "
            "heeft.",
            most=MOST_COLUMNS,
        ),
        "file",
    )


def too_big() -> Refused:
    """What to say about a file with too many bytes, packed or unpacked."""
    return Refused(
        _(
            "Dit bestand is te groot: %(most)s MB is het meeste. Verdeel het over meer bestanden.",
            most=MOST_BYTES // 1024 // 1024,
        ),
        "file",
    )


def check_size(content: bytes) -> None:
    """Refuse a file without content or with too much of it."""
    if not content.strip(b"\x00 \r\n\t"):
        raise Refused(_("Dit bestand is leeg. Kies een bestand met een tabel."), "file")
    if len(content) > MOST_BYTES:
        raise too_big()


def check_workbook(content: bytes) -> None:
    """Refuse a workbook that unpacks to too much, or whose sheets reach too far.

    A small file may claim a cell in the last column of the last row, or repeat one a million
    times; a reader that believes it fills the memory.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _look_inside(archive)
    except (zipfile.BadZipFile, expat.ExpatError, NotImplementedError, EOFError, OSError):
        raise unreadable() from None
    except (RuntimeError, UnicodeError):  # a member with a password, a name in no encoding
        raise unreadable() from None


def _look_inside(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    if len(members) > _MOST_MEMBERS:
        raise too_big()
    unpacked = 0
    for member in members:
        reach = _reach_of(member.filename)
        with archive.open(member) as part:
            while chunk := part.read(_CHUNK):
                unpacked += len(chunk)
                if unpacked > _MOST_UNPACKED:
                    raise too_big()
                if reach:
                    reach.Parse(chunk, False)
        if reach:
            reach.Parse(b"", True)


def _reach_of(name: str) -> expat.XMLParserType | None:
    if name.startswith("xl/worksheets/") and name.endswith(".xml"):
        return _parser(_ExcelReach())
    return _parser(_OpenReach()) if name == "content.xml" else None


class _Reach:
    """How far the filled cells of a sheet reach."""

    def __init__(self) -> None:
        self.row = self.column = 0

    def filled(self) -> None:
        """Refuse a filled cell that lies too far."""
        if self.row > MOST_ROWS + 1:
            raise too_many_rows()
        if self.column > MOST_COLUMNS:
            raise too_many_columns()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Look at an element that begins."""
        raise NotImplementedError


class _ExcelReach(_Reach):
    """Rows and cells say where they stand; a cell is filled when it holds a value."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "row":
                self.row = _number(attributes.get("r"), self.row + 1)
                self.column = 0
            case "c":
                letters, digits = _reference(attributes.get("r", ""))
                self.column = letters or self.column + 1
                self.row = digits or self.row
            case "v" | "is" | "f":
                self.filled()


class _OpenReach(_Reach):
    """Rows and cells say how often they are repeated; what is filled has a type or a text."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        told = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        match name.rpartition(":")[2]:
            case "table":
                self.row = self.column = 0
            case "table-row":
                self.row += _number(told.get("number-rows-repeated"), 1)
                self.column = 0
            case "table-cell" | "covered-table-cell":
                self.column += _number(told.get("number-columns-repeated"), 1)
                if "value-type" in told or "formula" in told:
                    self.filled()
            case "p":
                self.filled()


def _parser(reach: _Reach) -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.StartElementHandler = reach.start
    parser.StartDoctypeDeclHandler = _no_doctype
    return parser


def _no_doctype(*_declared: object) -> None:
    raise unreadable()


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() else otherwise


def _reference(text: str) -> tuple[int, int]:
    letters = text.rstrip("0123456789")
    column = 0
    for letter in letters[:4].upper():
        column = column * 26 + ord(letter) - 64
    return max(column, 0), _number(text[len(letters) :], 0)
