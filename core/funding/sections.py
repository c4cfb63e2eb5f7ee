"""What a report is made of, whatever the file: headings, paragraphs, lists, key figures, tables.

A format chooses parts and words; the makers (`make_pdf`, `make_docx`, `make_sheet`) lay them out.
Numbers stay numbers: a table cell is a text, a whole number, a day, an amount or a share.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from core.web.formats import euros, long_date, number, percentage


@dataclass(frozen=True, slots=True)
class Euro:
    """An amount in euro cents."""

    cents: int


@dataclass(frozen=True, slots=True)
class Percent:
    """A share from 0 to 1."""

    share: float


Cell = str | int | date | Euro | Percent | None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; the title of the document stands above level 1."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words; a line break in them stays one."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of sentences."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One number with what it counts, and perhaps a note."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """A few numbers that stand out."""

    items: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header; the first cell of a row names it. `foot` is one row of totals."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    foot: tuple[Cell, ...] | None = None

    @property
    def all_rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows and the foot."""
        return (*self.rows, self.foot) if self.foot else self.rows

    def is_numeric(self, column: int) -> bool:
        """Whether a column holds numbers, which stand at the right."""
        return any(
            isinstance(row[column], int | Euro | Percent)
            for row in self.all_rows
            if column < len(row)
        )


Part = Heading | Paragraph | Bullets | KeyFigures | Table


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report, ready to be laid out; `stem` is the file's name without its ending."""

    title: str
    subtitle: str
    author: str
    on: date
    stem: str
    parts: tuple[Part, ...]

    @classmethod
    def of(
        cls,
        title: str,
        parts: Iterable[Iterable[Part]],
        *,
        subtitle: str,
        author: str,
        on: date,
        stem: str,
    ) -> "Document":
        """A document of chapters, those without content left out."""
        return cls(title, subtitle, author, on, stem, tuple(_filled(parts)))


def _filled(chapters: Iterable[Iterable[Part]]) -> Iterator[Part]:
    for chapter in chapters:
        yield from chapter


def shown(cell: Cell) -> str:
    """A cell in words, as Dutch readers write it."""
    match cell:
        case None:
            return "–"
        case Euro():
            return euros(cell.cents)
        case Percent():
            return percentage(cell.share)
        case date():
            return long_date(cell)
        case int():
            return number(cell)
        case _:
            return cell
