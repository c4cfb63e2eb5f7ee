"""The table of an import as it is kept: texts only, without a BSN, sealed."""

import json
import re
from dataclasses import dataclass

from core.bsn import MARK, without_bsn
from core.importing.columns import COLUMNS, is_bsn_header, plain
from core.importing.models import FamilyImport
from core.spreadsheets.table import Table
from core.wording import _
from core.work import Work

_PHONE_WORDS = frozenset(map(plain, COLUMNS["phone"].words))


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the file with its number there."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """The header and the rows of a file, as texts."""

    header: tuple[str, ...]
    lines: tuple[Line, ...]
    bsn_found: int = 0

    def examples(self, column: int, most: int = 2) -> tuple[str, ...]:
        """The first different values of a column."""
        seen = dict.fromkeys(line.cells[column] for line in self.lines[:50])
        return tuple(text[:30] for text in seen if text)[:most]


def without_numbers(table: Table) -> Kept:
    """The table without what may not be kept: columns with a BSN, and each BSN in a text.

    A spreadsheet drops the first 0 of a phone number, and nine digits are left: in a column of
    phone numbers they stay.
    """
    keep = [n for n, name in enumerate(table.header) if not is_bsn_header(name)]
    phones = {n for n in keep if plain(table.header[n]) in _PHONE_WORDS}
    dropped = set(range(len(table.header))) - set(keep)
    found = sum(bool(row.texts[n]) for row in table.rows for n in dropped)
    lines = []
    for row in table.rows:
        cells = []
        for n in keep:
            text = row.texts[n]
            bare = _phone(text) if n in phones else without_bsn(text)
            found += bare.count(MARK) - text.count(MARK)
            cells.append(bare)
        lines.append(Line(row.line, tuple(cells)))
    header = tuple(without_bsn(table.header[n]) for n in keep)
    return Kept(header, tuple(lines), found)


def _phone(text: str) -> str:
    return f"0{text}" if re.fullmatch(r"[1-9]\d{8}", text) else text


def keep(work: Work, row: FamilyImport, kept: Kept) -> None:
    """Seal a table into its import."""
    told = {"header": kept.header, "lines": [[line.number, *line.cells] for line in kept.lines]}
    row.content = work.vault.seal(FamilyImport.content, row.id, json.dumps(told))


def open_content(work: Work, row: FamilyImport) -> Kept:
    """The table of an import; raises Refused when it was erased."""
    from core.errors import Refused

    if row.content is None:
        raise Refused(_("Dit bestand is gewist. Voeg het opnieuw toe."))
    told = json.loads(work.vault.open(FamilyImport.content, row.id, row.content))
    lines = tuple(Line(number, tuple(cells)) for number, *cells in told["lines"])
    return Kept(tuple(told["header"]), lines, row.bsn_found)
