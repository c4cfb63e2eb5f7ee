"""The list of organisations, and the page of one."""

from uuid import UUID

from flask import flash, render_template, request, url_for

from core.accounts.policy import CASEWORK
from core.network import contact_views, import_views, link_views, merge_views, services, visit_views
from core.network.kinds import KINDS, LABELS
from core.network.linking import hint_for
from core.network.page import people_at, read_partner, referred_by
from core.network.partner_list import Wanted
from core.network.partner_list import list_partners as find_partners
from core.network.queries import silent_after_days, thanks_due, unlinked
from core.network.routes import routes
from core.network.schemas import NewPartnerForm, partner_form, visit_form
from core.network.timeline import PAGE, timeline_of
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


def wanted() -> Wanted:
    """Which organisations the address asks for."""
    asked = request.args
    return Wanted(
        name=asked.get("naam", "").strip()[:80],
        kind=asked.get("soort", "") if asked.get("soort") in LABELS else "",
        place=asked.get("plaats", "")[:60],
        silent=asked.get("stil") == "ja",
        archived=asked.get("toon") == "archief",
        sort=asked.get("sorteer", "naam"),
        page=min(max(asked.get("pagina", 1, type=int), 1), 10_000),
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


def partner_page(work: Work, partner_id: UUID, form: Form) -> Answer:
    """The page of an organisation, with the form in which a visit is noted."""
    partner = read_partner(work, partner_id)
    count = min(max(request.args.get("aantal", PAGE, type=int), PAGE), 1000)
    merged_into = read_partner(work, partner.merged_into_id) if partner.merged_into_id else None
    page = render_template(
        "network/show.html",
        partner=partner,
        merged_into=merged_into,
        people=people_at(work, partner_id),
        referred=referred_by(work, partner_id),
        timeline=timeline_of(work, partner_id, count),
        count=count,
        page_size=PAGE,
        thanks=thanks_due(work, partner_id),
        silent_days=silent_after_days(work),
        form=form,
        today=work.today,
    )
    return page, status_of(form)


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
