"""Undoing, from the page of what was done."""

from uuid import UUID

from flask import Flask, flash, g, redirect, request, url_for
from werkzeug.wrappers import Response

from core.accounts.policy import CASEWORK
from core.undo import acts
from core.undo.acts import KINDS, Offer
from core.web.paths import came_from
from core.web.routes import Routes
from core.wording import _
from core.work import Work


class UndoRoutes(Routes):
    """The route, and what the work layout offers to undo."""

    def register(self, app: Flask) -> None:
        """Put the offers beside the route."""
        super().register(app)
        app.jinja_env.globals["undo_offers"] = undo_offers


routes = UndoRoutes("undo", __name__)


@routes.action("/ongedaan/<uuid:act_id>", CASEWORK)
def undo(work: Work, act_id: UUID) -> Response:
    """Put back what was done by a slip."""
    row = acts.undo(work, act_id)
    flash(f"{KINDS[row.kind].label}: {_('Ongedaan gemaakt.').lower()}", "ok")
    if row.mailed:
        flash(_("De mail die wegging, komt niet terug. Bel of mail wie hem kreeg."), "warning")
    return redirect(came_from() or url_for("accounts.start"), 303)


def undo_offers() -> tuple[Offer, ...]:
    """What this member can undo on this page: what was done today to whatever it is about."""
    account, work = g.get("account"), g.get("work")
    if account is None or work is None or account.role not in CASEWORK.roles:
        return ()
    if request.endpoint == "week.show":
        return acts.just_done(work)
    ids = [value for value in (request.view_args or {}).values() if isinstance(value, UUID)]
    return acts.offers(work, ids)
