"""Who took what with them: one line for the export, and one for each file that it tells of."""

from collections.abc import Iterable
from uuid import UUID

from core.exporting.listed import Listed
from core.exporting.tables import check_bounded
from core.spreadsheets.writing import Kind, TableFile, write_table
from core.work import Work


def hand_out(work: Work, listed: Listed, what: str, kind: Kind) -> TableFile:
    """A list as a file, on record."""
    check_bounded(listed)
    record_export(work, what, len(listed.rows), listed.families)
    return write_table(listed.title, listed.header, listed.rows, kind)


def record_export(work: Work, what: str, rows: int, families: Iterable[UUID]) -> None:
    """Put an export in the logbook."""
    work.record("export.made", "export", None, f"{what}: {rows}")
    for family_id in sorted(families):
        work.record("family.exported", "family", family_id)
