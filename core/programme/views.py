"""The settings page: whom to call, the terms that warn, and the pilot."""

from collections.abc import Callable
from datetime import date

from flask import flash, render_template, request

from core.accounts.policy import MANAGEMENT
from core.errors import NotFound, Refused
from core.programme.queries import PilotFacts, pilots, programme
from core.programme.schemas import PilotForm, SettingsForm
from core.programme.services import set_pilot, set_programme
from core.web import refusals
from core.web.forms import Form
from core.web.refusals import Answer
from core.web.routes import Routes
from core.wording import _
from core.work import Work

routes = Routes("programme", __name__)


@routes.page("/instellingen", MANAGEMENT)
def settings(work: Work) -> str:
    """Show the settings and the pilots."""
    return _page(work)


@routes.action("/instellingen/programma", MANAGEMENT)
def save_settings(work: Work) -> Answer:
    """Keep the settings of the programme."""
    form = Form(SettingsForm)
    if not form.submit(request.form):
        return _page(work, settings_form=form), 422
    set_programme(work, **form.data)
    flash(_("De instellingen zijn bewaard."), "ok")
    return refusals.to("programme.settings")


@routes.form("/instellingen/proeftuin", MANAGEMENT)
def new_pilot(work: Work) -> Answer:
    """Add a pilot: the first, or the next."""
    form = Form(PilotForm, {"spent_cents": 0})
    if request.method == "GET":
        return _pilot_page(form)
    return _keep_pilot(work, form, None, _pilot_page)


@routes.form("/instellingen/proeftuin/<began_on>", MANAGEMENT)
def change_pilot(work: Work, began_on: str) -> Answer:
    """Change the pilot that begins on this day."""
    known = _known(work, began_on)
    form = Form(PilotForm, known.as_dict())
    if request.method == "GET":
        return _pilot_page(form, known)
    return _keep_pilot(work, form, known.starts_on, lambda form: _pilot_page(form, known))


def _known(work: Work, began_on: str) -> PilotFacts:
    for facts in pilots(work):
        if facts.starts_on.isoformat() == began_on:
            return facts
    raise NotFound("pilot")


def _keep_pilot(
    work: Work, form: Form, began_on: date | None, page: Callable[[Form], str]
) -> Answer:
    if not form.submit(request.form):
        return page(form), 422
    try:
        set_pilot(work, **form.data, began_on=began_on)
    except Refused as refused:
        form.add_error(refused.field, str(refused.message))
        return page(form), 422
    flash(_("Doel en begroting zijn bewaard."), "ok")
    return refusals.to("programme.settings", _anchor="proeftuin")


def _page(work: Work, settings_form: Form | None = None) -> str:
    form = settings_form or Form(SettingsForm, programme(work).as_dict())
    return render_template(
        "programme/settings.html", form=form, pilots=pilots(work), today=work.today
    )


def _pilot_page(form: Form, known: PilotFacts | None = None) -> str:
    return render_template("programme/pilot.html", form=form, known=known)
