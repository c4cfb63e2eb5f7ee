"""Office hours, for who plans them."""

from typing import Any
from uuid import UUID

from flask import flash, render_template

from core.accounts.policy import CASEWORK
from core.accounts.queries import caseworkers
from core.agenda import keeping_hours
from core.agenda.keeping_hours import OfficeHours
from core.agenda.office_hours import WeeklyHours, office_hours
from core.agenda.routes import routes
from core.agenda.schemas import ClosedForm, hours_form
from core.errors import NotFound
from core.web.formats import long_date
from core.web.forms import Form
from core.web.refusals import Answer, to
from core.web.submitting import carried_out, status_of
from core.wording import _
from core.work import Work


@routes.page("/spreekuren", CASEWORK)
def hours(work: Work) -> Answer:
    """Show all office hours."""
    return render_template("agenda/hours.html", hours=office_hours(work))


@routes.form("/spreekuren/nieuw", CASEWORK)
def add_hours(work: Work) -> Answer:
    """Hold office hours from now on."""
    form = hours_form(caseworkers(work))
    if carried_out(form, lambda data: keeping_hours.add_office_hours(work, _typed(data))):
        flash(_("Het spreekuur staat nu op de openbare bladzijde."), "ok")
        return to("agenda.hours")
    return render_template("agenda/hours_form.html", form=form, known=None), status_of(form)


@routes.form("/spreekuren/<uuid:office_hour_id>", CASEWORK)
def change_hours(work: Work, office_hour_id: UUID) -> Answer:
    """Change office hours, or stop them."""
    known = _known(work, office_hour_id)
    form = hours_form(caseworkers(work), known)
    if carried_out(
        form, lambda data: keeping_hours.change_office_hours(work, office_hour_id, _typed(data))
    ):
        flash(_("Het spreekuur is bewaard."), "ok")
        return to("agenda.hours")
    return render_template("agenda/hours_form.html", form=form, known=known), status_of(form)


def _typed(data: dict[str, Any]) -> OfficeHours:
    return OfficeHours(
        int(data["weekday"]), data["from_time"], data["till_time"], data["place"],
        data.get("note") or "", UUID(data["member"]) if data.get("member") else None,
    )  # fmt: skip


def _known(work: Work, office_hour_id: UUID) -> WeeklyHours:
    for one in office_hours(work):
        if one.id == office_hour_id:
            return one
    raise NotFound("office_hour")


@routes.action("/spreekuren/<uuid:office_hour_id>/stoppen", CASEWORK)
def stop_hours(work: Work, office_hour_id: UUID) -> Answer:
    """Hold them no longer."""
    keeping_hours.stop_office_hours(work, office_hour_id)
    flash(_("Het spreekuur is gestopt en staat niet meer op de openbare bladzijde."), "ok")
    return to("agenda.hours")


@routes.form("/spreekuren/<uuid:office_hour_id>/dicht", CASEWORK)
def close_hours(work: Work, office_hour_id: UUID) -> Answer:
    """Say on which day they are not held."""
    known, form = _known(work, office_hour_id), Form(ClosedForm)
    if carried_out(
        form, lambda data: keeping_hours.close_on(work, office_hour_id, data["on_date"])
    ):
        flash(_("Op %(day)s is er geen spreekuur.", day=long_date(form.data["on_date"])), "ok")
        return to("agenda.hours")
    return render_template("agenda/close.html", form=form, known=known), status_of(form)


@routes.action("/spreekuren/dicht/<uuid:closure_id>/toch-open", CASEWORK)
def open_hours(work: Work, closure_id: UUID) -> Answer:
    """Hold them on that day after all."""
    day = keeping_hours.open_on(work, closure_id)
    flash(_("Op %(day)s is er toch spreekuur.", day=long_date(day)), "ok")
    return to("agenda.hours")
