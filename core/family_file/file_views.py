"""Closing and reopening a file, its coordinator, and a vraaggezin that becomes a steungezin."""

from typing import Any
from uuid import UUID

from flask import flash, render_template
from werkzeug.wrappers import Response

from core.accounts.policy import CASEWORK
from core.accounts.queries import caseworkers
from core.families import services
from core.families.access import access_family
from core.families.files import need_file
from core.families.heading import family_heading
from core.families.models import FamilyRole
from core.family_file.routes import ROLE_PATH, role_in, routes
from core.family_file.schemas import ReopenForm, close_form, coordinator_form
from core.handovers.queries import handovers_of
from core.web import refusals
from core.web.forms import Form
from core.web.submitting import carried_out, status_of
from core.wording import _
from core.work import Work

Page = str | Response | tuple[str, int]


@routes.form(f"/gezinnen/<uuid:family_id>/sluiten/{ROLE_PATH}", CASEWORK)
def close(work: Work, family_id: UUID, role: str) -> Page:
    """Close the file of a role, with a reason."""
    asked = _file_role(work, family_id, role)
    sent = handovers_of(work, family_id)
    taken = any(line.role is asked and line.state == "accepted" for line in sent)
    form = close_form(asked, was_handed_over=taken)
    if carried_out(form, lambda data: services.close_file(work, family_id, asked, data["reason"])):
        flash(_("Het dossier is gesloten."), "ok")
        return refusals.to("families.show", family_id=family_id)
    return _page("families/close.html", work, family_id, form, role=asked)


@routes.form(f"/gezinnen/<uuid:family_id>/heropenen/{ROLE_PATH}", CASEWORK)
def reopen(work: Work, family_id: UUID, role: str) -> Page:
    """Open a closed file again, with a reason."""
    asked = _file_role(work, family_id, role)
    form = Form(ReopenForm)
    if carried_out(form, lambda data: services.reopen_file(work, family_id, asked, data["reason"])):
        flash(_("Het dossier is weer open."), "ok")
        return refusals.to("families.show", family_id=family_id)
    return _page("families/reopen.html", work, family_id, form, role=asked)


@routes.form(f"/gezinnen/<uuid:family_id>/coordinator/{ROLE_PATH}", CASEWORK)
def assign(work: Work, family_id: UUID, role: str) -> Page:
    """Give a file to another coordinator."""
    asked = _file_role(work, family_id, role)
    current = need_file(work, family_id, asked).coordinator_id
    form = coordinator_form(caseworkers(work), current)

    def give(data: dict[str, Any]) -> None:
        services.assign_coordinator(work, family_id, asked, _member(data))

    if carried_out(form, give):
        flash(_("Het dossier heeft een andere coördinator."), "ok")
        return refusals.to("families.list_families")
    return _page("families/assign.html", work, family_id, form, role=asked)


@routes.form("/gezinnen/<uuid:family_id>/wordt-steungezin", CASEWORK)
def become_offering(work: Work, family_id: UUID) -> Page:
    """A vraaggezin becomes a steungezin."""
    access_family(work, family_id)
    form = coordinator_form(caseworkers(work), work.actor.id)

    def become(data: dict[str, Any]) -> None:
        services.become_offering(work, family_id, _member(data))

    if carried_out(form, become):
        flash(_("Dit gezin is nu een steungezin. Het oude dossier is gesloten."), "ok")
        return refusals.to("families.show", family_id=family_id)
    return _page("families/become_offering.html", work, family_id, form)


def _file_role(work: Work, family_id: UUID, path: str) -> FamilyRole:
    access_family(work, family_id)
    role = role_in(path)
    need_file(work, family_id, role)
    return role


def _member(data: dict[str, Any]) -> UUID | None:
    return UUID(data["coordinator"]) if data.get("coordinator") else None


def _page(template: str, work: Work, family_id: UUID, form: Form, **more: object) -> Page:
    heading = family_heading(work, family_id)
    return render_template(template, family=heading, form=form, **more), status_of(form)
