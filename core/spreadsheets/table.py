"""A table as it was read from a file."""

from dataclasses import dataclass

from core.spreadsheets.cells import Cell, text_of


@dataclass(frozen=True, slots=True)
class Row:
    """One row that is not empty; `line` is its number in the file, from 1, header included."""

    line: int
    cells: tuple[Cell, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """The cells as somebody would type them."""
        return tuple(text_of(cell).strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """The header and the rows below it; each row has as many cells as the header."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]
