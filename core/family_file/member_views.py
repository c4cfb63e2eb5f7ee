"""The household, the people in it, and their health."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import flash, render_template
from werkzeug.wrappers import Response

from core.accounts.policy import CASEWORK
from core.errors import NotFound
from core.families import services
from core.families.access import access_family
from core.families.heading import Person, family_heading, people_of
from core.families.models import MemberKind
from core.families.services import FamilyDetails, NewMember
from core.family_file.overview import household_of
from core.family_file.routes import routes
from core.family_file.schemas import ELSEWHERE, HealthForm, MemberForm, family_form
from core.web import refusals
from core.web.forms import Form
from core.web.submitting import carried_out, status_of
from core.wording import _
from core.work import Work

Page = str | Response | tuple[str, int]


@routes.form("/gezinnen/<uuid:family_id>/wijzig", CASEWORK)
def change(work: Work, family_id: UUID) -> Page:
    """What is known of the household, and the people in it."""
    family = access_family(work, family_id)
    household = household_of(work, family_id)
    start = {
        "name": family.name,
        "postcode4": family.postcode4 or None,
        "language": family.language,
        "address": household.address,
        "reciprocity": household.reciprocity,
    }
    form = family_form(work.tenant.area_code, family.place, start)
    if carried_out(form, lambda data: services.change_family(work, family_id, _details(data))):
        flash(_("De gegevens zijn bewaard."), "ok")
        return refusals.to("families.show", family_id=family_id)
    heading, people = family_heading(work, family_id), people_of(work, family_id)
    page = render_template("families/change.html", family=heading, people=people, form=form)
    return page, status_of(form)


def _details(data: dict[str, Any]) -> FamilyDetails:
    elsewhere = data["place"] == ELSEWHERE
    return FamilyDetails(
        data["name"],
        data["place_elsewhere"] if elsewhere else data["place"],
        data["postcode4"] or "",
        data["language"],
        data.get("address") or "",
        data.get("reciprocity") or "",
    )


@routes.form("/gezinnen/<uuid:family_id>/leden/nieuw", CASEWORK)
def add_member(work: Work, family_id: UUID) -> Page:
    """Somebody more in the family."""
    access_family(work, family_id)
    form = Form(MemberForm)
    return _member_page(
        work, family_id, form, None, lambda new: services.add_member(work, family_id, new)
    )


@routes.form("/gezinnen/<uuid:family_id>/leden/<uuid:member_id>", CASEWORK)
def change_member(work: Work, family_id: UUID, member_id: UUID) -> Page:
    """What is known of somebody."""
    access_family(work, family_id)
    person = _person(work, family_id, member_id)
    form = Form(MemberForm, _filled(person))
    return _member_page(
        work, family_id, form, person, lambda new: services.change_member(work, member_id, new)
    )


def _member_page(
    work: Work,
    family_id: UUID,
    form: Form,
    person: Person | None,
    keep: Callable[[NewMember], object],
) -> Page:
    if carried_out(form, lambda data: keep(_member(data))):
        flash(_("De gegevens van %(name)s zijn bewaard.", name=form.data["first_name"]), "ok")
        return refusals.to("families.show", family_id=family_id)
    heading = family_heading(work, family_id)
    page = render_template("families/member.html", family=heading, person=person, form=form)
    return page, status_of(form)


def _person(work: Work, family_id: UUID, member_id: UUID) -> Person:
    for person in people_of(work, family_id):
        if person.id == member_id:
            return person
    raise NotFound("family_member")


def _filled(person: Person) -> dict[str, Any]:
    return {
        "kind": person.kind,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "born_on": person.born_on,
        "lives_elsewhere": person.lives_elsewhere,
        "phone": person.phone_shown or None,
        "email": person.email or None,
        "message_safe": person.message_safe,
        "note": person.note,
    }


def _member(data: dict[str, Any]) -> NewMember:
    phone, email = data.get("phone"), data.get("email")
    return NewMember(
        kind=MemberKind(data["kind"]),
        first_name=data["first_name"],
        last_name=data.get("last_name") or "",
        phone=phone.value if phone else None,
        email=email.value if email else None,
        message_safe=data.get("message_safe"),
        born_on=data.get("born_on"),
        lives_elsewhere=bool(data.get("lives_elsewhere")),
        note=data.get("note") or "",
    )


@routes.action("/gezinnen/<uuid:family_id>/leden/<uuid:member_id>/gezondheid", CASEWORK)
def show_health(work: Work, family_id: UUID, member_id: UUID) -> Page:
    """Show what is noted about somebody's health: a POST, because it is recorded."""
    access_family(work, family_id)
    person = _person(work, family_id, member_id)
    form = Form(HealthForm, {"health": services.open_health(work, member_id)})
    return _health_page(work, family_id, person, form)


@routes.action("/gezinnen/<uuid:family_id>/leden/<uuid:member_id>/gezondheid/bewaar", CASEWORK)
def save_health(work: Work, family_id: UUID, member_id: UUID) -> Page:
    """Keep what is noted about somebody's health; needs consent."""
    access_family(work, family_id)
    person = _person(work, family_id, member_id)
    form = Form(HealthForm)
    if carried_out(
        form, lambda data: services.note_health(work, member_id, data.get("health") or "")
    ):
        flash(_("Bewaard. Wie het bekijkt, wordt vastgelegd."), "ok")
        return refusals.to("families.show", family_id=family_id)
    return _health_page(work, family_id, person, form)


def _health_page(work: Work, family_id: UUID, person: Person, form: Form) -> Page:
    heading = family_heading(work, family_id)
    page = render_template("families/health.html", family=heading, person=person, form=form)
    return page, status_of(form)
