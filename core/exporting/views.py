"""Downloading: each list as it is filtered, the figures as they are shown, and everything."""

from typing import Final
from uuid import UUID

from flask import Response as FileResponse
from flask import flash, g, make_response, render_template, request

from core.accounts.models import Role
from core.accounts.policy import CASEWORK, FIGURES
from core.couplings.list_filters import wanted_couplings
from core.exporting import tables
from core.exporting.figures import figures_table
from core.exporting.models import ExportState
from core.exporting.queries import my_exports
from core.exporting.recording import hand_out
from core.exporting.services import ask_export, take_export
from core.family_file.list_filters import wanted_families
from core.figures.overview import overview
from core.referrals.inbox import Shelf
from core.spreadsheets.writing import Kind, TableFile
from core.web import refusals
from core.web.forms import Form, FormSchema, choice
from core.web.refusals import Answer
from core.web.routes import Routes, office
from core.web.submitting import carried_out, status_of
from core.wording import _, _l
from core.work import Work

routes = Routes("exporting", __name__)
KIND: Final = "<any(csv, xlsx, ods):kind>"
FILTERS: Final = (
    "wie", "naam", "rol", "fase", "plaats", "wacht", "sorteer", "stil", "toon", "zoek",
)  # fmt: skip
"""What the lists can be filtered by; nothing else of an address goes along."""
_REFRESH = "4"


class AskExport(FormSchema):
    """In which form."""

    kind = choice(
        _l("Welk soort bestand?"),
        [("xlsx", _l("Excel (XLSX)")), ("ods", _l("ODS")), ("csv", _l("CSV, in een zip"))],
    )


@routes.page(f"/gezinnen/lijst.{KIND}", CASEWORK)
def families(work: Work, kind: Kind) -> FileResponse:
    """The list of families, as it is filtered."""
    listed = tables.families(work, wanted_families(work, request.args))
    return handed_out(hand_out(work, listed, "families", kind))


@routes.page(f"/koppelingen/lijst.{KIND}", CASEWORK)
def couplings(work: Work, kind: Kind) -> FileResponse:
    """The list of couplings, as it is filtered."""
    listed = tables.couplings(work, wanted_couplings(request.args))
    return handed_out(hand_out(work, listed, "couplings", kind))


@routes.page(f"/aanmeldingen/lijst.{KIND}", CASEWORK)
def referrals(work: Work, kind: Kind) -> FileResponse:
    """The inbox, as it is filtered."""
    asked = request.args.get("toon", "")
    shelf = Shelf(asked) if asked in list(Shelf) else Shelf.NEW
    search, profile = (request.args.get(name, "").strip()[:80] for name in ("zoek", "profiel"))
    listed = tables.referrals(work, shelf, search, profile)
    return handed_out(hand_out(work, listed, "referrals", kind))


@routes.page(f"/cijfers/cijfers.{KIND}", FIGURES)
def figures(work: Work, kind: Kind) -> FileResponse:
    """The figures, as the page shows them to this reader."""
    with office().reporting(work) as report:
        shown = overview(report, exact=g.account.role is not Role.GEMEENTE)
    return handed_out(hand_out(work, figures_table(shown), "figures", kind))


@routes.form("/downloaden", CASEWORK)
def start(work: Work) -> Answer:
    """Ask for everything at once, and fetch what was asked for."""
    form = Form(AskExport, {"kind": "xlsx"})
    if carried_out(form, lambda data: ask_export(work, data["kind"])):
        flash(_("We maken uw bestand. Dat duurt meestal minder dan een minuut."), "ok")
        return refusals.to("exporting.start")
    files = my_exports(work)
    page = make_response(
        render_template("exporting/start.html", form=form, files=files), status_of(form)
    )
    if any(file.state is ExportState.WAITING for file in files):
        page.headers["Refresh"] = _REFRESH
    return page


@routes.page("/downloaden/<uuid:export_id>", CASEWORK)
def take(work: Work, export_id: UUID) -> FileResponse:
    """The file with everything."""
    return handed_out(take_export(work, export_id))


def handed_out(file: TableFile) -> FileResponse:
    """A file as a download."""
    made = FileResponse(file.content, content_type=file.media_type)
    made.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return made


@routes.blueprint.app_context_processor
def _for_templates() -> dict[str, object]:
    """The filters of a page go along to its download."""
    asked = {name: request.args.get(name, "") for name in FILTERS}
    return {"download_filters": {name: value for name, value in asked.items() if value}}
