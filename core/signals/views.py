"""The pages of worries: for who sends one, and for who reads it."""

from typing import Any
from uuid import UUID

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue as Answered

from core.accounts.policy import CASEWORK, PUBLIC
from core.accounts.queries import caseworkers
from core.couplings.access import access_coupling
from core.errors import NotFound
from core.programme.queries import programme
from core.public import doors
from core.referrals.references import new_submission
from core.signals import links, services
from core.signals.access import access_signal
from core.signals.queries import families_of, list_signals, open_signal, received
from core.signals.references import read_receipt, receipt_reference
from core.signals.schemas import OutcomeForm, PublicWorryForm, WorryForm, hand_on_form
from core.signals.sending import sending_id
from core.signals.services import NewSignal
from core.web.forms import Form
from core.web.locales import PUBLIC_LANGUAGES
from core.web.refusals import to
from core.web.routes import Routes
from core.web.submitting import carried_out, status_of
from core.wording import _
from core.work import Work

routes = Routes("signals", __name__, languages=PUBLIC_LANGUAGES)
GONE = 410


@routes.form("/ik-maak-me-zorgen", PUBLIC)
def worry(work: Work) -> Answered:
    """Take a worry from anybody; nothing that is written is looked up."""
    return _take(work, Form(PublicWorryForm), None)


@routes.form("/z/<reference>", PUBLIC)
def private(work: Work, reference: str) -> Answered:
    """Take a worry from a steungezin, by its own link; a link that ended leads on."""
    is_ours, coupling_id = links.coupling_of_link(work, reference)
    if not is_ours:
        raise NotFound("signal_link")
    if coupling_id is None:
        return _page(work, "gone"), GONE
    return _take(work, Form(WorryForm), coupling_id)


def _take(work: Work, form: Form, coupling_id: UUID | None) -> Answered:
    status = 200
    if request.method == "POST":
        status = 422
        sending = sending_id(work, form) if doors.take(form) else None
        if sending is not None:
            doors.drop_bsn(form)
            services.receive_signal(work, _written(form, sending, coupling_id))
            return to("signals.sent", reference=receipt_reference(work, sending))
    return _page(
        work, "worry", form=form, by_link=coupling_id is not None, mark=new_submission(work)
    ), status


def _written(form: Form, sending: UUID, coupling_id: UUID | None) -> NewSignal:
    data = form.data
    contact = data.get("contact")
    return NewSignal(
        sending, data["story"], data.get("about") or "", data.get("sender") or "",
        contact.value if contact else "", coupling_id,
    )  # fmt: skip


@routes.page("/zorg-gemeld/<reference>", PUBLIC)
def sent(work: Work, reference: str) -> Answered:
    """Say that it arrived, what happens next and when, and who to call meanwhile."""
    signal_id = read_receipt(work, reference)
    respond_by = signal_id and received(work, signal_id)
    if not respond_by:
        raise NotFound("signal")
    return _page(work, "sent", respond_by=respond_by)


def _page(work: Work, name: str, **values: object) -> str:
    return render_template(f"signals/{name}.html", programme=programme(work), names=doors, **values)


@routes.page("/signalen", CASEWORK)
def inbox(work: Work) -> Answered:
    """The worries that this member may read."""
    page = min(max(request.args.get("pagina", 1, type=int), 1), 10_000)
    return render_template("signals/inbox.html", found=list_signals(work, page), today=work.today)


@routes.page("/signalen/<uuid:signal_id>", CASEWORK)
def show(work: Work, signal_id: UUID) -> Answered:
    """One worry, and what to do now."""
    return _shown(work, signal_id, _colleagues_form(work), Form(OutcomeForm))


@routes.action("/signalen/<uuid:signal_id>/oppakken", CASEWORK)
def take_up(work: Work, signal_id: UUID) -> Answered:
    """This member sees to it."""
    services.take_up(work, signal_id)
    flash(_("U pakt deze zorg op. Uw collega's lezen hem niet meer."), "ok")
    return to("signals.show", signal_id=signal_id)


@routes.action("/signalen/<uuid:signal_id>/doorgeven", CASEWORK)
def hand_on(work: Work, signal_id: UUID) -> Answered:
    """A colleague sees to it."""
    access_signal(work, signal_id)
    form = _colleagues_form(work)

    def give(data: dict[str, Any]) -> None:
        services.hand_on(work, signal_id, UUID(data["member"]))

    if carried_out(form, give):
        flash(_("Doorgegeven. Uw collega krijgt een mail zonder inhoud."), "ok")
        return to("signals.inbox")
    return _shown(work, signal_id, form, Form(OutcomeForm))


@routes.action("/signalen/<uuid:signal_id>/afronden", CASEWORK)
def close(work: Work, signal_id: UUID) -> Answered:
    """It was seen to."""
    access_signal(work, signal_id)
    form = Form(OutcomeForm)
    if carried_out(form, lambda data: services.close_signal(work, signal_id, data["outcome"])):
        flash(_("Afgerond en bewaard."), "ok")
        return to("signals.show", signal_id=signal_id)
    return _shown(work, signal_id, _colleagues_form(work), form)


def _colleagues_form(work: Work) -> Form:
    people = caseworkers(work)
    others = [(one.id, one.name) for one in people if one.id != work.actor.id]
    return hand_on_form(others or [(one.id, one.name) for one in people])


def _shown(work: Work, signal_id: UUID, colleagues: Form, outcome: Form) -> Answered:
    page = render_template(
        "signals/show.html",
        signal=open_signal(work, signal_id),
        me=work.actor.id,
        colleagues=colleagues,
        outcome=outcome,
        form=outcome if outcome.submitted else colleagues,
    )
    return page, max(status_of(colleagues), status_of(outcome))


@routes.page("/koppelingen/<uuid:coupling_id>/zorg-link", CASEWORK)
def link(work: Work, coupling_id: UUID) -> Answered:
    """The private link of the steungezin of a coupling."""
    coupling = access_coupling(work, coupling_id)
    return render_template(
        "signals/link.html",
        title=" en ".join(name for _id, name in families_of(work, coupling_id)),
        coupling_id=coupling_id,
        link=links.known_link(work, coupling_id),
        can_mail=bool(links.reachable(work, coupling)),
    )


@routes.action("/koppelingen/<uuid:coupling_id>/zorg-link/maken", CASEWORK)
def make(work: Work, coupling_id: UUID) -> Answered:
    """A new link; the one before stops working."""
    links.make_link(work, coupling_id)
    flash(_("De link is gemaakt. Geef hem aan het steungezin."), "ok")
    return to("signals.link", coupling_id=coupling_id)


@routes.action("/koppelingen/<uuid:coupling_id>/zorg-link/mailen", CASEWORK)
def mail(work: Work, coupling_id: UUID) -> Answered:
    """Mail the link to the steungezin."""
    links.mail_link(work, coupling_id)
    flash(_("De link is gemaild naar het steungezin."), "ok")
    return to("signals.link", coupling_id=coupling_id)


@routes.action("/koppelingen/<uuid:coupling_id>/zorg-link/intrekken", CASEWORK)
def revoke(work: Work, coupling_id: UUID) -> Answered:
    """Have the link stop working."""
    links.revoke_link(work, coupling_id)
    flash(_("De link werkt niet meer. Wie hem opent, ziet waar die wel terechtkan."), "ok")
    return to("signals.link", coupling_id=coupling_id)
