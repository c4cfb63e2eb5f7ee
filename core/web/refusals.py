"""What the reader sees when a service says no."""

from flask import Flask, Response, current_app, flash, g, make_response, redirect, request, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import Forbidden as PageForbidden
from werkzeug.exceptions import HTTPException
from werkzeug.exceptions import NotFound as PageNotFound
from werkzeug.wrappers import Response as BaseResponse

from core.drafts.tickets import FIELD
from core.errors import Forbidden, Merged, NeedsReason, NotFound, Refused
from core.web import errors
from core.web.drafting import Kept, keep_posted
from core.web.errors import handle
from core.web.forms.stale import StalePost
from core.web.paths import came_from, own_path
from core.web.routes import POLICIES, LoginNeeded
from core.wording import _

__all__ = ["Answer", "came_from", "own_path", "register", "to"]


def _not_found(_error: NotFound) -> BaseResponse:
    return handle(PageNotFound())


def _forbidden(_error: Forbidden) -> BaseResponse:
    return handle(PageForbidden())


def _login_needed(_error: LoginNeeded) -> BaseResponse:
    """Ask who it is; what was posted in a form waits until the same member is back."""
    login = "console_door.log_in" if g.is_console else "accounts.log_in"
    if request.method == "GET":
        return redirect(url_for(login, verder=request.full_path.rstrip("?")))
    kept = keep_posted()
    if kept:
        return _after_login(kept)
    if FIELD in request.form:
        return errors.logged_out()
    return redirect(url_for(login))


def _after_login(kept: Kept) -> BaseResponse:
    flash(_("U was uitgelogd. Log in: wat u invulde, is bewaard en kunt u terugzetten."), "info")
    return redirect(url_for("accounts.log_in", verder=kept.address))


def _stale(error: CSRFError) -> BaseResponse:
    """A form stood open too long: show it again as it was filled in, with a token that holds."""
    if not g.get("tenant"):
        return handle(error)
    policy = current_app.extensions[POLICIES].get(request.endpoint)
    if policy and not policy.needs_login:
        return _shown_again(error)
    kept = keep_posted()
    if kept is None:
        return handle(error)
    if kept.parked:
        return _after_login(kept)
    flash(
        _("Het formulier stond te lang open, er is niets bewaard. Uw tekst staat er nog: "
          "kijk hem na en druk nog eens op de knop."),
        "warning",
    )  # fmt: skip
    return redirect(kept.address, 303)


def _shown_again(error: CSRFError) -> BaseResponse:
    """The page of a public form, made once more of what was posted; nothing that it did stays."""
    rule = request.url_rule
    if rule is None or "GET" not in (rule.methods or ()):
        return handle(error)
    request.form = StalePost(request.form)
    view = current_app.view_functions[rule.endpoint]
    try:
        shown = make_response(view(**(request.view_args or {})))
    except NotFound as gone:  # what is raised here is handled nowhere else
        return _not_found(gone)
    except HTTPException as no:
        return handle(no)
    return shown if shown.mimetype == "text/html" and not shown.location else handle(error)


def _needs_reason(error: NeedsReason) -> BaseResponse:
    keep_posted()
    onward = request.path if request.method == "GET" else came_from()
    asked = {"family_id": error.family_id, "rol": error.role, "verder": onward}
    return redirect(url_for("families.give_reason", **asked))


def _merged(error: Merged) -> BaseResponse:
    """An old address of a family leads to the one that it is now; what was posted is not done."""
    old, new = str(error.family_id), str(error.into_id)
    if request.method == "GET":
        return redirect(request.full_path.rstrip("?").replace(old, new))
    keep_posted()
    flash(
        _("Dit gezin is samengevoegd met een ander dossier. Er is niets bewaard: kijk het na en "
          "doe het nog eens."),
        "warning",
    )  # fmt: skip
    return redirect(url_for("families.show", family_id=error.into_id), 303)


def _refused(error: Refused) -> BaseResponse:
    """Say why, on the page where the reader was."""
    flash(str(error.message), "error")
    if kept := keep_posted():
        return redirect(kept.address, 303)
    return redirect(came_from() or url_for("accounts.start"))


def register(app: Flask) -> None:
    """Answer a service's refusals."""
    app.register_error_handler(NotFound, _not_found)
    app.register_error_handler(Forbidden, _forbidden)
    app.register_error_handler(LoginNeeded, _login_needed)
    app.register_error_handler(NeedsReason, _needs_reason)
    app.register_error_handler(Merged, _merged)
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(CSRFError, _stale)


Answer = str | tuple[str, int] | tuple[str, int, dict[str, str]] | Response | BaseResponse
"""What a view may return."""


def to(endpoint: str, **values: object) -> Response | BaseResponse:
    """Send the reader on after a POST, so that a reload repeats nothing."""
    return redirect(url_for(endpoint, **values), 303)  # type: ignore[arg-type]
