"""The pages of matching: who waits, who fits, and the choice that a person makes."""

from uuid import UUID

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue as Answered

from core.accounts.models import Role
from core.accounts.policy import CASEWORK, FIGURES
from core.errors import NotFound, Refused
from core.families.access import open_family
from core.matching import form_views, weights_views
from core.matching.candidate import Candidate, candidate_of
from core.matching.candidates import FITS, SHOWN, candidates_for
from core.matching.evidence import evidence
from core.matching.limits import LIMIT_LABELS, Limit
from core.matching.models import MatchProposal
from core.matching.open_proposal import open_proposal_of
from core.matching.proposals import NEVER
from core.matching.queries import Filters, find_overview
from core.matching.reading import why_chosen
from core.matching.request_form import URGENCIES
from core.matching.request_seen import AskedFor, asked_for
from core.matching.schemas import ExcludeForm, OverrideForm, ProposeForm, ReasonForm
from core.matching.services import exclude, lift_exclusion, propose, withdraw_proposal
from core.matching.weighing import weighing
from core.web.forms import Form
from core.web.refusals import to
from core.web.routes import Routes
from core.wording import Text, _
from core.work import Work

routes = Routes("matching", __name__)
form_views.declare(routes)
weights_views.declare(routes)


@routes.page("/matching", CASEWORK)
def overview(work: Work) -> Answered:
    """Open requests beside open offers with room."""
    filters = _filters(work)
    shown = find_overview(work, filters, request.args.get("bladzijde", 1, int))
    return render_template(
        "matching/overview.html",
        shown=shown,
        filters=filters,
        urgencies=URGENCIES,
        places=[(place, place) for place in shown.places],
        today=work.today,
    )


def _filters(work: Work) -> Filters:
    whose = request.args.get("wie", "alle" if work.actor.role == Role.ADMIN else "mij")
    urgency = request.args.get("urgentie", 0, int)
    return Filters(whose != "alle", request.args.get("plaats", "")[:60], max(0, min(urgency, 3)))


@routes.page("/matching/<uuid:request_id>", CASEWORK)
def candidates(work: Work, request_id: UUID) -> Answered:
    """Who fits one request, and the proposal that is open."""
    asked = asked_for(work, request_id)
    open_family(work, asked.family_id)
    proposal = open_proposal_of(work, request_id)
    chosen = proposal or asked.running
    shown = request.args.get("toon", FITS, int)
    page = request.args.get("bladzijde", 1, int)
    return render_template(
        "matching/candidates.html",
        asked=asked,
        found=candidates_for(work, asked, shown, page, chosen.offer_id if chosen else None),
        step=SHOWN,
        proposal=proposal,
        introduction_url=proposal and url_for("couplings.start", proposal_id=proposal.id),
    )


@routes.form("/matching/<uuid:request_id>/<uuid:offer_id>", CASEWORK)
def choose(work: Work, request_id: UUID, offer_id: UUID) -> Answered:
    """Choose one family, with a reason when something stands in the way."""
    asked = asked_for(work, request_id)
    form = _reason_form(candidate_of(work, asked, offer_id))
    if request.method == "POST" and _is_chosen(work, request_id, offer_id):
        flash(_("U koos dit gezin al. Plan nu de kennismaking."), "info")
        return to("matching.candidates", request_id=request_id)
    if request.method == "POST" and form.submit(request.form):
        try:
            propose(work, request_id, offer_id, reason=form.data["reason"])
        except Refused as refused:
            form.add_error(refused.field, refused.message)
        else:
            flash(_("Voorstel gemaakt. Plan nu de kennismaking."), "ok")
            return to("matching.candidates", request_id=request_id)
    return _choose_page(work, asked, offer_id, form, Form(ExcludeForm))


def _is_chosen(work: Work, request_id: UUID, offer_id: UUID) -> bool:
    """Whether this pair was chosen a moment ago, with the same button or in another window."""
    proposal = open_proposal_of(work, request_id)
    return proposal is not None and proposal.offer_id == offer_id


