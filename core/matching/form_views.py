"""The pages on which a request or an offer is written down, changed, paused and closed."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue as Answered

from core.accounts.policy import CASEWORK
from core.families.access import open_family, require_open_file
from core.families.consents import Purpose, has_consent
from core.families.models import Family, FamilyRole
from core.families.queries import family_heading
from core.intake.queries import intake_of
from core.languages import DUTCH
from core.matching.details import offer_to_change, people_of, request_to_change
from core.matching.offer_form import offer_details, offer_initial, offer_schema, offer_sections
from core.matching.request_form import (
    Household,
    request_details,
    request_initial,
    request_schema,
    request_sections,
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
from core.matching.siblings import other_requests
from core.method.choice import method_of
from core.web.forms import Form
from core.web.refusals import to
from core.web.routes import Routes
from core.web.submitting import carried_out, status_of
from core.wording import _
from core.work import Work

NO_CHILDREN_HOME = frozenset({"own_children_grown", "none"})
"""Answers of the intake that say that no own children live at home."""


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
    household = _household(work, family_id)
    form = Form(request_schema(method_of(work), household), _request_start(work, family_id))
    added: list[UUID] = []

    def add(data: dict[str, Any]) -> None:
        added.append(add_request(work, family_id, request_details(data)))

    if carried_out(form, add):
        flash(_("Hulpvraag bewaard. Dit zijn de gezinnen die passen."), "ok")
        return to("matching.candidates", request_id=added[0])
    return _request_page(work, family_id, household, form)


def edit_request(work: Work, request_id: UUID) -> Answered:
    """Change a request."""
    known = request_to_change(work, request_id)
    household = _household(work, known.family_id, request_id)
    form = Form(request_schema(method_of(work), household), request_initial(known.details))
    if carried_out(form, lambda data: change_request(work, request_id, request_details(data))):
        flash(_("Hulpvraag bewaard."), "ok")
        return to("matching.candidates", request_id=request_id)
    return _request_page(work, known.family_id, household, form, known)


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
    return _offer_page(work, family_id, form)


def edit_offer(work: Work, offer_id: UUID) -> Answered:
    """Change an offer."""
    known = offer_to_change(work, offer_id)
    form = Form(offer_schema(method_of(work)), offer_initial(known.details))
    if carried_out(form, lambda data: change_offer(work, offer_id, offer_details(data))):
        flash(_("Aanbod bewaard."), "ok")
        return to("matching.edit_offer", offer_id=offer_id)
    return _offer_page(work, known.family_id, form, known)


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


def _household(work: Work, family_id: UUID, request_id: UUID | None = None) -> Household:
    children, parents = people_of(work, family_id)
    return Household(children, parents, other_requests(work, family_id, request_id))


def _request_start(work: Work, family_id: UUID) -> dict[str, object]:
    """What the sign-up and the intake already told."""
    start: dict[str, object] = {"urgency": "1", "max_km": 5, "subject": "child"}
    language = work.find(Family, family_id).language
    if language != DUTCH:
        start["home_languages"] = [language]
    if kept := intake_of(work, family_id, FamilyRole.ASKING):
        told = kept.record.answers
        start |= {"forms": told.get("support_forms") or [], "wishes": told.get("expectations")}
    return start


def _offer_start(work: Work, family_id: UUID) -> dict[str, object]:
    """What the intake already told."""
    start: dict[str, object] = {
        "subjects": ["child"], "max_km": 5, "age_from": 0, "age_to": 18, "languages": ["nl"],
    }  # fmt: skip
    if kept := intake_of(work, family_id, FamilyRole.OFFERING):
        told = kept.record.answers
        start |= {name: told[name] for name in ("own_experience", "foster_care") if told.get(name)}
        if told.get("parenting_experience") in NO_CHILDREN_HOME:
            start["own_children"] = "none"
    return start


def _request_page(
    work: Work, family_id: UUID, household: Household, form: Form, known: object = None
) -> Answered:
    page = {
        "family": family_heading(work, family_id),
        "form": form,
        "sections": request_sections(method_of(work), household),
        "known": known,
        "lacks_child": not household.children,
        "lacks_consent": not has_consent(work, family_id, Purpose.HEALTH),
    }
    return render_template("matching/request_form.html", **page), status_of(form)


def _offer_page(work: Work, family_id: UUID, form: Form, known: object = None) -> Answered:
    page = {
        "family": family_heading(work, family_id),
        "form": form,
        "sections": offer_sections(method_of(work)),
        "known": known,
    }
    return render_template("matching/offer_form.html", **page), status_of(form)
