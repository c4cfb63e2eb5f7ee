"""Noting contacts, and planning and settling talks."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from core.accounts.policy import CASEWORK
from core.families import services
from core.families.access import access_family
from core.families.heading import FamilyHeading, family_heading, people_of
from core.families.models import AppointmentKind, ContactWay, FamilyRole
from core.families.services import ContactNote, NewAppointment
from core.family_file.family_couplings import CouplingLine, couplings_of
from core.family_file.family_list import Wanted
from core.family_file.family_list import list_families as find_families
from core.family_file.first_step import had_intake
from core.family_file.overview import follow_ups_of
from core.family_file.routes import routes
from core.family_file.schemas import appointment_form, contact_form
from core.web import refusals
from core.web.forms import Form
from core.web.submitting import carried_out, status_of
from core.wording import _
from core.work import Work

Page = str | Response | tuple[str, int]


@routes.page("/contact/nieuw", CASEWORK)
def choose_family(work: Work) -> Page:
    """With which family was the contact? Found by a few letters."""
    name = request.args.get("naam", "").strip()[:80]
    mine = None if name else work.actor.id
    found = find_families(work, Wanted(name=name, coordinator_id=mine))
    return render_template("families/choose_family.html", found=found, name=name)


@routes.form("/gezinnen/<uuid:family_id>/contact", CASEWORK)
def note(work: Work, family_id: UUID) -> Page:
    """Note a contact; what was typed stays when something is wrong."""
    access_family(work, family_id)
    heading = family_heading(work, family_id)
    people = people_of(work, family_id)
    couplings = couplings_of(work, family_id, heading.shown_roles)
    asked = request.args.get("koppeling", type=UUID)
    follow_ups = follow_ups_of(work, family_id, heading.shown_roles)
    finished = request.args.get("klaar", type=UUID)
    form = contact_form(heading, people, couplings, work.today, asked, follow_ups, finished)

    def bewaar(data: dict[str, Any]) -> None:
        services.note_contact(work, family_id, _note(form, data, heading))

    if carried_out(form, bewaar):
        flash(_("Het contact is bewaard."), "ok")
        return refusals.to("families.show", family_id=family_id)
    return render_template("families/note.html", family=heading, form=form), status_of(form)


def _note(form: Form, data: dict[str, Any], heading: FamilyHeading) -> ContactNote:
    names = dict(form["with_whom"].spec.choices)
    whom = [str(names[key]) for key in data["with_whom"]]
    return ContactNote(
        role=_role(data, heading),
        way=ContactWay(data["way"]),
        with_whom=", ".join([*whom, *filter(None, [data.get("with_other")])]),
        text=data["text"],
        on_date=data["on_date"],
        coupling_id=_coupling(data),
        follow_up_on=data.get("follow_up_on"),
        finishes=tuple(UUID(key) for key in data.get("done") or ()),
    )


def _role(data: dict[str, Any], heading: FamilyHeading) -> FamilyRole:
    return FamilyRole(data["role"]) if data.get("role") else heading.shown_roles[0]


def _coupling(data: dict[str, Any]) -> UUID | None:
    return UUID(data["coupling"]) if data.get("coupling") else None


@routes.action("/contact/<uuid:contact_id>/klaar", CASEWORK)
def finish_follow_up(work: Work, contact_id: UUID) -> Page:
    """What was to be done after a contact is done."""
    family_id = services.finish_follow_up(work, contact_id)
    flash(_("Afgevinkt."), "ok")
    return _back(family_id)


@routes.form("/gezinnen/<uuid:family_id>/afspraak", CASEWORK)
def plan(work: Work, family_id: UUID) -> Page:
    """Plan a talk with a family."""
    access_family(work, family_id)
    heading = family_heading(work, family_id)
    couplings: tuple[CouplingLine, ...] = couplings_of(work, family_id, heading.shown_roles)
    form = appointment_form(heading, couplings, had_intake(work, heading))

    def plan_it(data: dict[str, Any]) -> None:
        new = NewAppointment(
            _role(data, heading), AppointmentKind(data["kind"]), data["on_date"],
            data.get("at_time"), data.get("where") or "", _coupling(data),
        )  # fmt: skip
        services.plan_appointment(work, family_id, new)

    if carried_out(form, plan_it):
        flash(_("De afspraak staat gepland."), "ok")
        return refusals.to("families.show", family_id=family_id)
    return render_template("families/plan.html", family=heading, form=form), status_of(form)


@routes.action("/afspraken/<uuid:appointment_id>/gehad", CASEWORK)
def hold_appointment(work: Work, appointment_id: UUID) -> Page:
    """The talk was held: now note what was said."""
    family_id = services.hold_appointment(work, appointment_id)
    flash(_("De afspraak is geweest. Noteer hier wat er is besproken."), "ok")
    return refusals.to("families.note", family_id=family_id)


@routes.action("/afspraken/<uuid:appointment_id>/vervalt", CASEWORK)
def cancel_appointment(work: Work, appointment_id: UUID) -> Page:
    """The talk is off."""
    family_id = services.cancel_appointment(work, appointment_id)
    flash(_("De afspraak is afgezegd. Laat het gezin dit ook weten."), "ok")
    return _back(family_id)


def _back(family_id: UUID) -> Response:
    came_from = refusals.came_from()
    return redirect(came_from or url_for("families.show", family_id=family_id), 303)
