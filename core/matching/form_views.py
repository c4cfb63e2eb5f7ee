"""The pages on which a request or an offer is written down, changed, paused and closed."""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue as Answered

from core.accounts.policy import CASEWORK
from core.errors import Refused
from core.families.access import open_family, require_open_file
from core.families.models import FamilyRole
from core.intake.queries import intake_of
from core.matching.details import offer_to_change, people_of, request_to_change
from core.matching.offers import OfferDetails
from core.matching.requests import RequestDetails
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
from core.web.forms import Form
from core.web.refusals import to
from core.web.routes import Routes
from core.wording import _
from core.work import Work

Result = TypeVar("Result")


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
    family = open_family(work, family_id)
    require_open_file(work, family_id, FamilyRole.ASKING)
    kept = intake_of(work, family_id, FamilyRole.ASKING)
    wanted = (kept.record.answers.get("support_forms") if kept else None) or []
    initial = {"urgency": "1", "max_km": 5, "forms": wanted, "subject": "child"}
    form = Form(request_schema(*people_of(work, family_id)), initial)
    page = {"form": form, "family_id": family_id, "family_name": family.name}
    if request.method == "GET":
        return render_template("matching/request_form.html", **page)
    if form.submit(request.form):
        added = _kept(form, lambda: add_request(work, family_id, request_details(form.data)))
        if added:
            flash(_("Hulpvraag bewaard. Dit zijn de gezinnen die passen."), "ok")
            return to("matching.candidates", request_id=added)
    return render_template("matching/request_form.html", **page), 422


def edit_request(work: Work, request_id: UUID) -> Answered:
    """Change a request."""
    known = request_to_change(work, request_id)
    people = people_of(work, known.family_id)
    form = Form(request_schema(*people), request_initial(known.details))
    page = {
        "form": form,
        "family_id": known.family_id,
        "family_name": known.family_name,
        "known": known,
    }
    if request.method == "GET":
        return render_template("matching/request_form.html", **page)
    if form.submit(request.form):
        details: RequestDetails = request_details(form.data)
        if _done(form, lambda: change_request(work, request_id, details)):
            flash(_("Hulpvraag bewaard."), "ok")
            return to("matching.candidates", request_id=request_id)
    return render_template("matching/request_form.html", **page), 422


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
    family = open_family(work, family_id)
    require_open_file(work, family_id, FamilyRole.OFFERING)
    form = Form(offer_schema(), _offer_start(work, family_id))
    page = {"form": form, "family_id": family_id, "family_name": family.name}
    if request.method == "GET":
        return render_template("matching/offer_form.html", **page)
    if form.submit(request.form):
        added = _kept(form, lambda: add_offer(work, family_id, offer_details(form.data)))
        if added:
            flash(_("Aanbod bewaard."), "ok")
            return to("families.show", family_id=family_id)
    return render_template("matching/offer_form.html", **page), 422


def edit_offer(work: Work, offer_id: UUID) -> Answered:
    """Change an offer."""
    known = offer_to_change(work, offer_id)
    form = Form(offer_schema(), offer_initial(known.details))
    page = {
        "form": form,
        "family_id": known.family_id,
        "family_name": known.family_name,
        "known": known,
    }
    if request.method == "GET":
        return render_template("matching/offer_form.html", **page)
    if form.submit(request.form):
        details: OfferDetails = offer_details(form.data)
        if _done(form, lambda: change_offer(work, offer_id, details)):
            flash(_("Aanbod bewaard."), "ok")
            return to("matching.edit_offer", offer_id=offer_id)
    return render_template("matching/offer_form.html", **page), 422


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


def _kept(form: Form, write: Callable[[], Result]) -> Result | None:
    """What the service returned, or None with its refusal shown in the form."""
    try:
        return write()
    except Refused as refused:
        form.add_error(refused.field, refused.message)
        return None


def _done(form: Form, write: Callable[[], None]) -> bool:
    """Whether the service did it; if not, its refusal is shown in the form."""
    try:
        write()
    except Refused as refused:
        form.add_error(refused.field, refused.message)
        return False
    return True
