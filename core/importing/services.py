"""What may be done with an import: bring a file, map it, carry it out, undo it, erase it."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, select

from core.accounts.models import Membership, Role
from core.errors import Refused
from core.importing.access import access_import
from core.importing.checking import Checked, check_rows, groups, office_of
from core.importing.columns import COLUMNS, guess, plain
from core.importing.content import keep, open_content, without_numbers
from core.importing.duplicates import find_duplicates
from core.importing.models import (
    FamilyImport,
    ImportedRow,
    ImportState,
    KnownHeader,
    RowOutcome,
)
from core.importing.undoing import undo_import
from core.spreadsheets.reading import read_table
from core.wording import _
from core.work import Work
from tenants.ids import new_id

__all__ = ["bring_file", "erase_file", "map_columns", "start_import", "undo_import"]

KEPT_DAYS = 30
CARRY_OUT = "carry_out_import"


def bring_file(work: Work, file_name: str, content: bytes) -> UUID:
    """Take a file in: read at once, kept sealed without any BSN. Raises Refused."""
    kept = without_numbers(read_table(content, file_name))
    if not kept.lines or not kept.header:
        raise Refused(_("Onder de kop staat geen enkele rij. Kies een ander bestand."), "file")
    row = FamilyImport(id=new_id(), uploaded_by=work.actor.id, row_count=len(kept.lines))
    row.file_name = work.vault.seal(FamilyImport.file_name, row.id, file_name)
    row.columns = guess(kept.header, _known(work, kept.header))
    row.bsn_found, row.erase_on = kept.bsn_found, work.today + timedelta(days=KEPT_DAYS)
    keep(work, row, kept)
    work.add(row)
    work.record("import.uploaded", "family_import", row.id, f"{len(kept.lines)}")
    return row.id


def map_columns(work: Work, import_id: UUID, columns: Mapping[str, int]) -> None:
    """Say in which column each field stands; the next file is guessed by it. Raises Refused."""
    row = access_import(work, import_id)
    _check_not_in(row)
    kept = open_content(work, row)
    if any(key not in COLUMNS or not 0 <= n < len(kept.header) for key, n in columns.items()):
        raise Refused(_("Deze kolom staat niet in het bestand."))
    twice = [n for n in columns.values() if list(columns.values()).count(n) > 1]
    if twice:
        raise Refused(
            _("Kolom “%(name)s” is twee keer gekozen. Kies elke kolom één keer.",
              name=kept.header[twice[0]])
        )  # fmt: skip
    row.columns, row.state = dict(columns), ImportState.MAPPED
    _remember(work, {plain(kept.header[n]): key for key, n in columns.items()})


def start_import(work: Work, import_id: UUID, *, take_duplicates: bool) -> None:
    """Carry an import out, in the background. What cannot come in is written down now.

    Raises Refused when it runs or is in already, or no row is right.
    """
    row = _locked(work, import_id)
    _check_not_in(row)
    rows = checked_rows(work, row)
    if not any(_outcome(one, take_duplicates) is None for one in rows):
        raise Refused(_("Er is geen enkele rij die we kunnen opnemen. Kijk de kolommen na."))
    row.state, row.take_duplicates = ImportState.RUNNING, take_duplicates
    work.session.execute(delete(ImportedRow).where(ImportedRow.import_id == import_id))
    for one in rows:
        if outcome := _outcome(one, take_duplicates):
            note_outcome(work, import_id, one, outcome)
    work.record("import.carried_out", "family_import", import_id, f"{len(rows)}")
    work.defer(CARRY_OUT, import_id=str(import_id))


def erase_file(work: Work, import_id: UUID) -> None:
    """Erase the file of an import, and the words about its rows; what came in stays."""
    row = access_import(work, import_id)
    if row.state == ImportState.RUNNING:
        raise Refused(_("De import loopt nog. Wacht tot die klaar is."))
    row.content = None
    for one in work.session.scalars(select(ImportedRow).where(ImportedRow.import_id == import_id)):
        one.reason = None
    work.record("import.erased", "family_import", import_id)


def checked_rows(work: Work, row: FamilyImport, *, duplicates: bool = True) -> list[Checked]:
    """Every row of an import, as it would come in now."""
    person = row.uploaded_by if _is_coordinator(work, row) else None
    rows = check_rows(open_content(work, row), row.columns, office_of(work, person))
    if duplicates:
        find_duplicates(work, rows)
        for group in groups(rows):
            share_resemblance(group)
    return rows


def share_resemblance(group: list[Checked]) -> None:
    """Families of one coupling come in together: a likeness of one holds for the other."""
    alike = next((row for row in group if row.resembles), None)
    for row in group if alike else ():
        if not row.resembles and alike:
            row.resembles.append(
                _("Hoort bij rij %(line)s, die er misschien al is.", line=alike.line.number)
            )


def note_outcome(work: Work, import_id: UUID, row: Checked, outcome: RowOutcome) -> None:
    """Write down why a row did not come in."""
    told = ImportedRow(id=new_id(), import_id=import_id, line=row.line.number, outcome=outcome)
    reasons = row.problems if outcome is RowOutcome.FAILED else row.resembles
    told.reason = work.vault.seal(ImportedRow.reason, told.id, " ".join(reasons))
    work.session.add(told)


def _outcome(row: Checked, take_duplicates: bool) -> RowOutcome | None:
    if not row.is_right:
        return RowOutcome.FAILED
    return RowOutcome.SKIPPED if row.resembles and not take_duplicates else None


def _is_coordinator(work: Work, row: FamilyImport) -> bool:
    if row.uploaded_by is None:
        return False
    member = work.find(Membership, row.uploaded_by)
    return member.role == Role.COORDINATOR and member.ended_at is None


def _check_not_in(row: FamilyImport) -> None:
    if row.state in (ImportState.RUNNING, ImportState.DONE):
        raise Refused(_("Dit bestand is al opgenomen. Maak de import eerst ongedaan."))


def _locked(work: Work, import_id: UUID) -> FamilyImport:
    access_import(work, import_id)
    found = work.session.scalar(
        select(FamilyImport)
        .where(FamilyImport.id == import_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    assert found  # noqa: S101 (it was found just now)
    return found


def _index(work: Work, name: str) -> bytes:
    return work.vault.blind_index("import_header", name)


def _known(work: Work, header: tuple[str, ...]) -> dict[str, str]:
    by_index = {_index(work, plain(name)): plain(name) for name in header}
    rows = work.session.scalars(
        select(KnownHeader).where(KnownHeader.header_index.in_(list(by_index)))
    )
    return {by_index[row.header_index]: row.field for row in rows}


def _remember(work: Work, meant: Mapping[str, str]) -> None:
    by_index = {_index(work, name): key for name, key in meant.items() if name}
    known = work.session.scalars(
        select(KnownHeader).where(KnownHeader.header_index.in_(list(by_index)))
    )
    for row in known:
        row.field = by_index.pop(row.header_index)
    for index, key in by_index.items():
        work.session.add(KnownHeader(header_index=index, field=key))
