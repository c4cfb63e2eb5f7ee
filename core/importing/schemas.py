"""The forms of an import."""

from typing import Any

from core.importing.columns import GROUPS, Column
from core.importing.content import Kept
from core.spreadsheets.limits import MOST_BYTES
from core.spreadsheets.reading import KINDS
from core.web.forms import FormSchema, choice, upload
from core.wording import _, _l


class BringFile(FormSchema):
    """Which file."""

    file = upload(_l("Welk bestand met gezinnen?"), KINDS, most_bytes=MOST_BYTES)


class StartImport(FormSchema):
    """What becomes of rows that seem to be here already; asked only when there are any."""

    duplicates = choice(
        _l("Wat doen we met gezinnen die er misschien al zijn?"),
        [("overslaan", _l("Overslaan")), ("opnemen", _l("Toch opnemen"))],
        required=False,
    )


def mapping_form(kept: Kept) -> type[FormSchema]:
    """For each of our fields the question in which column of this file it stands."""
    columns = [(str(n), _shown(kept, n)) for n in range(len(kept.header))]
    fields: dict[str, Any] = {
        column.key: _asked(column, columns) for group in GROUPS for column in group.columns
    }
    return type("Mapping", (FormSchema,), fields)


def _asked(column: Column, columns: list[tuple[str, str]]) -> Any:
    return choice(
        column.label,
        columns,
        select=True,
        required=column.required,
        empty=_("Staat niet in het bestand"),
        hint=column.hint,
    )


def _shown(kept: Kept, number: int) -> str:
    examples = ", ".join(kept.examples(number))
    name = kept.header[number]
    return f"{name}: {examples}" if examples else str(_("%(name)s (leeg)", name=name))
