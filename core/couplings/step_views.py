"""The steps of a coupling as pages: meet, trial, definitive, end, one step back."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import flash, render_template
from werkzeug.wrappers import Response

from core.accounts.policy import CASEWORK
from core.couplings import services
from core.couplings.access import access_coupling
from core.couplings.introductions import introduction_gates
from core.couplings.joint import DecidedWith, decided_with
from core.couplings.lifecycle import Caution, Gates
from core.couplings.models import Coupling
from core.couplings.page import CouplingView, coupling_view
from core.couplings.phases import Phase
from core.couplings.routes import routes
from core.couplings.schemas import (
    YES,
    BackForm,
    DefinitiveForm,
    TrialForm,
    decision_form,
    end_form,
    introduction_form,
    with_reason,
)
from core.couplings.steps import phase_back
from core.families.models import Family, FamilyRole
from core.matching.access import access_request
from core.matching.models import MatchProposal, SupportOffer, SupportRequest
from core.method.choice import methods_of, pinned
from core.web import refusals
from core.web.forms import Form
from core.web.submitting import carried_out, status_of
from core.wording import _, _l
from core.work import Work

COMPLETED = "completed"
Page = str | Response | tuple[str, int]


@routes.form("/voorstellen/<uuid:proposal_id>/kennismaking", CASEWORK)
def start(work: Work, proposal_id: UUID) -> Page:
    """Plan the introduction of a chosen pair: this makes the coupling."""
    proposal = work.find(MatchProposal, proposal_id)
    asked = access_request(work, proposal.request_id)
    offer = work.find(SupportOffer, proposal.offer_id)
    methods = methods_of(work)
    initial = {"on_date": work.today + timedelta(days=7), "variant": methods[0].key}
    form = Form(introduction_form(methods), initial)
    made: list[UUID] = []

    def meet(data: dict[str, Any]) -> None:
        made.append(_introduce(work, proposal_id, data))

    if carried_out(form, meet):
        flash(_("De kennismaking staat gepland. Noteer daarna wat beide gezinnen zeggen."), "ok")
        return refusals.to("couplings.show", coupling_id=made[0])
    page = render_template(
        "couplings/start.html",
        form=form,
        found=_before_meeting(work, asked, offer),
        asking=work.find(Family, asked.family_id),
        offering=work.find(Family, offer.family_id),
        request_id=asked.id,
    )
    return page, status_of(form)


def _before_meeting(work: Work, asked: SupportRequest, offer: SupportOffer) -> Gates:
    """What stands before the introduction; what only another method asks for bears its name."""
    methods = methods_of(work)
    found = introduction_gates(work, asked, offer, methods[0])
    told = {one.code: one for one in found.warnings if one.code != "professional_missing"}
    for method in methods[1:]:
        for one in introduction_gates(work, asked, offer, method).warnings:
            if one.code not in told and one.code != "professional_missing":
                told[one.code] = Caution(one.code, f"{method.name}: {one.sentence}")
    return replace(found, warnings=tuple(told.values()))


def _decided(work: Work, data: dict[str, Any]) -> DecidedWith | None:
    name, function = data.get("decided_with"), data.get("decided_function")
    if not (name or function):
        return None
    return DecidedWith(name or "", function or "", data.get("decided_on") or work.today)


@routes.form("/koppelingen/<uuid:coupling_id>/samen-besloten", CASEWORK)
def decided(work: Work, coupling_id: UUID) -> Page:
    """Note with which professional it was decided to start."""
    coupling = access_coupling(work, coupling_id)
    known = decided_with(work, coupling)
    initial = {
        "decided_with": known.name if known else None,
        "decided_function": known.function if known else None,
        "decided_on": known.decided_on if known else work.today,
    }
    form = Form(decision_form(), initial)

    def keep(data: dict[str, Any]) -> None:
        told = DecidedWith(data["decided_with"], data["decided_function"], data["decided_on"])
        services.note_decision(work, coupling_id, told)

    if carried_out(form, keep):
        flash(_("Bewaard met wie u dit besloot."), "ok")
        return refusals.to("couplings.show", coupling_id=coupling_id)
    view = coupling_view(work, coupling)
    page = render_template("couplings/decided.html", view=view, line=view.line, form=form)
    return page, status_of(form)


def _introduce(work: Work, proposal_id: UUID, data: dict[str, Any]) -> UUID:
    coupling_id = services.start_introduction(
        work,
        proposal_id,
        on_date=data["on_date"],
        at_time=data["at_time"],
        where=data["where"] or "",
        reason=data["reason"],
        variant=data.get("variant"),
        decided=_decided(work, data),
    )
    coupling = work.find(Coupling, coupling_id)
    method = pinned(work, coupling.variant, coupling.variant_version)
    for side in FamilyRole:
        if data[f"{side}_says"] == YES:
            moment = method.moment_before[Phase.INTRODUCTION]
            services.record_answer(work, coupling_id, moment=moment, side=side, says_yes=True)
    return coupling_id


@routes.form("/koppelingen/<uuid:coupling_id>/proefperiode", CASEWORK)
def trial(work: Work, coupling_id: UUID) -> Page:
    """Start the trial."""
    view = coupling_view(work, access_coupling(work, coupling_id))
    begin = max(work.today, view.coupling.introduction_on)
    found = _gates(view, Phase.TRIAL)
    schema = with_reason(TrialForm) if _warns(found) else TrialForm
    form = Form(schema, {"from_date": begin, "until": begin + view.method.trial})

    def begin_it(data: dict[str, Any]) -> None:
        services.start_trial(work, coupling_id, **data)

    if carried_out(form, begin_it):
        flash(_("De proefperiode is begonnen. De evaluatie aan het eind staat op uw lijst."), "ok")
        return refusals.to("couplings.show", coupling_id=coupling_id)
    return _step(view, form, found, _l("Start de proefperiode"))


@routes.form("/koppelingen/<uuid:coupling_id>/definitief", CASEWORK)
def definitive(work: Work, coupling_id: UUID) -> Page:
    """Make the coupling definitive."""
    view = coupling_view(work, access_coupling(work, coupling_id))
    found = _gates(view, Phase.ACTIVE)
    form = Form(
        with_reason(DefinitiveForm) if _warns(found) else DefinitiveForm, {"on_date": work.today}
    )

    def make_it(data: dict[str, Any]) -> None:
        services.make_definitive(work, coupling_id, **data)

    if carried_out(form, make_it):
        flash(_("De koppeling is definitief. De evaluaties komen vanzelf op uw lijst."), "ok")
        return refusals.to("couplings.show", coupling_id=coupling_id)
    return _step(view, form, found, _l("Maak de koppeling definitief"))


def _gates(view: CouplingView, phase_to: Phase) -> Gates | None:
    """What stands before a step; the form of the trial asks for its last day itself."""
    if view.phase_to is not phase_to or view.gates is None:
        return None
    told = tuple(one for one in view.gates.warnings if one.code != "trial_end_missing")
    return replace(view.gates, warnings=told)


def _warns(found: Gates | None) -> bool:
    return bool(found and found.warnings and found.may_pass)


def _step(view: CouplingView, form: Form, found: Gates | None, title: object) -> Page:
    page = render_template(
        "couplings/step.html", view=view, line=view.line, form=form, found=found, title=title
    )
    return page, status_of(form)


@routes.form("/koppelingen/<uuid:coupling_id>/afronden", CASEWORK)
def end(work: Work, coupling_id: UUID) -> Page:
    """End the coupling, with a reason."""
    view = coupling_view(work, access_coupling(work, coupling_id))
    is_over = view.lasts_until and view.lasts_until <= work.today
    due = COMPLETED if is_over and view.method.has("end_reasons", COMPLETED) else None
    form = Form(end_form(view.method), {"on_date": work.today, "reason_key": due})

    def end_it(data: dict[str, Any]) -> None:
        services.end_coupling(
            work, coupling_id, on_date=data["on_date"], reason_key=data["reason_key"],
            note=data["note"] or "", reopen_request=data["reopen"],
        )  # fmt: skip

    if carried_out(form, end_it):
        flash(_("De koppeling is afgerond. U kunt die later weer openen."), "ok")
        return refusals.to("couplings.show", coupling_id=coupling_id)
    page = render_template("couplings/end.html", view=view, line=view.line, form=form)
    return page, status_of(form)


@routes.form("/koppelingen/<uuid:coupling_id>/terug", CASEWORK)
def back(work: Work, coupling_id: UUID) -> Page:
    """One step back, or open an ended coupling again."""
    view = coupling_view(work, access_coupling(work, coupling_id))
    form = Form(BackForm)

    def undo(data: dict[str, Any]) -> None:
        services.step_back(work, coupling_id, reason=data["reason"])

    if carried_out(form, undo):
        flash(_("De stap is teruggezet. Dit staat bij de stappen van de koppeling."), "ok")
        return refusals.to("couplings.show", coupling_id=coupling_id)
    page = render_template(
        "couplings/back.html",
        view=view,
        line=view.line,
        form=form,
        phase_to=phase_back(view.phase, view.known.facts.phase_before_end),
    )
    return page, status_of(form)
