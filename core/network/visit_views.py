"""Visits, talks and thanks: noted, corrected, withdrawn, and ticked off."""

from typing import Any
from uuid import UUID

from flask import flash, render_template

from core.accounts.policy import CASEWORK
from core.network import services
from core.network.access import access_visit, require_partner
from core.network.models import VisitKind
from core.network.page import read_partner, visit_facts
from core.network.partner_page import partner_page
from core.network.routes import routes
from core.network.schemas import visit_form
from core.web import refusals
from core.web.refusals import Answer
from core.web.submitting import carried_out, status_of
from core.wording import _
from core.work import Work


def _note(data: dict[str, Any]) -> services.VisitNote:
    return services.VisitNote(
        VisitKind(data["kind"]), data["on_date"], data["with_whom"] or "", data["text"] or "",
        data["next_on"],
    )  # fmt: skip


@routes.form("/netwerk/<uuid:partner_id>/noteren", CASEWORK)
def note(work: Work, partner_id: UUID) -> Answer:
    """Note a visit, a talk or thanks; the form stands on the page of the organisation."""
    require_partner(work, partner_id)
    form = visit_form(work.today)
    if carried_out(form, lambda data: services.note_visit(work, partner_id, _note(data))):
        flash(_("Genoteerd."), "ok")
        return refusals.to("network.show", partner_id=partner_id)
    return partner_page(work, partner_id, form)


@routes.action("/netwerk/<uuid:partner_id>/bedankt", CASEWORK)
def thank(work: Work, partner_id: UUID) -> Answer:
    """Note with one click that an organisation was thanked today."""
    thanks = services.VisitNote(VisitKind.THANKS, work.today)
    services.note_visit(work, partner_id, thanks)
    flash(_("Genoteerd dat u vandaag heeft bedankt."), "ok")
    return refusals.to("network.show", partner_id=partner_id)


@routes.form("/netwerk/bezoeken/<uuid:visit_id>", CASEWORK)
def change_visit(work: Work, visit_id: UUID) -> Answer:
    """Correct what was noted."""
    visit = visit_facts(work, access_visit(work, visit_id))
    form = visit_form(work.today, visit)
    if carried_out(form, lambda data: services.change_visit(work, visit_id, _note(data))):
        flash(_("De notitie is verbeterd."), "ok")
        return refusals.to("network.show", partner_id=visit.partner_id)
    partner = read_partner(work, visit.partner_id)
    return render_template("network/visit.html", form=form, partner=partner, visit=visit), (
        status_of(form)
    )


@routes.action("/netwerk/bezoeken/<uuid:visit_id>/klaar", CASEWORK)
def finish_next(work: Work, visit_id: UUID) -> Answer:
    """Tick off a day to come back."""
    partner_id = services.finish_next(work, visit_id)
    flash(_("Afgevinkt."), "ok")
    back = refusals.came_from()
    return (
        refusals.to("week.show")
        if back and back.startswith("/week")
        else (refusals.to("network.show", partner_id=partner_id))
    )


@routes.action("/netwerk/bezoeken/<uuid:visit_id>/weg", CASEWORK)
def withdraw_visit(work: Work, visit_id: UUID) -> Answer:
    """Take back what was noted by mistake."""
    partner_id = services.withdraw_visit(work, visit_id)
    flash(_("De notitie is weg."), "ok")
    return refusals.to("network.show", partner_id=partner_id)
