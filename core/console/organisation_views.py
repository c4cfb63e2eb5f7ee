"""Organisations at the console: the list, one of them, and its licences."""

from uuid import UUID

from flask import flash, render_template

from core.accounts.policy import OPERATORS, STICHTING
from core.console import licences, organisations
from core.console.desk import ConsoleDesk
from core.console.programmes import programmes_of
from core.console.routes import routes
from core.console.schemas import (
    ChangeLicenceForm,
    EndLicenceForm,
    OrganisationForm,
    StichtingForm,
    grant_form,
)
from core.console.tenant_list import STATE_LABELS, STATE_TONES
from core.web import refusals
from core.web.forms import Form
from core.web.refusals import Answer
from core.web.submitting import carried_out, status_of
from core.wording import _


@routes.page("/organisaties", STICHTING)
def organisation_list(desk: ConsoleDesk) -> str:
    """Every organisation that runs programmes."""
    found = organisations.list_organisations(desk)
    return render_template("console/organisations.html", organisations=found, today=desk.today)


@routes.form("/organisaties/nieuw", STICHTING)
def new_organisation(desk: ConsoleDesk) -> Answer:
    """Enter an organisation."""
    form, made = Form(OrganisationForm), []
    if carried_out(form, lambda data: made.append(organisations.add_organisation(desk, **data))):
        flash(_("De organisatie is toegevoegd."), "ok")
        return refusals.to("console.organisation", organisation_id=made[0])
    return render_template("console/organisation_form.html", form=form), status_of(form)


@routes.page("/organisaties/<uuid:organisation_id>", OPERATORS)
def organisation(desk: ConsoleDesk, organisation_id: UUID) -> str:
    """One organisation, with its programmes and licences."""
    facts = organisations.access_organisation(desk, organisation_id)
    return render_template(
        "console/organisation.html",
        facts=facts,
        programmes=programmes_of(desk, organisation_id),
        licences=licences.licence_lines(desk, organisation_id),
        may_grant=desk.scope is None,
        state_labels=STATE_LABELS,
        state_tones=STATE_TONES,
    )


@routes.form("/organisaties/<uuid:organisation_id>/wijzigen", STICHTING)
def change_organisation(desk: ConsoleDesk, organisation_id: UUID) -> Answer:
    """Another name, or another kind."""
    facts = organisations.access_organisation(desk, organisation_id)
    schema = StichtingForm if facts.is_stichting else OrganisationForm
    form = Form(schema, organisations.as_typed(facts))

    def change(data: dict[str, str]) -> None:
        organisations.change_organisation(desk, organisation_id, **data)

    if carried_out(form, change):
        flash(_("De organisatie is bewaard."), "ok")
        return refusals.to("console.organisation", organisation_id=organisation_id)
    page = render_template("console/organisation_form.html", form=form, facts=facts)
    return page, status_of(form)


@routes.form("/organisaties/<uuid:organisation_id>/licentie", STICHTING)
def grant_licence(desk: ConsoleDesk, organisation_id: UUID) -> Answer:
    """Grant a licence."""
    facts = organisations.access_organisation(desk, organisation_id)
    form = Form(grant_form(desk.plugins), {"from_on": desk.today})
    if carried_out(form, lambda data: licences.grant_licence(desk, organisation_id, **data)):
        flash(_("De licentie is verleend."), "ok")
        return refusals.to("console.organisation", organisation_id=organisation_id)
    return render_template("console/licence_form.html", form=form, facts=facts), status_of(form)


@routes.form("/licenties/<uuid:licence_id>/wijzigen", STICHTING)
def change_licence(desk: ConsoleDesk, licence_id: UUID) -> Answer:
    """Extend a licence, or change its gemeenten or its most."""
    line = licences.access_line(desk, licence_id)
    facts = organisations.access_organisation(desk, line.licence.organisation_id)
    form = Form(ChangeLicenceForm, licences.as_typed(line))
    if carried_out(form, lambda data: licences.change_licence(desk, licence_id, **data)):
        flash(_("De licentie is bewaard."), "ok")
        return refusals.to("console.organisation", organisation_id=facts.id)
    page = render_template("console/licence_form.html", form=form, facts=facts, line=line)
    return page, status_of(form)


@routes.form("/licenties/<uuid:licence_id>/beeindigen", STICHTING)
def end_licence(desk: ConsoleDesk, licence_id: UUID) -> Answer:
    """End a licence before its time, after reading what that means."""
    line = licences.access_line(desk, licence_id)
    facts = organisations.access_organisation(desk, line.licence.organisation_id)
    form = Form(EndLicenceForm, {"ended_on": desk.today})
    if carried_out(form, lambda data: licences.end_licence(desk, licence_id, **data)):
        flash(_("De licentie is beëindigd."), "ok")
        return refusals.to("console.organisation", organisation_id=facts.id)
    page = render_template("console/licence_end.html", form=form, facts=facts, line=line)
    return page, status_of(form)
