"""The list of organisations, and the page of one."""

from uuid import UUID

from flask import flash, render_template, request, url_for

from core.accounts.policy import CASEWORK
from core.network import contact_views, import_views, link_views, merge_views, services, visit_views
from core.network.asked import wanted
from core.network.kinds import KINDS
from core.network.linking import hint_for
from core.network.page import read_partner
from core.network.partner_list import list_partners as find_partners
from core.network.partner_page import partner_page
from core.network.queries import silent_after_days, unlinked
from core.network.routes import routes
from core.network.schemas import NewPartnerForm, partner_form, visit_form
from core.spreadsheets.writing import KINDS as FILE_KINDS
from core.web import refusals
from core.web.forms import Form
from core.web.refusals import Answer
from core.web.submitting import carried_out, status_of
from core.wording import _
from core.work import Work

__all__ = ["contact_views", "import_views", "link_views", "merge_views", "routes", "visit_views"]


@routes.page("/netwerk", CASEWORK)
def list_partners(work: Work) -> Answer:
    """The organisations, found by name, kind, place and silence."""
    looked_for = wanted()
    found = find_partners(work, looked_for)
    return render_template(
        "network/list.html",
        found=found,
        wanted=looked_for,
        kinds=KINDS,
        places=[(place, place) for place in found.places],
        waiting=len(unlinked(work)),
        silent_days=silent_after_days(work),
        today=work.today,
        file_kinds=FILE_KINDS,
        file_url=lambda kind: url_for("network.export", **{**_kept(), "kind": kind}),
        asked_page=lambda number: _asked(pagina=number),
    )


def _asked(**changed: object) -> str:
    """The address of the list as it is asked for now, with something changed."""
    values = {name: value for name, value in (_kept() | changed).items() if value is not None}
    return url_for("network.list_partners", **values)  # type: ignore[arg-type]


def _kept() -> dict[str, object]:
    """What is looked for, but for the page."""
    return {name: value for name, value in request.args.items() if value and name != "pagina"}


@routes.form("/netwerk/nieuw", CASEWORK)
def new_partner(work: Work) -> Answer:
    """Put an organisation in the network, with the first person who works there."""
    form = Form(NewPartnerForm)
    made: list[UUID] = []

    def add(data: dict[str, object]) -> None:
        made.append(services.add_partner(work, details_of(data)))
        if data["person_name"]:
            services.add_contact(work, made[0], contact_views.details_of(data))

    if carried_out(form, add):
        flash(_("De organisatie staat in uw netwerk."), "ok")
        return refusals.to("network.show", partner_id=made[0])
    page = render_template("network/form.html", form=form, partner=None)
    return page, status_of(form)


def details_of(data: dict[str, object]) -> services.PartnerDetails:
    """What a form says of an organisation."""
    told = {name: str(data[name] or "") for name in ("name", "kind", "place", "note")}
    return services.PartnerDetails(**told)


@routes.page("/netwerk/<uuid:partner_id>", CASEWORK)
def show(work: Work, partner_id: UUID) -> Answer:
    """One organisation: who works there, what was noted, and whom it referred."""
    return partner_page(work, partner_id, visit_form(work.today))


@routes.form("/netwerk/<uuid:partner_id>/wijzigen", CASEWORK)
def change_partner(work: Work, partner_id: UUID) -> Answer:
    """Change what is known of an organisation."""
    partner = read_partner(work, partner_id)
    form = partner_form(partner)
    if carried_out(form, lambda data: services.change_partner(work, partner_id, details_of(data))):
        flash(_("De organisatie is bewaard."), "ok")
        return refusals.to("network.show", partner_id=partner_id)
    return render_template("network/form.html", form=form, partner=partner), status_of(form)


@routes.action("/netwerk/<uuid:partner_id>/archief", CASEWORK)
def archive(work: Work, partner_id: UUID) -> Answer:
    """Take an organisation off the list."""
    services.archive_partner(work, partner_id)
    flash(_("De organisatie staat in het archief. Wat u noteerde, blijft bewaard."), "ok")
    return refusals.to("network.show", partner_id=partner_id)


@routes.action("/netwerk/<uuid:partner_id>/terug", CASEWORK)
def restore(work: Work, partner_id: UUID) -> Answer:
    """Put an archived organisation back on the list."""
    services.restore_partner(work, partner_id)
    flash(_("De organisatie staat weer op de lijst."), "ok")
    return refusals.to("network.show", partner_id=partner_id)


@routes.blueprint.app_context_processor
def _for_templates() -> dict[str, object]:
    return {"network_hint": hint_for}
