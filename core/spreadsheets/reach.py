"""How far the filled cells of a workbook reach, and how much text they hold once it is read.

A small file may claim a cell in the last column of the last row, repeat one a million times, or
have a million cells point at one long text; a reader that believes it fills the memory.
"""

from typing import Final
from xml.parsers import expat

from core.spreadsheets.limits import (
    MOST_COLUMNS,
    MOST_ROWS,
    too_big,
    too_many_columns,
    too_many_rows,
    unreadable,
)

_MOST_TEXT: Final = 50 * 1024 * 1024


class Reach:
    """Listens to one part of a workbook; raises Refused at the first thing that is too much."""

    def __init__(self, texts: "Texts") -> None:
        self.row = self.column = 0
        self.texts = texts

    def filled(self) -> None:
        """Refuse a filled cell that lies too far."""
        if self.row > MOST_ROWS + 1:
            raise too_many_rows()
        if self.column > MOST_COLUMNS:
            raise too_many_columns()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Look at an element that begins."""

    def said(self, text: str) -> None:
        """Look at what stands in an element."""

    def end(self, name: str) -> None:
        """Look at an element that is over."""


class Texts:
    """The texts that cells of an Excel workbook share, by length, and all that is read of them."""

    def __init__(self) -> None:
        self.shared: list[int] = []
        self.read = 0

    def add(self, length: int) -> None:
        """Count what a reader will hold; raises Refused when that is too much."""
        self.read += length
        if self.read > _MOST_TEXT:
            raise too_big()


class Shared(Reach):
    """The shared texts of an Excel workbook."""

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        """Begin another text."""
        if _plain(name) == "si":
            self.texts.shared.append(0)

    def said(self, text: str) -> None:
        """Lengthen it."""
        if self.texts.shared:
            self.texts.shared[-1] += len(text)


class Excel(Reach):
    """Rows and cells say where they stand; a cell is filled when it holds a value."""

    shares = in_value = False
    value = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Follow rows and cells."""
        match _plain(name):
            case "row":
                self.row = _number(attributes.get("r"), self.row + 1)
                self.column = 0
            case "c":
                letters, digits = _reference(attributes.get("r", ""))
                self.column = letters or self.column + 1
                self.row = digits or self.row
                self.shares = attributes.get("t") == "s"
            case "v":
                self.filled()
                self.value, self.in_value = "", self.shares
            case "is" | "f":
                self.filled()
            case "si":
                raise unreadable()  # shared texts stand in one place, which was counted

    def said(self, text: str) -> None:
        """Gather the number of a shared text."""
        if self.in_value:
            self.value += text

    def end(self, name: str) -> None:
        """Count a shared text again for each cell that holds it."""
        if self.in_value and _plain(name) == "v":
            self.in_value, number = False, _number(self.value.strip(), -1)
            if 0 <= number < len(self.texts.shared):
                self.texts.add(self.texts.shared[number])


class Sheets(Reach):
    """Where the sheets of an Excel workbook stand: nowhere but where somebody looked."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Refuse a part that is no XML by its name."""
        if _plain(name) == "Relationship":
            target = attributes.get("Target", "").lower()
            if not target.endswith(".xml") and attributes.get("TargetMode") != "External":
                raise unreadable()


class Open(Reach):
    """Rows and cells say how often they are repeated; what is filled has a type or a text."""

    rows = columns = 1

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Follow rows and cells, and what they say in an attribute."""
        told = {_plain(key): value for key, value in attributes.items()}
        match _plain(name):
            case "table":
                self.row = self.column = 0
            case "table-row":
                self.rows = _number(told.get("number-rows-repeated"), 1)
                self.row += self.rows
                self.column = 0
            case "table-cell" | "covered-table-cell":
                self.columns = _number(told.get("number-columns-repeated"), 1)
                self.column += self.columns
                if "value-type" in told or "formula" in told:
                    self.filled()
                    self._count(sum(map(len, told.values())))
            case "p":
                self.filled()

    def said(self, text: str) -> None:
        """Count what stands in a cell, as often as it is repeated."""
        if self.row and text.strip():
            self._count(len(text))

    def _count(self, length: int) -> None:
        # What is repeated beyond the last row that may be filled is refused by itself.
        self.texts.add(length * min(self.rows, MOST_ROWS) * min(self.columns, MOST_COLUMNS))


def listen(reach: Reach) -> expat.XMLParserType:
    """A parser that tells what it meets; a document type is refused."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reach.start
    parser.CharacterDataHandler = reach.said
    parser.EndElementHandler = reach.end
    parser.StartDoctypeDeclHandler = _no_doctype
    return parser


def _no_doctype(*_declared: object) -> None:
    raise unreadable()


def _plain(name: str) -> str:
    return name.rpartition(":")[2]


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() else otherwise


def _reference(text: str) -> tuple[int, int]:
    letters = text.rstrip("0123456789")
    column = 0
    for letter in letters[:4].upper():
        column = column * 26 + ord(letter) - 64
    return max(column, 0), _number(text[len(letters) :], 0)
