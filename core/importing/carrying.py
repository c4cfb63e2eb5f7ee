"""Carrying an import out: some families at a time, each portion wholly or not at all.

A portion and the job for the next one are in one commit: a worker that dies in the middle leaves
nothing of the portion, and the job comes back. A row is never taken twice.
"""

from uuid import UUID

from sqlalchemy import delete, select, update

from core.errors import Refused
from core.importing.checking import Checked, groups
from core.importing.models import FamilyImport, ImportedRow, ImportState, RowOutcome
from core.importing.services import CARRY_OUT, checked_rows, note_outcome
from core.importing.taking import take_in
from core.importing.undoing import made_rows
from core.jobs.tasks import tenant_task
from core.work import Work

PORTION = 40


@tenant_task(CARRY_OUT)
def carry_out(work: Work, import_id: str) -> None:
    """Take in the next families of an import; the last portion ends it."""
    row = _locked(work, UUID(import_id))
    if row is None or row.state != ImportState.RUNNING or row.content is None:
        return
    done = set(
        work.session.scalars(select(ImportedRow.line).where(ImportedRow.import_id == row.id))
    )
    left = [
        group
        for group in groups(checked_rows(work, row, duplicates=False))
        if not any(one.line.number in done for one in group)
    ]
    portion = _portion(left)
    taken: dict[int, UUID] = {}
    for group in portion:
        taken |= _take(work, row.id, group)
    made = made_rows(work, set(taken.values()))
    for line, family_id in taken.items():
        work.session.add(
            ImportedRow(
                import_id=row.id,
                line=line,
                outcome=RowOutcome.TAKEN,
                family_id=family_id,
                made_rows=made[family_id],
            )
        )
    if len(portion) < len(left):
        work.defer(CARRY_OUT, import_id=import_id)
        return
    row.state = ImportState.DONE
    work.record("import.finished", "family_import", row.id)


def _locked(work: Work, import_id: UUID) -> FamilyImport | None:
    return work.session.scalar(
        select(FamilyImport).where(FamilyImport.id == import_id).with_for_update()
    )


def _portion(left: list[list[Checked]]) -> list[list[Checked]]:
    portion: list[list[Checked]] = []
    for group in left:
        if portion and sum(map(len, portion)) + len(group) > PORTION:
            break
        portion.append(group)
    return portion


def _take(work: Work, import_id: UUID, group: list[Checked]) -> dict[int, UUID]:
    """The families of a group, or nothing of it and the reason."""
    if all(row.is_right for row in group):
        try:
            with work.attempt():
                return take_in(work, group)
        except Refused as refused:
            for row in group:
                row.problems.append(str(refused.message))
    for row in group:
        note_outcome(work, import_id, row, RowOutcome.FAILED)
    return {}


@tenant_task("erase_old_imports", nightly=True)
def erase_old_imports(work: Work) -> None:
    """Erase the files of imports that are thirty days old."""
    old = select(FamilyImport.id).where(
        FamilyImport.erase_on <= work.today, FamilyImport.content.is_not(None)
    )
    ids = list(work.session.scalars(old))
    if not ids:
        return
    work.session.execute(update(FamilyImport).where(FamilyImport.id.in_(ids)).values(content=None))
    work.session.execute(
        delete(ImportedRow).where(
            ImportedRow.import_id.in_(ids), ImportedRow.outcome != RowOutcome.TAKEN
        )
    )
    for import_id in ids:
        work.record("import.erased", "family_import", import_id)
