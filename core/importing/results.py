"""The files of an import: the rows that did not come in, and an empty example."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import select

from core.importing.access import access_import
from core.importing.columns import COLUMNS, Column
from core.importing.content import open_content
from core.importing.keys import Labels
from core.importing.models import ImportedRow, RowOutcome
from core.importing.wanted import Lists, lists_of
from core.method.choice import method_of
from core.spreadsheets.cells import Cell
from core.spreadsheets.writing import Kind, Sheet, TableFile, write_sheets, write_table
from core.wording import _
from core.work import Work

_EXAMPLES: tuple[dict[str, str], ...] = (
    {},
    {"role": "steungezin", "family_name": "de Vries", "first_name": "Anna", "partner": "",
     "children": "Sem (2016)", "phone": "06 00 00 00 02", "email": "anna@voorbeeld.example",
     "status": "beschikbaar", "title": "Een middag in de week", "coupling": "", "trial_from": "",
     "active_from": "", "safety_on": "", "notes": "", "source": "gezin zelf",
     "for_whom": "kind en ouder", "support_forms": "Na school", "dayparts": "ma t/m do middag",
     "per_week": "2", "ages": "4-8 jaar", "avoid": "", "pets": "hond", "smokes": "nee",
     "languages": "Nederlands, Engels", "interests": "voetbal, muziek",
     "wish_keys": "slaapt goed, kan zwemmen", "traits": "een tuin, een auto",
     "own_ages": "4, 7 en 11"},
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


def template(work: Work, kind: Kind) -> TableFile:
    """An example with every column; a workbook has a second sheet that explains them."""
    header = [str(column.label) for column in COLUMNS.values()]
    first = {key: column.example for key, column in COLUMNS.items()}
    first |= {"coupling": "", "trial_from": "", "active_from": "", "safety_on": "", "vog_on": "",
              "ages": ""}  # fmt: skip
    rows = [[{**first, **other}[key] for key in COLUMNS] for other in _EXAMPLES]
    sheets = [Sheet(_("Gezinnen"), header, rows)]
    if kind != "csv":
        sheets.append(Sheet(_("Uitleg"), [_("Kolom"), _("Nodig?"), _("Uitleg")], _explained(work)))
    return write_sheets(_("Voorbeeld gezinnen"), sheets, kind)


def _explained(work: Work) -> list[list[str]]:
    choices = _choices(lists_of(method_of(work)))
    return [
        [str(c.label), _("ja") if c.required else _("nee"), _explanation(c, choices)]
        for c in COLUMNS.values()
    ]


def _explanation(column: Column, choices: Mapping[str, Labels]) -> str:
    told = str(column.hint or column.example)
    labels = ", ".join(label for _key, label in choices.get(column.key, ()))
    return f"{told} {_('Kies uit: %(labels)s.', labels=labels)}".strip() if labels else told


def _choices(lists: Lists) -> dict[str, Labels]:
    """What the cells of a column choose from; the wish of one family is what another has."""
    both = (*lists.home, *lists.coming)
    return {
        "support_forms": lists.support_forms,
        "avoid": lists.household,
        "pets": lists.pets,
        "languages": lists.languages,
        "required_language": lists.languages,
        "interests": lists.interests,
        "wish_keys": both,
        "traits": (*lists.at_home, *lists.coming),
    }
