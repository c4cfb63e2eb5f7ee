"""A table that goes out, and how long one may be."""

from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from core.spreadsheets.cells import Cell

MOST: Final = 20_000


@dataclass(frozen=True, slots=True)
class Listed:
    """A table with the families that it tells of."""

    title: str
    header: tuple[str, ...]
    rows: list[list[Cell]]
    families: frozenset[UUID] = field(default=frozenset())
