"""The files of an import: the rows that did not come in, and an empty example."""

from uuid import UUID

from sqlalchemy import select

from core.importing.access import access_import
from core.importing.columns import COLUMNS
from core.importing.content import open_content
from core.importing.models import ImportedRow, RowOutcome
from core.spreadsheets.cells import Cell
from core.spreadsheets.writing import Kind, Sheet, TableFile, write_sheets, write_table
from core.wording import _
from core.work import Work

_EXAMPLES: tuple[dict[str, str], ...] = (
    {},
    {"role": "steungezin", "family_name": "de Vries", "first_name": "Anna", "partner": "",
     "children": "Sem (2016)", "phone": "06 00 00 00 02", "email": "anna@voorbeeld.example",
     "status": "beschikbaar", "title": "Een middag in de week", "coupling": "", "trial_from": "",
     "active_from": "", "safety_on": "", "notes": "", "source": "gezin zelf"},
)  # fmt: skip


def failed_rows(work: Work, import_id: UUID, kind: Kind) -> TableFile:
    """The rows that did not come in, as they were in the file, with their number and why."""
    row = access_import(work, import_id)
    kept = open_content(work, row)
    told = {
        one.line: work.vault.open(ImportedRow.reason, one.id, one.reason)
        for one in work.session.scalars(
            select(ImportedRow).where(
                ImportedRow.import_id == import_id, ImportedRow.outcome != RowOutcome.TAKEN
            )
        )
    }
    own = [n for n, name in enumerate(kept.header) if name.casefold() not in ("rij", "reden")]
    rows: list[list[Cell]] = [
        [*(line.cells[n] for n in own), line.number, told[line.number]]
        for line in kept.lines
        if line.number in told
    ]
    header = [*(kept.header[n] for n in own), _("rij"), _("reden")]
    work.record("import.failed_rows_downloaded", "family_import", import_id, str(len(rows)))
    return write_table(_("niet opgenomen"), header, rows, kind)


def template(kind: Kind) -> TableFile:
    """An example with every column; a workbook has a second sheet that explains them."""
    header = [str(column.label) for column in COLUMNS.values()]
    first = {key: column.example for key, column in COLUMNS.items()}
    first |= {"coupling": "", "trial_from": "", "active_from": "", "safety_on": "", "vog_on": ""}
    rows = [[{**first, **other}[key] for key in COLUMNS] for other in _EXAMPLES]
    sheets = [Sheet(_("Gezinnen"), header, rows)]
    if kind != "csv":
        sheets.append(Sheet(_("Uitleg"), [_("Kolom"), _("Nodig?"), _("Uitleg")], _explained()))
    return write_sheets(_("Voorbeeld gezinnen"), sheets, kind)


def _explained() -> list[list[str]]:
    return [
        [str(c.label), _("ja") if c.required else _("nee"), str(c.hint or c.example)]
        for c in COLUMNS.values()
    ]
