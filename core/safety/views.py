"""The pages of safety: the check of a family that asks, and the VOGs of one that offers."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue as Answered

from core.accounts.policy import CASEWORK
from core.errors import NotFound
from core.families.access import access_file, open_family
from core.families.models import FamilyRole
from core.families.queries import family_heading
from core.method.choice import method_of
from core.safety.queries import AdultVog, VogStage, checks_of, seers_of, vogs_of
from core.safety.schemas import VogForm, check_schema
from core.safety.services import issue_vog, record_safety_check, request_vog, see_vog
from core.web.forms import Form
from core.web.refusals import to
from core.web.routes import Routes
from core.web.submitting import carried_out, status_of
from core.wording import _
from core.work import Work

routes = Routes("safety", __name__)
NOTE_STEP = {"request": request_vog, "issue": issue_vog, "see": see_vog}
NEXT_STEP = {
    VogStage.NOT_REQUESTED: "request",
    VogStage.REQUESTED: "issue",
    VogStage.ISSUED: "see",
    VogStage.EXPIRED: "request",
}


@routes.form("/gezinnen/<uuid:family_id>/veiligheid", CASEWORK)
def check(work: Work, family_id: UUID) -> Answered:
    """The safety check of a family that asks, and the earlier ones."""
    open_family(work, family_id)
    checks = checks_of(work, family_id)
    form = Form(check_schema(method_of(work)), {"done_on": work.today})

    def keep(data: dict[str, Any]) -> None:
        said = {"note": data["note"] or "", "outcome": data["outcome"]}
        record_safety_check(work, family_id, done_on=data["done_on"], **said)

    if carried_out(form, keep):
        flash(_("Veiligheidscheck bewaard."), "ok")
        return to("safety.check", family_id=family_id)
    heading = family_heading(work, family_id)
    page = render_template("safety/check.html", family=heading, checks=checks, form=form)
    return page, status_of(form)


@routes.form("/gezinnen/<uuid:family_id>/vog", CASEWORK)
def vogs(work: Work, family_id: UUID) -> Answered:
    """The VOG of each adult of a steungezin: requested, issued, seen."""
    open_family(work, family_id)
    access_file(work, family_id, FamilyRole.OFFERING)
    status = vogs_of(work, [family_id])[family_id]
    forms = {adult.member_id: _form(adult, work.today) for adult in status.adults}
    posted = _posted_member(forms) if request.method == "POST" else None
    form = forms[posted] if posted else None
    if posted and form and carried_out(form, _noting(work, posted)):
        flash(_("VOG bijgewerkt."), "ok")
        return to("safety.vogs", family_id=family_id)
    page = render_template(
        "safety/vogs.html",
        family=family_heading(work, family_id),
        status=status,
        forms=forms,
        form=form,
        seers=seers_of(work, family_id),
    )
    return page, status_of(form) if form else 200


def _form(adult: AdultVog, today: date) -> Form:
    """A form for each adult, with names of its own: they stand on one page."""
    stage = adult.stage
    if adult.is_renewing:
        stage = VogStage.ISSUED if adult.issued_on else VogStage.REQUESTED
    initial = {"step": NEXT_STEP.get(stage), "on": today}
    return Form(VogForm, initial, prefix=f"v{adult.member_id.hex}_")


def _posted_member(forms: dict[UUID, Form]) -> UUID:
    """Whose form was sent; somebody else's id answers as one that is not there."""
    sent = request.form.get("member", "")
    for member_id in forms:
        if str(member_id) == sent:
            return member_id
    raise NotFound("family_member")


def _noting(work: Work, member_id: UUID) -> Callable[[dict[str, Any]], None]:
    def note(data: dict[str, Any]) -> None:
        NOTE_STEP[data["step"]](work, member_id, data["on"])

    return note
