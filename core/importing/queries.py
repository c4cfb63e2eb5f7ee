"""What the pages of imports show."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from core.accounts.queries import member_names
from core.importing.access import access_import, mine
from core.importing.checking import Checked
from core.importing.models import FamilyImport, ImportedRow, ImportState, RowOutcome
from core.importing.services import checked_rows
from core.importing.undoing import Blocked, blocked_families
from core.wording import Text, _l
from core.work import Work

PAGE_SIZE = 25
STATES: dict[ImportState, Text] = {
    ImportState.UPLOADED: _l("Kolommen kiezen"),
    ImportState.MAPPED: _l("Te controleren"),
    ImportState.RUNNING: _l("Loopt"),
    ImportState.DONE: _l("Opgenomen"),
    ImportState.UNDONE: _l("Ongedaan gemaakt"),
}


@dataclass(frozen=True, slots=True)
class ImportLine:
    """An import, with how many of its rows came in, failed or were left out."""

    id: UUID
    file_name: str
    uploaded_at: datetime
    uploaded_by: str
    rows: int
    taken: int
    failed: int
    skipped: int
    state: ImportState
    has_file: bool
    bsn_found: int

    @property
    def label(self) -> Text:
        """How far it is."""
        return STATES[self.state]

    @property
    def seen(self) -> int:
        """How many rows were gone through."""
        return self.taken + self.failed + self.skipped

    @property
    def left_out(self) -> int:
        """How many rows stand in the file of rows that did not come in."""
        return self.failed + self.skipped


def list_imports(work: Work) -> tuple[ImportLine, ...]:
    """The newest imports that this member may see."""
    newest = select(FamilyImport).where(mine(work)).order_by(FamilyImport.uploaded_at.desc())
    rows = list(work.session.scalars(newest.limit(PAGE_SIZE)))
    names = member_names(work)
    return tuple(_line(work, row, counts, names) for row, counts in _counted(work, rows))


def import_line(work: Work, import_id: UUID) -> ImportLine:
    """One import; raises NotFound."""
    [(row, counts)] = _counted(work, [access_import(work, import_id)])
    return _line(work, row, counts, member_names(work))


def blocked(work: Work, import_id: UUID) -> tuple[Blocked, ...]:
    """The families that stand in the way of undoing."""
    access_import(work, import_id)
    return blocked_families(work, import_id)


def _counted(
    work: Work, rows: list[FamilyImport]
) -> list[tuple[FamilyImport, dict[RowOutcome, int]]]:
    counts: dict[UUID, dict[RowOutcome, int]] = {row.id: {} for row in rows}
    found = work.session.execute(
        select(ImportedRow.import_id, ImportedRow.outcome, func.count(ImportedRow.id))
        .where(ImportedRow.import_id.in_(list(counts)))
        .group_by(ImportedRow.import_id, ImportedRow.outcome)
    )
    for import_id, outcome, count in found:
        counts[import_id][RowOutcome(outcome)] = count
    return [(row, counts[row.id]) for row in rows]


def _line(
    work: Work, row: FamilyImport, counts: dict[RowOutcome, int], names: dict[UUID, str]
) -> ImportLine:
    return ImportLine(
        id=row.id,
        file_name=work.vault.open(FamilyImport.file_name, row.id, row.file_name),
        uploaded_at=row.uploaded_at,
        uploaded_by=names.get(row.uploaded_by, "") if row.uploaded_by else "",
        rows=row.row_count,
        taken=counts.get(RowOutcome.TAKEN, 0),
        failed=counts.get(RowOutcome.FAILED, 0),
        skipped=counts.get(RowOutcome.SKIPPED, 0),
        state=ImportState(row.state),
        has_file=row.content is not None,
        bsn_found=row.bsn_found,
    )


@dataclass(frozen=True, slots=True)
class Preview:
    """What would happen: the first rows that are wrong, alike and right, paged."""

    right: int
    wrong: int
    alike: int
    rows: tuple[Checked, ...]
    page: int
    pages: int
    common: tuple[tuple[str, int], ...]


def preview(work: Work, import_id: UUID, only: str, page: int) -> Preview:
    """The rows of an import as they would come in; `only` is wrong, alike or right."""
    rows = checked_rows(work, access_import(work, import_id))
    kinds = {
        "wrong": [row for row in rows if not row.is_right],
        "alike": [row for row in rows if row.is_right and row.resembles],
        "right": [row for row in rows if row.is_right and not row.resembles],
    }
    shown = kinds.get(only, rows)
    pages = max(1, -(-len(shown) // PAGE_SIZE))
    page = min(max(1, page), pages)
    problems = Counter(p.partition(":")[0] for row in kinds["wrong"] for p in row.problems)
    return Preview(
        len(kinds["right"]),
        len(kinds["wrong"]),
        len(kinds["alike"]),
        tuple(shown[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]),
        page,
        pages,
        tuple(problems.most_common(5)),
    )
