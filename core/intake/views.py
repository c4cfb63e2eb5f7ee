"""The pages of the intake: of a family that asks, and of one that offers."""

from typing import Any
from uuid import UUID

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue as Answered
from werkzeug.datastructures import MultiDict

from core.accounts.policy import CASEWORK
from core.families.access import open_family
from core.families.models import FamilyRole
from core.families.queries import family_heading
from core.intake.queries import KeptIntake, intake_of
from core.intake.schemas import (
    JUDGEMENT,
    Part,
    initial_of,
    parts_of,
    record_from,
    schema_for,
    suitability_words,
)
from core.intake.services import record_intake
from core.method.choice import method_of
from core.safety.queries import safety_of
from core.web.forms import Answer, Form, summary
from core.web.refusals import to
from core.web.routes import Routes
from core.web.submitting import carried_out, status_of
from core.wording import _
from core.work import Work

routes = Routes("intake", __name__)
ENDPOINTS = {FamilyRole.ASKING: "intake.asking", FamilyRole.OFFERING: "intake.offering"}


@routes.form("/gezinnen/<uuid:family_id>/intake", CASEWORK)
def asking(work: Work, family_id: UUID) -> Answered:
    """The intake of a family that asks for support."""
    return _page(work, family_id, FamilyRole.ASKING)


@routes.form("/gezinnen/<uuid:family_id>/intake-steungezin", CASEWORK)
def offering(work: Work, family_id: UUID) -> Answered:
    """The intake of a family that offers support."""
    return _page(work, family_id, FamilyRole.OFFERING)


def _page(work: Work, family_id: UUID, role: FamilyRole) -> Answered:
    open_family(work, family_id)
    kept = intake_of(work, family_id, role)
    method = kept.method if kept else method_of(work)
    partly = "later" in request.form
    initial = initial_of(kept.record if kept else None, work.today)
    form = Form(schema_for(method, role, partly=partly), initial)

    def keep(data: dict[str, Any]) -> None:
        record_intake(work, family_id, record_from(method, role, data, partly=partly))

    if carried_out(form, keep):
        flash(_("Bewaard. U kunt later verder.") if partly else _("Intake bewaard."), "ok")
        return to(ENDPOINTS[role], family_id=family_id)
    page = {"family": family_heading(work, family_id), "role": role, "kept": kept}
    if kept and kept.is_complete and not form.submitted and "wijzig" not in request.args:
        is_checked = safety_of(work, family_id).done
        return render_template("intake/kept.html", **page, **_shown(kept), is_checked=is_checked)
    shown = render_template("intake/form.html", **page, form=form, parts=parts_of(method, role))
    return shown, status_of(form)


def _shown(kept: KeptIntake) -> dict[str, object]:
    method, role = kept.method, kept.record.role
    form = Form(schema_for(method, role, partly=True), initial_of(kept.record, kept.record.held_on))
    form.submit(MultiDict([(name, v) for name, values in form.raw.items() for v in values]))
    by_name = {answer.name: answer for answer in summary(form)}
    words = suitability_words(method, kept.record.suitability)
    return {"shown": _filled(parts_of(method, role), by_name), "outcome": words}


def _filled(parts: list[Part], by_name: dict[str, Answer]) -> list[tuple[object, list[Answer]]]:
    """The answers of each part, without the judgement, which stands beside them."""
    return [
        (part.title, [by_name[name] for name in part.names if name in by_name])
        for part in parts
        if part.names != JUDGEMENT
    ]
