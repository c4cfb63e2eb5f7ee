"""Handing a family over: who said yes, where to, what exactly travels, and then it goes."""

from typing import Any
from uuid import UUID

from flask import flash, render_template, request

from core.accounts.policy import CASEWORK
from core.errors import Refused
from core.families.access import require_open_file
from core.families.heading import family_heading, people_of
from core.families.models import FamilyRole
from core.family_file.routes import PATHS, ROLE_PATH, role_in
from core.handovers import queries
from core.handovers.contents import shown
from core.handovers.packing import Choices, has_intake, notes_of, pack, record_yes, who_said_yes
from core.handovers.routes import routes
from core.handovers.schemas import send_form, yes_form
from core.handovers.sending import receivers, send_handover, withdraw_handover
from core.web.forms import Form
from core.web.refusals import Answer, to
from core.web.submitting import carried_out, status_of
from core.wording import _
from core.work import Work


@routes.form(f"/gezinnen/<uuid:family_id>/overdragen/{ROLE_PATH}", CASEWORK)
def hand_over(work: Work, family_id: UUID, role: str) -> Answer:
    """Choose where to and what goes along; a second step shows exactly what travels."""
    asked = role_in(role)
    require_open_file(work, family_id, asked)
    form = _send_form(work, family_id, asked)
    if request.method == "POST" and form.submit(request.form):
        try:
            return _go_on(work, family_id, asked, form)
        except Refused as refused:
            form.add_error(refused.field, str(refused.message))
    return _page(work, family_id, asked, form)


def _go_on(work: Work, family_id: UUID, role: FamilyRole, form: Form) -> Answer:
    """Show what travels; or, when that was seen, let it go."""
    choices, receiver = _choices(form.data), int(form.data["receiver"])
    if request.form.get("stap") == "versturen":
        send_handover(work, family_id, role, receiver, choices)
        flash(_("De overdracht is verzegeld en onderweg."), "ok")
        return to("handovers.hand_over", family_id=family_id, role=PATHS[role])
    package = pack(work, family_id, role, choices)
    name = next(tenant.name for tenant in receivers(work) if tenant.id == receiver)
    return render_template(
        "handovers/preview.html", family=family_heading(work, family_id), role=role, form=form,
        receiver=name, package=shown(work, package),
    )  # fmt: skip


@routes.form(f"/gezinnen/<uuid:family_id>/overdragen/{ROLE_PATH}/toestemming", CASEWORK)
def say_yes(work: Work, family_id: UUID, role: str) -> Answer:
    """Record who said yes, for each person apart."""
    asked = role_in(role)
    require_open_file(work, family_id, asked)
    form = yes_form(people_of(work, family_id))

    def record(data: dict[str, Any]) -> None:
        record_yes(work, family_id, frozenset(UUID(one) for one in data["givers"]))

    if carried_out(form, record):
        flash(_("De toestemming is vastgelegd."), "ok")
        return to("handovers.hand_over", family_id=family_id, role=role)
    page = render_template(
        "handovers/say_yes.html", family=family_heading(work, family_id), role=asked, form=form
    )
    return page, status_of(form)


@routes.action("/gezinnen/overdrachten/<uuid:handover_id>/intrekken", CASEWORK)
def withdraw(work: Work, handover_id: UUID) -> Answer:
    """Take it back before it is accepted."""
    family_id = withdraw_handover(work, handover_id)
    flash(_("De overdracht is ingetrokken. Wat verstuurd was, wordt gewist."), "ok")
    return to("families.show", family_id=family_id)


def _send_form(work: Work, family_id: UUID, role: FamilyRole) -> Form:
    return send_form(
        receivers(work),
        notes_of(work, family_id, role),
        has_intake=has_intake(work, family_id, role),
    )


def _choices(data: dict[str, Any]) -> Choices:
    return Choices(bool(data.get("intake")), frozenset(UUID(one) for one in data.get("notes", ())))


def _page(work: Work, family_id: UUID, role: FamilyRole, form: Form) -> Answer:
    yes = who_said_yes(work, family_id)
    people = [(person, person.id in yes) for person in people_of(work, family_id)]
    sent = [line for line in queries.handovers_of(work, family_id) if line.role is role]
    page = render_template(
        "handovers/hand_over.html", family=family_heading(work, family_id), role=role, form=form,
        people=people, ready=any(ok and person.kind != "child" for person, ok in people),
        current=next((line for line in sent if line.is_open), None),
        accepted=next((line for line in sent if line.state == "accepted"), None),
    )  # fmt: skip
    return page, status_of(form)
