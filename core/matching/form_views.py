"""The pages on which a request or an offer is written down, changed, paused and closed."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue as Answered

from core.accounts.policy import CASEWORK
from core.families.access import open_family, require_open_file
from core.families.models import FamilyRole
from core.families.queries import family_heading
from core.intake.queries import intake_of
from core.matching.details import offer_to_change, people_of, request_to_change
from core.matching.schemas import (
    offer_details,
    offer_initial,
    offer_schema,
    request_details,
    request_initial,
    request_schema,
)
from core.matching.services import (
    add_offer,
    add_request,
    change_offer,
    change_request,
    close_offer,
    close_request,
    pause_offer,
    reopen_request,
    resume_offer,
)
from core.method.choice import method_of
from core.web.forms import Form
from core.web.refusals import to
from core.web.routes import Routes
from core.web.submitting import carried_out, status_of
from core.wording import _
from core.work import Work


def declare(routes: Routes) -> None:
    """Put these pages among the routes of matching."""
    routes.form("/gezinnen/<uuid:family_id>/hulpvraag/nieuw", CASEWORK)(new_request)
    routes.form("/hulpvragen/<uuid:request_id>/wijzig", CASEWORK)(edit_request)
    routes.action("/hulpvragen/<uuid:request_id>/stand", CASEWORK)(move_request)
    routes.form("/gezinnen/<uuid:family_id>/aanbod/nieuw", CASEWORK)(new_offer)
    routes.form("/aanbod/<uuid:offer_id>/wijzig", CASEWORK)(edit_offer)
    routes.action("/aanbod/<uuid:offer_id>/stand", CASEWORK)(move_offer)


def new_request(work: Work, family_id: UUID) -> Answered:
    """Write down a request of a family that asks."""
    open_family(work, family_id)
    require_open_file(work, family_id, FamilyRole.ASKING)
    kept = intake_of(work, family_id, FamilyRole.ASKING)
    wanted = (kept.record.answers.get("support_forms") if kept else None) or []
    initial = {"urgency": "1", "max_km": 5, "forms": wanted, "subject": "child"}
    form = Form(request_schema(method_of(work), *people_of(work, family_id)), initial)
    added: list[UUID] = []

    def add(data: dict[str, Any]) -> None:
        added.append(add_request(work, family_id, request_details(data)))

    if carried_out(form, add):
        flash(_("Hulpvraag bewaard. Dit zijn de gezinnen die passen."), "ok")
        return to("matching.candidates", request_id=added[0])
    return _page(work, "matching/request_form.html", family_id, form)


def edit_request(work: Work, request_id: UUID) -> Answered:
    """Change a request."""
    known = request_to_change(work, request_id)
    people = people_of(work, known.family_id)
    form = Form(request_schema(method_of(work), *people), request_initial(known.details))
    if carried_out(form, lambda data: change_request(work, request_id, request_details(data))):
        flash(_("Hulpvraag bewaard."), "ok")
        return to("matching.candidates", request_id=request_id)
    return _page(work, "matching/request_form.html", known.family_id, form, known)


def move_request(work: Work, request_id: UUID) -> Answered:
    """Close a request, or look again."""
    if request.form.get("naar") == "open":
        reopen_request(work, request_id)
        flash(_("U zoekt weer een gezin."), "ok")
        return to("matching.candidates", request_id=request_id)
    close_request(work, request_id)
    flash(_("Hulpvraag gesloten."), "ok")
    return to("matching.edit_request", request_id=request_id)


def new_offer(work: Work, family_id: UUID) -> Answered:
    """Write down an offer of a steungezin."""
    open_family(work, family_id)
    require_open_file(work, family_id, FamilyRole.OFFERING)
    form = Form(offer_schema(method_of(work)), _offer_start(work, family_id))

    def add(data: dict[str, Any]) -> None:
        add_offer(work, family_id, offer_details(data))

    if carried_out(form, add):
        flash(_("Aanbod bewaard."), "ok")
        return to("families.show", family_id=family_id)
    return _page(work, "matching/offer_form.html", family_id, form)


def edit_offer(work: Work, offer_id: UUID) -> Answered:
    """Change an offer."""
    known = offer_to_change(work, offer_id)
    form = Form(offer_schema(method_of(work)), offer_initial(known.details))
    if carried_out(form, lambda data: change_offer(work, offer_id, offer_details(data))):
        flash(_("Aanbod bewaard."), "ok")
        return to("matching.edit_offer", offer_id=offer_id)
    return _page(work, "matching/offer_form.html", known.family_id, form, known)


def move_offer(work: Work, offer_id: UUID) -> Answered:
    """Pause, resume or close an offer."""
    steps: dict[str, tuple[Callable[[Work, UUID], None], str]] = {
        "pauze": (pause_offer, _("Aanbod gepauzeerd.")),
        "open": (resume_offer, _("U kunt dit gezin weer vragen.")),
        "dicht": (close_offer, _("Aanbod gesloten.")),
    }
    move, said = steps.get(request.form.get("naar", ""), steps["pauze"])
    move(work, offer_id)
    flash(said, "ok")
    return to("matching.edit_offer", offer_id=offer_id)


def _offer_start(work: Work, family_id: UUID) -> dict[str, object]:
    """What the intake already told."""
    start: dict[str, object] = {
        "subjects": ["child"], "max_km": 5, "age_from": 0, "age_to": 18, "languages": ["nl"],
    }  # fmt: skip
    if kept := intake_of(work, family_id, FamilyRole.OFFERING):
        told = kept.record.answers
        start |= {name: told[name] for name in ("own_experience", "foster_care") if told.get(name)}
    return start


def _page(work: Work, template: str, family_id: UUID, form: Form, known: object = None) -> Answered:
    family = family_heading(work, family_id)
    children, _grown_ups = people_of(work, family_id)
    page = {"family": family, "form": form, "known": known, "lacks_child": not children}
    return render_template(template, **page), status_of(form)
