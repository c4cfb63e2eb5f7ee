"""The page of one evaluation: plan the talk, and keep what each side says, apart."""

from typing import Any
from uuid import UUID

from flask import flash, render_template, request
from werkzeug.wrappers import Response

from core.accounts.policy import CASEWORK
from core.evaluations.answers import access_evaluation
from core.evaluations.models import Evaluation, EvaluationState
from core.evaluations.page import EvaluationView, SideView, evaluation_view
from core.evaluations.schemas import TalkForm, answers_form
from core.evaluations.services import record_evaluation_answer
from core.families.access import may_read
from core.families.models import AppointmentKind
from core.families.services import NewAppointment, plan_appointment
from core.web import refusals
from core.web.forms import Form
from core.web.routes import Routes
from core.web.submitting import carried_out, status_of
from core.wording import _
from core.work import Work

routes = Routes("evaluations", __name__)
Page = str | Response | tuple[str, int]


@routes.form("/evaluaties/<uuid:evaluation_id>", CASEWORK)
def show(work: Work, evaluation_id: UUID) -> Page:
    """Both sides, each with a form of its own; only the one that was posted is kept."""
    evaluation = access_evaluation(work, evaluation_id)
    view = evaluation_view(work, evaluation)
    work.record("evaluation.opened", "evaluation", evaluation_id)
    forms = {side.side: answers_form(work, side) for side in view.sides}
    posted = next((s for s in view.sides if s.side == request.form.get("side")), None)
    if posted and carried_out(forms[posted.side], _keep(work, evaluation, posted)):
        return _kept(evaluation, forms[posted.side].data)
    page = render_template("evaluations/show.html", view=view, forms=forms, today=work.today)
    return page, status_of(forms[posted.side]) if posted else 200


def _keep(work: Work, evaluation: Evaluation, side: SideView) -> Any:
    def keep(data: dict[str, Any]) -> None:
        answers = {key: value for key, value in data.items() if key != "answered_on" and value}
        record_evaluation_answer(
            work, evaluation.id, side=side.side, answers=answers, answered_on=data["answered_on"]
        )

    return keep


def _kept(evaluation: Evaluation, data: dict[str, Any]) -> Response:
    held = evaluation.state == EvaluationState.HELD
    flash(
        _("De evaluatie is klaar. De volgende staat gepland.")
        if held
        else _(
            "De antwoorden zijn bewaard. De evaluatie is klaar als beide gezinnen alles zeiden."
        ),
        "ok",
    )
    if data.get("agreements_changed") == "yes":
        flash(_("Pas hier de afspraken aan."), "info")
        return refusals.to("couplings.agreements", coupling_id=evaluation.coupling_id)
    if held:
        return refusals.to("couplings.show", coupling_id=evaluation.coupling_id)
    return refusals.to("evaluations.show", evaluation_id=evaluation.id)


@routes.form("/evaluaties/<uuid:evaluation_id>/plan", CASEWORK)
def plan(work: Work, evaluation_id: UUID) -> Page:
    """Plan the talk; the due date stays."""
    view = evaluation_view(work, access_evaluation(work, evaluation_id))
    form = Form(TalkForm, {"on_date": max(view.due_on, work.today)})

    def plan_it(data: dict[str, Any]) -> None:
        _plan(work, view, data)

    if carried_out(form, plan_it):
        flash(_("Het gesprek staat gepland."), "ok")
        return refusals.to("evaluations.show", evaluation_id=evaluation_id)
    return render_template("evaluations/plan.html", view=view, form=form), status_of(form)


def _plan(work: Work, view: EvaluationView, data: dict[str, Any]) -> None:
    side = next((s for s in view.sides if may_read(work, s.family_id, s.side)), view.sides[0])
    new = NewAppointment(
        role=side.side,
        kind=AppointmentKind.EVALUATION,
        on_date=data["on_date"],
        at_time=data["at_time"],
        where=data["where"] or "",
        coupling_id=view.coupling_id,
        evaluation_id=view.id,
    )
    plan_appointment(work, side.family_id, new)
