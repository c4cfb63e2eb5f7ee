"""The pages of couplings: the list, one coupling, its answers, agreements and contract."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import Response as FileResponse
from flask import flash, render_template, request
from werkzeug.wrappers import Response

from core.accounts.policy import CASEWORK
from core.couplings import services, step_views
from core.couplings.access import access_coupling
from core.couplings.contracts import FILE_NAME, make_contract
from core.couplings.list_filters import wanted_couplings
from core.couplings.models import Coupling
from core.couplings.next_step import next_step
from core.couplings.page import CouplingView, coupling_view
from core.couplings.page_parts import Moment
from core.couplings.phases import Phase
from core.couplings.queries import list_couplings as find_couplings
from core.couplings.routes import routes
from core.couplings.schemas import (
    CHILDREN,
    NOT_ASKED,
    YES,
    agreement_form,
    answer_form,
    note_form,
)
from core.evaluations.queries import concerns
from core.families.models import ContactWay, FamilyRole
from core.families.services import ContactNote, note_contact
from core.web import refusals
from core.web.forms import Form
from core.web.submitting import UNPROCESSABLE, carried_out, status_of
from core.wording import _
from core.work import Work

__all__ = ["routes", "step_views"]
ENDS_SOON = timedelta(days=28)
Page = str | Response | tuple[str, int]
Forms = dict[FamilyRole, Form]


@routes.page("/koppelingen", CASEWORK)
def list_couplings(work: Work) -> Page:
    """The couplings that run, filtered by phase, silence or a name."""
    wanted = wanted_couplings(request.args)
    found = find_couplings(work, wanted)
    return render_template(
        "couplings/list.html", found=found, wanted=wanted, phases=list(Phase), today=work.today
    )


@routes.page("/koppelingen/<uuid:coupling_id>", CASEWORK)
def show(work: Work, coupling_id: UUID) -> Page:
    """One coupling; the logbook of both families records who looked."""
    coupling = access_coupling(work, coupling_id)
    for family_id in (coupling.asking_family_id, coupling.offering_family_id):
        work.record("family.opened", "family", family_id)
    view = coupling_view(work, coupling)
    return _page(work, view, _answer_forms(view))


@routes.action("/koppelingen/<uuid:coupling_id>/antwoorden", CASEWORK)
def answer(work: Work, coupling_id: UUID) -> Page:
    """Keep what both sides say now, each on its own."""
    coupling = access_coupling(work, coupling_id)
    view = coupling_view(work, coupling)
    if view.moment_now is None:
        flash(_("Er is nu niets te vragen bij deze koppeling."), "info")
        return refusals.to("couplings.show", coupling_id=coupling_id)
    forms = _answer_forms(view)
    now = view.moment_now
    # Every form is taken before any answer is kept: a slip in one writes nothing of the other.
    fine = [form.submit(request.form) for form in forms.values()]
    if not all(fine):
        return _page(work, view, forms), UNPROCESSABLE
    if not now.said and all(form.data["says"] == NOT_ASKED for form in forms.values()):
        flash(_("Er is niets bewaard: kies eerst ja of nee bij een gezin."), "info")
        return refusals.to("couplings.show", coupling_id=coupling_id, _anchor="ja")
    for side, form in forms.items():
        _keep(work, coupling, now, side, form.data)
    flash(_("De antwoorden zijn bewaard."), "ok")
    return refusals.to("couplings.show", coupling_id=coupling_id)


def _keep(
    work: Work, coupling: Coupling, now: Moment, side: FamilyRole, data: dict[str, Any]
) -> None:
    """Keep one side's answer; one that did not change keeps its day and who asked."""
    key, said = now.moment.key, now.said.get(side)
    if data["says"] == NOT_ASKED:
        services.withdraw_answer(work, coupling.id, moment=key, side=side)
        return
    told = data["says"] == YES, CHILDREN in data["children"], data["quote"] or ""
    if said and told == (said.says_yes, said.children_heard, said.quote):
        return
    says_yes, children_heard, quote = told
    services.record_answer(
        work,
        coupling.id,
        moment=key,
        side=side,
        says_yes=says_yes,
        children_heard=children_heard,
        quote=quote,
    )


def _answer_forms(view: CouplingView) -> Forms:
    if view.moment_now is None:
        return {}
    return {side: answer_form(side, view.moment_now.said.get(side)) for side in FamilyRole}


def _page(work: Work, view: CouplingView, forms: Forms) -> str:
    worries = concerns(work, view.line.id)
    return render_template(
        "couplings/show.html",
        view=view,
        line=view.line,
        forms=forms,
        step=next_step(view, worries, work.today),
        today=work.today,
        soon=work.today + ENDS_SOON,
        sides=list(FamilyRole),
    )


@routes.form("/koppelingen/<uuid:coupling_id>/afspraken", CASEWORK)
def agreements(work: Work, coupling_id: UUID) -> Page:
    """Change the agreements: a new version, the older ones stay."""
    coupling = access_coupling(work, coupling_id)
    view = coupling_view(work, coupling)
    now = {key: text for key, _label, text in view.agreements.items} if view.agreements else {}
    form = Form(agreement_form(view.method), now)

    def keep(data: dict[str, Any]) -> None:
        items = {key: text or "" for key, text in data.items() if key != "contract_on"}
        services.note_agreements(work, coupling_id, items, data.get("contract_on"))

    if carried_out(form, keep):
        told = _("De afspraken zijn bewaard.")
        flash(f"{told} {_('De vorige versie blijft te zien.')}" if now else told, "ok")
        return refusals.to("couplings.show", coupling_id=coupling_id, _anchor="afspraken")
    page = render_template("couplings/agreements.html", view=view, line=view.line, form=form)
    return page, status_of(form)


@routes.page("/koppelingen/<uuid:coupling_id>/contract.pdf", CASEWORK)
def contract(work: Work, coupling_id: UUID) -> FileResponse:
    """The contract, with the agreements as they are now."""
    made = FileResponse(make_contract(work, coupling_id), mimetype="application/pdf")
    made.headers["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    return made


@routes.form("/koppelingen/<uuid:coupling_id>/contact", CASEWORK)
def note(work: Work, coupling_id: UUID) -> Page:
    """Note a contact about this coupling, with one of both families."""
    coupling = access_coupling(work, coupling_id)
    view = coupling_view(work, coupling)
    schema = note_form(view.line.asking_name, view.line.offering_name)
    form = Form(schema, {"on_date": work.today, "side": request.args.get("gezin", "")})

    def keep(data: dict[str, Any]) -> None:
        side = FamilyRole(data["side"])
        asks = side is FamilyRole.ASKING
        family_id = coupling.asking_family_id if asks else coupling.offering_family_id
        written = ContactNote(
            role=side,
            way=ContactWay(data["way"]),
            with_whom=data["with_whom"] or "",
            text=data["text"],
            on_date=data["on_date"],
            coupling_id=coupling_id,
            follow_up_on=data["follow_up_on"],
        )
        note_contact(work, family_id, written)

    if carried_out(form, keep):
        flash(_("Het contact is bewaard."), "ok")
        return refusals.to("couplings.show", coupling_id=coupling_id)
    page = render_template("couplings/note.html", view=view, line=view.line, form=form)
    return page, status_of(form)
