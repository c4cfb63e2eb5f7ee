"""The pages of an import: the file, its columns, what would happen, and what happened."""

from uuid import UUID

from flask import Response as FileResponse
from flask import flash, make_response, render_template, request, url_for

from core.accounts.policy import CASEWORK
from core.importing import services
from core.importing.access import access_import
from core.importing.columns import GROUPS
from core.importing.content import open_content
from core.importing.models import ImportState
from core.importing.queries import blocked, import_line, list_imports
from core.importing.queries import preview as look_ahead
from core.importing.results import failed_rows, template
from core.importing.schemas import BringFile, StartImport, mapping_form
from core.spreadsheets.limits import MOST_BYTES
from core.spreadsheets.writing import Kind, TableFile
from core.web import refusals
from core.web.forms import Form
from core.web.forms.upload import body_for
from core.web.refusals import Answer
from core.web.routes import Routes
from core.web.submitting import carried_out, status_of
from core.wording import _
from core.work import Work

routes = Routes("importing", __name__)
_REFRESH = "4"
"""Seconds after which the page of a running import asks again how far it is."""


@routes.form("/importeren", CASEWORK, max_body=body_for(MOST_BYTES))
def start(work: Work) -> Answer:
    """Choose a file; below it the imports so far."""
    form = Form(BringFile)
    brought: list[UUID] = []

    def bring(data: dict[str, object]) -> None:
        file = data["file"]
        brought.append(services.bring_file(work, file.name, file.content))  # type: ignore[attr-defined]

    if carried_out(form, bring):
        return refusals.to("importing.columns", import_id=brought[0])
    page = render_template("importing/start.html", form=form, imports=list_imports(work))
    return page, status_of(form)


@routes.page("/importeren/voorbeeld.<any(csv, xlsx, ods):kind>", CASEWORK)
def example(work: Work, kind: Kind) -> FileResponse:
    """An empty example to fill in."""
    return handed_out(template(work, kind))


@routes.form("/importeren/<uuid:import_id>/kolommen", CASEWORK)
def columns(work: Work, import_id: UUID) -> Answer:
    """Say in which column each field stands."""
    row = access_import(work, import_id)
    kept = open_content(work, row)
    form = Form(mapping_form(kept), {key: str(n) for key, n in row.columns.items()})

    def keep(data: dict[str, str | None]) -> None:
        chosen = {key: int(number) for key, number in data.items() if number}
        services.map_columns(work, import_id, chosen)

    if carried_out(form, keep):
        return refusals.to("importing.preview", import_id=import_id)
    page = render_template(
        "importing/columns.html",
        form=form, line=import_line(work, import_id), groups=GROUPS, header=kept.header,
    )  # fmt: skip
    return page, status_of(form)


@routes.form("/importeren/<uuid:import_id>/controle", CASEWORK)
def preview(work: Work, import_id: UUID) -> Answer:
    """What would come in, what not and why; and the button that does it."""
    line = import_line(work, import_id)
    if line.state is ImportState.UPLOADED:
        return refusals.to("importing.columns", import_id=import_id)
    if line.state in (ImportState.RUNNING, ImportState.DONE):
        return refusals.to("importing.show", import_id=import_id)
    form = Form(StartImport, {"duplicates": "overslaan"})

    def begin(data: dict[str, str | None]) -> None:
        take = data["duplicates"] == "opnemen"
        services.start_import(work, import_id, take_duplicates=take)

    if carried_out(form, begin):
        return refusals.to("importing.show", import_id=import_id)
    only = request.args.get("toon", "")
    found = look_ahead(work, import_id, only, request.args.get("blad", 1, type=int))
    page = render_template(
        "importing/preview.html", form=form, line=line, found=found, only=only,
        page_url=lambda n: url_for("importing.preview", import_id=import_id, blad=n,
                                   toon=only or None),
    )  # fmt: skip
    return page, status_of(form)


@routes.page("/importeren/<uuid:import_id>", CASEWORK)
def show(work: Work, import_id: UUID) -> Answer:
    """How far an import is, or what came of it."""
    line = import_line(work, import_id)
    if line.state is ImportState.UPLOADED and line.has_file:
        return refusals.to("importing.columns", import_id=import_id)
    stuck = blocked(work, import_id) if line.state is ImportState.DONE else ()
    page = make_response(render_template("importing/show.html", line=line, stuck=stuck))
    if line.state is ImportState.RUNNING:
        page.headers["Refresh"] = _REFRESH
    return page


@routes.page("/importeren/<uuid:import_id>/niet-opgenomen.<any(csv, xlsx, ods):kind>", CASEWORK)
def failed(work: Work, import_id: UUID, kind: Kind) -> FileResponse:
    """The file of rows that did not come in."""
    return handed_out(failed_rows(work, import_id, kind))


@routes.action("/importeren/<uuid:import_id>/ongedaan", CASEWORK)
def undo(work: Work, import_id: UUID) -> Answer:
    """Take every family of an import away again."""
    count = services.undo_import(work, import_id)
    flash(_("De import is ongedaan gemaakt: %(count)s gezinnen zijn weggehaald.", count=count),
          "ok")  # fmt: skip
    return refusals.to("importing.show", import_id=import_id)


@routes.action("/importeren/<uuid:import_id>/wissen", CASEWORK)
def erase(work: Work, import_id: UUID) -> Answer:
    """Erase the file of an import."""
    services.erase_file(work, import_id)
    flash(_("Het bestand is gewist."), "ok")
    return refusals.to("importing.show", import_id=import_id)


def handed_out(file: TableFile) -> FileResponse:
    """A file as a download."""
    made = FileResponse(file.content, mimetype=None, content_type=file.media_type)
    made.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return made
