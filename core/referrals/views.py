"""The inbox: a list with one referral beside it, and the sign-up by the coordinator's hand."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import flash, render_template, request, url_for
from werkzeug.wrappers import Response

from core.accounts.policy import CASEWORK
from core.contact_details import shown
from core.duplicates.noticing import Alike, alike_to_referral
from core.errors import Refused
from core.families.models import FamilyRole
from core.handovers.queries import waiting_arrivals
from core.method.choice import method_of
from core.method.variant import MethodVariant
from core.programme.terms import terms_of
from core.referrals import link_views, services
from core.referrals.access import access_referral
from core.referrals.answers import family_draft, referred_draft
from core.referrals.draft import BY_HAND
from core.referrals.inbox import Shelf, list_referrals, promise_in_words
from core.referrals.inbox_forms import (
    ACCEPT,
    ASK,
    DECLINE,
    ELSEWHERE,
    LATER,
    NEW_FAMILY,
    REFER_ON,
    NameForm,
    decision_form,
)
from core.referrals.letters import status_address
from core.referrals.link_list import link_of
from core.referrals.models import ReferralState
from core.referrals.opened import read_referral
from core.referrals.references import new_submission, submission_id
from core.referrals.routes import routes
from core.referrals.schemas import ask_form, offer_form, refer_form
from core.web.formats import long_date
from core.web.forms import Form, FormSchema, hidden_inputs
from core.web.refusals import to
from core.wording import Text, _, _l
from core.work import Work

__all__ = ["link_views", "routes"]

Page = tuple[str, int] | Response

STATE_LABELS: dict[ReferralState, Text] = {
    ReferralState.NEW: _l("Nieuw"),
    ReferralState.QUESTION: _l("Vraag gesteld"),
    ReferralState.ACCEPTED: _l("Dossier gemaakt"),
    ReferralState.DECLINED: _l("Afgewezen"),
    ReferralState.REFERRED_ON: _l("Doorverwezen"),
}
KINDS: dict[str, tuple[Text, Callable[[MethodVariant], type[FormSchema]]]] = {
    "vraag": (_l("Een gezin zoekt steun"), ask_form),
    "steun": (_l("Een gezin wil steun geven"), offer_form),
    "verwijzer": (_l("Een verwijzer belt of mailt"), refer_form),
}


@routes.page("/aanmeldingen", CASEWORK)
def inbox(work: Work) -> Page:
    """Show the list; nothing is open yet."""
    return _page(work, None)


@routes.form("/aanmeldingen/<uuid:referral_id>", CASEWORK)
def show(work: Work, referral_id: UUID) -> Page:
    """Show one referral beside the list, and take the decision about it."""
    if request.method == "GET":
        return _page(work, referral_id)
    referral = access_referral(work, referral_id)
    facts = read_referral(work, referral_id)
    if not facts.is_open:
        raise Refused(_("Over deze aanmelding is al besloten."))
    form = decision_form(work, referral, facts, alike_to_referral(work, referral).families)
    if form.submit(request.form):
        try:
            return _decided(work, referral_id, form.data)
        except Refused as no:
            form.add_error(_field(no, form), str(no.message))
    return _page(work, referral_id, 422, form=form)


def _decided(work: Work, referral_id: UUID, data: dict[str, Any]) -> Response:
    done: dict[str, Callable[[], Response]] = {
        ACCEPT: lambda: _accept(work, referral_id, data),
        ASK: lambda: _ask(work, referral_id, data),
        REFER_ON: lambda: _refer_on(work, referral_id, data),
        DECLINE: lambda: _decline(work, referral_id, data),
        LATER: lambda: _later(work, referral_id, data),
    }
    return done[data["decision"]]()


def _accept(work: Work, referral_id: UUID, data: dict[str, Any]) -> Response:
    known, place = data.get("family_id") or NEW_FAMILY, data.get("place")
    services.tell_sender(work, referral_id, message=data.get("accept_message") or "")
    family_id = services.accept(
        work,
        referral_id,
        coordinator_id=UUID(data["coordinator_id"]),
        family_name=data.get("family_name") or "",
        place=(data["place_elsewhere"] if place == ELSEWHERE else place) or "",
        family_id=None if known == NEW_FAMILY else UUID(known),
    )
    flash(_("Het dossier is gemaakt. Plan nu de intake."), "ok")
    return to("families.plan", family_id=family_id, soort="intake")


def _ask(work: Work, referral_id: UUID, data: dict[str, Any]) -> Response:
    mailed = services.ask_referrer(work, referral_id, question=data["question"])
    told = _("Uw vraag is gemaild.") if mailed else _("Uw vraag is bewaard. Bel nu de verwijzer.")
    flash(told, "ok")
    return to("referrals.show", referral_id=referral_id)


def _refer_on(work: Work, referral_id: UUID, data: dict[str, Any]) -> Response:
    services.refer_on(
        work,
        referral_id,
        destination=data["destination"],
        note=data["refer_note"] or "",
        message=data.get("refer_message") or "",
    )
    flash(_("Het gezin is doorverwezen."), "ok")
    return to("referrals.show", referral_id=referral_id)


def _decline(work: Work, referral_id: UUID, data: dict[str, Any]) -> Response:
    services.decline(
        work,
        referral_id,
        reason=data["reason"],
        note=data["decline_note"] or "",
        message=data.get("decline_message") or "",
    )
    flash(_("De aanmelding is afgewezen, met de reden erbij."), "ok")
    return to("referrals.show", referral_id=referral_id)


def _later(work: Work, referral_id: UUID, data: dict[str, Any]) -> Response:
    services.ask_later(work, referral_id, on=data["again_on"])
    day = long_date(data["again_on"])
    flash(_("Bewaard. De aanmelding komt terug op %(day)s.", day=day), "ok")
    return to("referrals.show", referral_id=referral_id)


def _field(no: Refused, form: Form) -> str | None:
    """The field of the form at which a service's refusal belongs."""
    prefix = {ACCEPT: "accept", REFER_ON: "refer", DECLINE: "decline"}
    name = no.field
    if name == "message":
        name = f"{prefix.get(form.data.get('decision', ''), '')}_message"
    return name if name and name in form else None