@routes.action("/matching/<uuid:request_id>/<uuid:offer_id>/niet-samen", CASEWORK)
def keep_apart(work: Work, request_id: UUID, offer_id: UUID) -> Answered:
    """Keep two families apart, with why; or let them be coupled again."""
    asked = asked_for(work, request_id)
    if request.form.get("weer") == "ja":
        lift_exclusion(work, request_id, offer_id)
        flash(_("Deze gezinnen kunnen weer samen."), "ok")
        return to("matching.choose", request_id=request_id, offer_id=offer_id)
    form = Form(ExcludeForm)
    if not form.submit(request.form):
        reason = _reason_form(candidate_of(work, asked, offer_id))
        return _choose_page(work, asked, offer_id, reason, form)
    exclude(work, request_id, offer_id, form.data["kind"], form.data["note"] or "")
    flash(_("Opgeschreven. Dit gezin staat nu bij “Past nu niet”."), "ok")
    return to("matching.candidates", request_id=request_id)


def _choose_page(work: Work, asked: AskedFor, offer_id: UUID, form: Form, apart: Form) -> Answered:
    chosen = candidate_of(work, asked, offer_id)
    if chosen.family_id == asked.family_id:
        raise NotFound("support_offer")
    page = render_template(
        "matching/choose.html",
        asked=asked,
        chosen=chosen,
        proposal=open_proposal_of(work, asked.id),
        form=form,
        apart=apart,
        is_apart=Limit.EXCLUSION in chosen.limits,
        may_choose=not chosen.limits & NEVER,
        checks=_checks(chosen),
    )
    return page, 422 if form.errors or apart.errors else 200


@routes.page("/voorstellen/<uuid:proposal_id>/waarom", CASEWORK)
def why(work: Work, proposal_id: UUID) -> Answered:
    """Why this family was proposed: what was known and said on the day of the choice."""
    return render_template("matching/why.html", why=why_chosen(work, proposal_id))


@routes.page("/handleiding/matching", CASEWORK)
def handbook(work: Work) -> Answered:
    """What points, limits, regret and advice mean, on one page."""
    return render_template("matching/handbook.html", weighing=weighing(work))


@routes.page("/cijfers/matching", FIGURES)
def evidence_page(work: Work) -> Answered:
    """What became of suggestions, in counts; whoever pays sees no reasons."""
    shows_reasons = work.actor.role != Role.GEMEENTE
    return render_template(
        "matching/evidence.html",
        seen=evidence(work, with_reasons=shows_reasons),
        shows_reasons=shows_reasons,
    )


def _reason_form(chosen: Candidate) -> Form:
    """A reason is needed as soon as something stands in the way."""
    return Form(OverrideForm if chosen.blockers else ProposeForm)


def _checks(chosen: Candidate) -> list[tuple[Text, str]]:
    """Every limit with how it stands: kept, not kept, or not known."""
    names = {**LIMIT_LABELS, Limit.EXCLUSION: _("niet uit elkaar gehouden")}
    stands = {limit: "blocked" for limit in Limit if limit in chosen.limits}
    unknown = {limit: "unknown" for limit in Limit if limit in chosen.unknown}
    return [(label, (unknown | stands).get(limit, "kept")) for limit, label in names.items()]


@routes.form("/voorstellen/<uuid:proposal_id>/intrekken", CASEWORK)
def withdraw(work: Work, proposal_id: UUID) -> Answered:
    """Take back a proposal, with why."""
    found = work.find(MatchProposal, proposal_id)
    asked = asked_for(work, found.request_id)
    proposal = open_proposal_of(work, found.request_id)
    if proposal is None or proposal.id != proposal_id:
        flash(_("Dit voorstel staat niet meer open."), "info")
        return to("matching.candidates", request_id=found.request_id)
    form = Form(ReasonForm)
    if request.method == "POST" and form.submit(request.form):
        withdraw_proposal(work, proposal_id, form.data["reason"])
        flash(_("Voorstel ingetrokken. De plek is weer vrij."), "ok")
        return to("matching.candidates", request_id=found.request_id)
    page = render_template("matching/withdraw.html", asked=asked, proposal=proposal, form=form)
    return page, 422 if form.errors else 200
