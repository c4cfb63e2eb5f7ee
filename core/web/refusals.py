"""What the reader sees when a service says no."""

from flask import Flask, Response, flash, g, redirect, request, url_for
from werkzeug.exceptions import Forbidden as PageForbidden
from werkzeug.exceptions import NotFound as PageNotFound
from werkzeug.wrappers import Response as BaseResponse

from core.errors import Forbidden, NeedsReason, NotFound, Refused
from core.web.errors import handle
from core.web.routes import LoginNeeded


def _not_found(_error: NotFound) -> BaseResponse:
    return handle(PageNotFound())


def _forbidden(_error: Forbidden) -> BaseResponse:
    return handle(PageForbidden())


def _login_needed(_error: LoginNeeded) -> BaseResponse:
    login = "console_door.log_in" if g.is_console else "accounts.log_in"
    onward = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for(login, verder=onward))


def _needs_reason(error: NeedsReason) -> BaseResponse:
    onward = request.path if request.method == "GET" else came_from()
    asked = {"family_id": error.family_id, "rol": error.role, "verder": onward}
    return redirect(url_for("families.give_reason", **asked))


def _refused(error: Refused) -> BaseResponse:
    """Say why, on the page where the reader was."""
    flash(str(error.message), "error")
    return redirect(came_from() or url_for("accounts.start"))


def came_from() -> str | None:
    """The path of the page that sent the reader here, when it is one of ours."""
    referrer = request.referrer or ""
    own = request.host_url.rstrip("/")
    return own_path(referrer.removeprefix(own)) if referrer.startswith(f"{own}/") else None


def own_path(path: str | None) -> str | None:
    """A path to go on to after a login, when it stays on this host."""
    if not path or not path.startswith("/") or not path.isprintable() or "\\" in path:
        return None
    return None if path.startswith("//") else path


def register(app: Flask) -> None:
    """Answer a service's refusals."""
    app.register_error_handler(NotFound, _not_found)
    app.register_error_handler(Forbidden, _forbidden)
    app.register_error_handler(LoginNeeded, _login_needed)
    app.register_error_handler(NeedsReason, _needs_reason)
    app.register_error_handler(Refused, _refused)


Answer = str | tuple[str, int] | tuple[str, int, dict[str, str]] | Response | BaseResponse
"""What a view may return."""


def to(endpoint: str, **values: object) -> Response | BaseResponse:
    """Send the reader on after a POST, so that a reload repeats nothing."""
    return redirect(url_for(endpoint, **values), 303)  # type: ignore[arg-type]
