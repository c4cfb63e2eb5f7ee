"""A list of organisations from a file and to a file."""

import json
from typing import Any

from flask import Response, flash, render_template, request

from core.accounts.policy import CASEWORK
from core.errors import NotFound, Refused
from core.network.asked import wanted
from core.network.columns import COLUMNS
from core.network.exporting import export_rows
from core.network.importing import MOST_ROWS, Line, check_lines, import_lines, read_lines
from core.network.routes import routes
from core.spreadsheets.cells import Cell
from core.spreadsheets.writing import KINDS, Kind, TableFile, write_table
from core.web import refusals
from core.web.forms import Form, FormSchema, upload
from core.web.forms.upload import MB, body_for
from core.web.refusals import Answer
from core.web.submitting import carried_out, status_of
from core.wording import _, _l, ngettext
from core.work import Work

MOST_BYTES = 2 * MB
EXAMPLE = ("Basisschool De Lantaarn", "School", "", "Jip Voorbeeld", "directeur", "", "", "")


class ImportForm(FormSchema):
    """A file with organisations."""

    file = upload(_l("Welk bestand?"), (".csv", ".xlsx", ".ods"), most_bytes=MOST_BYTES)


@routes.form("/netwerk/importeren", CASEWORK, max_body=body_for(MOST_BYTES))
def import_list(work: Work) -> Answer:
    """Choose a file, and see what would be taken in of it; nothing is kept yet."""
    form = Form(ImportForm)
    seen: dict[str, Any] = {}

    def look(data: dict[str, Any]) -> None:
        lines, seen["unused"] = read_lines(data["file"].content, data["file"].name)
        seen["lines"] = check_lines(work, lines)

    if not carried_out(form, look):
        page = render_template("network/import.html", form=form, lines=None, columns=COLUMNS)
        return page, status_of(form)
    lines: tuple[Line, ...] = seen["lines"]
    return render_template(
        "network/import.html",
        form=Form(ImportForm),
        columns=COLUMNS,
        lines=lines,
        unused=seen["unused"],
        fine=[line for line in lines if line.is_fine],
        failed=[line for line in lines if not line.is_fine],
        carried=_carried(lines),
    )


@routes.action("/netwerk/importeren/nu", CASEWORK)
def import_now(work: Work) -> Answer:
    """Take in what was shown; what cannot be, comes back with its reason."""
    count, failed = import_lines(work, _lines(request.form.get("regels", "")))
    flash(ngettext("%(num)s regel is ingelezen.", "%(num)s regels zijn ingelezen.", count), "ok")
    if not failed:
        return refusals.to("network.list_partners")
    return render_template(
        "network/import-failed.html", count=count, failed=failed, carried=_carried(failed)
    )


@routes.action("/netwerk/importeren/mislukt", CASEWORK)
def failed_rows(work: Work) -> Answer:
    """The rows that could not be taken in, as a file with the reason of each."""
    lines = check_lines(work, _lines(request.form.get("regels", "")))
    header = [*(str(column.label) for column in COLUMNS), _("Regel"), _("Waarom niet")]
    rows: list[list[Cell]] = [
        [*(line.texts.get(column.key, "") for column in COLUMNS), line.number, line.reason]
        for line in lines
        if not line.is_fine
    ]
    return _sent(write_table(_("Niet ingelezen"), header, rows, "xlsx"))


@routes.page("/netwerk/importeren/voorbeeld.xlsx", CASEWORK)
def template(_work: Work) -> Answer:
    """A file to fill in, with one example."""
    header = [str(column.label) for column in COLUMNS]
    return _sent(write_table(_("Netwerk voorbeeld"), header, [EXAMPLE], "xlsx"))


@routes.page("/netwerk/bestand.<kind>", CASEWORK)
def export(work: Work, kind: str) -> Answer:
    """The organisations that are looked for, with who works there, as a file."""
    chosen: Kind | None = next((known for known in KINDS if known == kind), None)
    if chosen is None:
        raise NotFound("file")
    work.record("partners.exported", "partner")
    header = [
        *(str(column.label) for column in COLUMNS), _("Laatst gehoord"), _("Gezinnen aangemeld"),
    ]  # fmt: skip
    rows = export_rows(work, wanted())
    return _sent(write_table(_("Netwerk"), header, rows, chosen))


def _sent(file: TableFile) -> Response:
    answer = Response(file.content)
    answer.headers["Content-Type"] = file.media_type
    answer.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return answer


def _carried(lines: tuple[Line, ...]) -> str:
    """The lines for the next step, which reads and checks them anew."""
    return json.dumps([[line.number, line.texts] for line in lines], ensure_ascii=False)


def _lines(text: str) -> tuple[Line, ...]:
    keys = {column.key for column in COLUMNS}
    try:
        told = json.loads(text)
        lines = tuple(
            Line(int(number), {str(k): str(v) for k, v in texts.items() if k in keys})
            for number, texts in told
        )
    except (ValueError, TypeError, AttributeError):
        raise Refused(_("Kies het bestand nog een keer.")) from None
    if len(lines) > MOST_ROWS:
        raise Refused(_("Neem hoogstens %(most)s regels tegelijk.", most=MOST_ROWS))
    return lines
