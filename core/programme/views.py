"""The settings pages: whom to call, the terms that warn, and the pilot."""

from flask import flash, render_template, request

from core.accounts.policy import MANAGEMENT
from core.errors import NotFound
from core.programme import look_views, mail_views
from core.programme.editing import base_of_request, editing
from core.programme.population import population
from core.programme.queries import PilotFacts, pilots, programme
from core.programme.routes import routes
from core.programme.schemas import ContactForm, PilotForm, TermsForm
from core.programme.services import PILOT, set_pilot, set_programme
from core.programme.terms import terms_of
from core.programme.versions import versions
from core.web import refusals
from core.web.forms import Form
from core.web.refusals import Answer
from core.web.submitting import carried_out, status_of
from core.wording import _
from core.work import Work

PAGES = (look_views, mail_views)


@routes.page("/instellingen", MANAGEMENT)
def settings(work: Work) -> str:
    """Show the settings and the pilots."""
    return _page(work)


@routes.action("/instellingen/programma", MANAGEMENT)
def save_settings(work: Work) -> Answer:
    """Keep the settings of the programme."""
    form = Form(ContactForm)
    base = base_of_request()
    if not carried_out(form, lambda data: set_programme(work, base, **data)):
        return _page(work, contact_form=form), status_of(form)
    flash(_("De instellingen zijn bewaard."), "ok")
    return refusals.to("programme.settings")


@routes.form("/instellingen/termijnen", MANAGEMENT)
def terms(work: Work) -> Answer:
    """After how long the program warns, asks again and reminds."""
    saved = Form(TermsForm, terms_of(work).as_dict())
    form, base = Form(TermsForm, terms_of(work).as_dict()), base_of_request()
    if carried_out(form, lambda data: set_programme(work, base, **data)):
        flash(_("De termijnen zijn bewaard."), "ok")
        return refusals.to("programme.terms")
    page = render_template(
        "programme/terms.html", form=form, editing=editing(work, "terms", form, saved)
    )
    return page, status_of(form)


@routes.form("/instellingen/proeftuin", MANAGEMENT)
def new_pilot(work: Work) -> Answer:
    """Add a pilot: the first, or the next."""
    form = Form(PilotForm, {"spent_cents": 0})
    if request.method == "GET":
        return _pilot_page(work, form)
    return _keep_pilot(work, form, None)


@routes.form("/instellingen/proeftuin/<began_on>", MANAGEMENT)
def change_pilot(work: Work, began_on: str) -> Answer:
    """Change the pilot that begins on this day."""
    known = _known(work, began_on)
    form = Form(PilotForm, known.as_dict())
    if request.method == "GET":
        return _pilot_page(work, form, known)
    return _keep_pilot(work, form, known)


def _known(work: Work, began_on: str) -> PilotFacts:
    for facts in pilots(work):
        if facts.starts_on.isoformat() == began_on:
            return facts
    raise NotFound("pilot")


def _keep_pilot(work: Work, form: Form, known: PilotFacts | None) -> Answer:
    base, began_on = base_of_request(), known.starts_on if known else None
    if not carried_out(form, lambda data: set_pilot(work, **data, began_on=began_on, base=base)):
        return _pilot_page(work, form, known), status_of(form)
    flash(_("Doel en begroting zijn bewaard."), "ok")
    return refusals.to("programme.settings", _anchor="proeftuin")


def _page(work: Work, contact_form: Form | None = None) -> str:
    saved = Form(ContactForm, programme(work).as_dict())
    form = contact_form or saved
    return render_template(
        "programme/settings.html",
        form=form,
        editing=editing(work, "contact", form, saved),
        pilots=pilots(work),
        population=population(work),
        today=work.today,
    )


def _pilot_page(work: Work, form: Form, known: PilotFacts | None = None) -> str:
    saved = Form(PilotForm, known.as_dict()) if known else None
    return render_template(
        "programme/pilot.html",
        form=form,
        known=known,
        editing=editing(work, PILOT, form, saved),
        history=versions(work, PILOT),
    )