@routes.form("/aanmeldingen/<uuid:referral_id>/naam", CASEWORK)
def give_name(work: Work, referral_id: UUID) -> Page:
    """Take the name of a family that was first discussed without one."""
    form = Form(NameForm, prefix="gezin_")
    access_referral(work, referral_id)
    if request.method == "GET":
        return to("referrals.show", referral_id=referral_id)
    if not form.submit(request.form):
        return _page(work, referral_id, 422, name_form=form)
    services.add_name(
        work,
        referral_id,
        first_name=form.data["first_name"],
        contact=form.data["contact"].value,
        message_safe=form.data["message_safe"],
        consent_on=work.today,
    )
    flash(_("De naam staat erbij. U kunt nu een dossier maken."), "ok")
    return to("referrals.show", referral_id=referral_id)


@routes.action("/aanmeldingen/<uuid:referral_id>/heropenen", CASEWORK)
def reopen(work: Work, referral_id: UUID) -> Page:
    """Put a decided referral back among the new ones."""
    services.reopen(work, referral_id)
    flash(_("De aanmelding staat weer bij nieuw."), "ok")
    return to("referrals.show", referral_id=referral_id)


@routes.form("/aanmeldingen/nieuw", CASEWORK)
def new(work: Work) -> Page:
    """Take in by hand what somebody told by phone or in person."""
    kind = request.args.get("soort", "vraag")
    kind = kind if kind in KINDS else "vraag"
    initial = {} if kind == "verwijzer" else {"language": "nl"}
    form = Form(KINDS[kind][1](method_of(work)), initial)
    if request.method == "POST" and form.submit(request.form):
        sending = submission_id(work, request.form.get("verzending", ""), _answers(form))
        if sending:
            return _taken(work, kind, form, sending)
        form.add_error(None, _("Controleer alles nog een keer en bewaar het dan."))
    status = 422 if form.submitted else 200
    page = render_template(
        "referrals/new.html", form=form, kind=kind, kinds=KINDS, mark=new_submission(work)
    )
    return page, status


def _answers(form: Form) -> dict[str, list[str]]:
    answers: dict[str, list[str]] = {}
    for name, value in hidden_inputs(form):
        answers.setdefault(name, []).append(value)
    return answers


def _taken(work: Work, kind: str, form: Form, sending: UUID) -> Response:
    if kind == "verwijzer":
        draft = referred_draft(work, BY_HAND, form.data, sending)
    else:
        role = FamilyRole.ASKING if kind == "vraag" else FamilyRole.OFFERING
        draft = family_draft(work, role, BY_HAND, form.data, sending)
    services.receive(work, draft)
    flash(_("De aanmelding is bewaard."), "ok")
    return to("referrals.show", referral_id=sending)


def _page(
    work: Work,
    referral_id: UUID | None,
    status: int = 200,
    form: Form | None = None,
    name_form: Form | None = None,
) -> Page:
    facts = read_referral(work, referral_id) if referral_id else None
    alike = Alike()
    if facts and facts.is_open:
        referral = access_referral(work, facts.id)
        alike = alike_to_referral(work, referral)
        form = form or decision_form(work, referral, facts, alike.families)
    link = link_of(work, facts.id) if facts and facts.referrer else None
    shelf, search = _shelf(facts is None or facts.state == ReferralState.NEW), _search()
    page = render_template(
        "referrals/inbox.html",
        arrivals=waiting_arrivals(work),
        inbox=list_referrals(work, shelf, search, request.args.get("blad", 1, int), _profile()),
        shelf=shelf,
        profile=_profile(),
        search=search,
        facts=facts,
        alike=alike,
        form=form,
        name_form=name_form or Form(NameForm, prefix="gezin_"),
        states=STATE_LABELS,
        promise=terms_of(work).reaction_days,
        today=work.today,
        in_words=promise_in_words,
        shown_contact=shown,
        here=_here(referral_id),
        link=link,
        link_address=status_address(work, link.id) if link else "",
    )
    return page, status


def _shelf(new_by_itself: bool) -> Shelf:
    """The shelf that was asked for; a decided referral stands among all of them."""
    try:
        return Shelf(request.args["toon"])
    except (KeyError, ValueError):
        return Shelf.NEW if new_by_itself else Shelf.ALL


def _profile() -> str:
    """The code of the search profile whose answers are asked for."""
    return request.args.get("profiel", "").strip()[:16]


def _search() -> str:
    return request.args.get("zoek", "").strip()[:80]


def _here(referral_id: UUID | None) -> Callable[..., str]:
    """Addresses inside the inbox that keep the shelf and the search."""
    kept = {
        name: request.args[name]
        for name in ("toon", "zoek", "profiel", "blad")
        if name in request.args
    }

    def address(other: UUID | None = None, **changed: object) -> str:
        values = {**kept, **changed}
        if other is None:
            return url_for("referrals.inbox", **values)  # type: ignore[arg-type]
        return url_for("referrals.show", referral_id=other, **values)  # type: ignore[arg-type]

    return address
