"""Keeping a draft while somebody types, and throwing one away."""

from uuid import UUID

from flask import flash, g, redirect, request, url_for
from werkzeug.wrappers import Response

from core.accounts.policy import MEMBERS
from core.drafts import services
from core.drafts.answers import answers_in, is_empty
from core.drafts.tickets import FIELD, read_ticket
from core.errors import Refused
from core.web.drafting import in_words, without_draft
from core.web.refusals import came_from
from core.web.routes import Routes
from core.wording import _
from core.work import Work

Answer = Response | tuple[dict[str, str], int]

routes = Routes("drafts", __name__)


@routes.action("/concepten", MEMBERS)
def save(work: Work) -> Answer:
    """Keep what stands in a form now; the page's script asks this, and nobody else."""
    ticket = read_ticket(work, request.form.get(FIELD, ""))
    if ticket is None or ticket.membership_id != g.account.membership_id:
        return {"error": str(_("Dit formulier is niet van u. Ververs de bladzijde."))}, 422
    try:
        answers = answers_in(request.form.items(multi=True))
    except Refused as refused:
        return {"error": str(refused.message)}, 413
    if is_empty(answers):
        services.drop_page(work, ticket)
        return {"saved": ""}, 200
    _draft, saved_at = services.keep_draft(work, ticket, answers)
    return {"saved": in_words(saved_at, clock_only=True)}, 200


@routes.action("/concepten/<uuid:draft_id>/weg", MEMBERS)
def drop(work: Work, draft_id: UUID) -> Answer:
    """Throw a draft away."""
    services.drop_draft(work, draft_id)
    flash(_("Het concept is weggegooid."), "ok")
    return redirect(without_draft(came_from() or url_for("accounts.start")), 303)
