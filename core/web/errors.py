"""Error pages that say what to do, and problem documents for the API."""

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final

from flask import Flask, Response, current_app, g, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError, ServiceUnavailable
from werkzeug.wrappers import Response as BaseResponse

from core.drafts.answers import is_secret
from core.web.drafting import Kept, keep_posted
from core.web.explanations import Explanation, expired, explain
from core.web.outages import is_outage
from core.wording import _

API_PREFIX: Final = "/api/"
_LONGEST: Final = 10_000
RETRY_AFTER: Final = 10


def register_errors(app: Flask) -> None:
    """Answer every error with a page in the reader's language, or a problem document."""
    app.register_error_handler(HTTPException, handle)
    app.register_error_handler(Exception, handle_unexpected)


def handle(error: HTTPException) -> BaseResponse:
    """Answer an HTTP error; redirects and ready-made responses pass through."""
    if error.response is not None or error.code is None or error.code < 400:
        return error.get_response(request.environ)
    g.is_error = True
    is_api = request.path.startswith(API_PREFIX)
    response = problem(error) if is_api else page(error)
    for name, value in error.get_headers(request.environ):
        if name.lower() in ("allow", "retry-after", "www-authenticate"):
            response.headers[name] = value
    return response


def handle_unexpected(error: Exception) -> BaseResponse:
    """Log an error that nobody foresaw, with a number that the page shows, and answer 500."""
    if is_outage(error):
        return _not_now(error)
    if current_app.testing or current_app.debug:
        raise error
    current_app.logger.exception("Unexpected error")
    failed = InternalServerError(original_exception=error)
    if request.method != "POST" or request.path.startswith(API_PREFIX):
        return handle(failed)
    kept = _kept_in_spite()
    return _bare(500, explain(500), typed=[] if kept else typed_answers(), kept=kept)


def _not_now(error: Exception) -> BaseResponse:
    """Say that we are away for a moment; what was posted is shown, to take over or send again."""
    current_app.logger.warning("the database cannot do it now: %s", type(error).__name__)
    if request.path.startswith(API_PREFIX):
        return handle(ServiceUnavailable(retry_after=RETRY_AFTER))
    typed = typed_answers() if request.method == "POST" else ()
    response = _bare(503, explain(503), typed)
    response.headers["Retry-After"] = str(RETRY_AFTER)
    return response


def _kept_in_spite() -> Kept | None:
    """Keep what was posted, when the database is still there."""
    try:
        return keep_posted()
    except Exception:
        current_app.logger.exception("What was posted could not be kept")
        return None


def logged_out() -> Response:
    """Show what somebody without a login posted, to the same person: it is kept nowhere."""
    told = Explanation(
        _("U bent uitgelogd"),
        _("Er is niets bewaard. Wat u invulde, staat hieronder: log in en neem het over."),
    )
    return say(401, told)


def say(code: int, told: Explanation) -> Response:
    """A page in the site's layout that explains, with everything that was posted below it."""
    if request.path.startswith(API_PREFIX):
        return problem_of(code, told.advice, title=told.title)
    values = {"code": code, "told": told, "typed": typed_answers()}
    return Response(render_template("errors/error.html", **values), status=code)


def problem(error: HTTPException) -> Response:
    """Return an `application/problem+json` document (RFC 9457)."""
    code = error.code or 500
    messages = (getattr(error, "data", None) or {}).get("messages")
    return problem_of(code, explain(code).advice, messages)


def problem_of(
    code: int, detail: str, errors: Mapping[str, Any] | None = None, title: str = ""
) -> Response:
    """Return a problem document in these words; `errors` says what is wrong in which field."""
    document: dict[str, Any] = {
        "type": "about:blank",
        "title": title or HTTPStatus(code).phrase,
        "status": code,
        "detail": detail,
    }
    if errors:
        document["errors"] = errors
    body = json.dumps(document, ensure_ascii=False, default=str)
    return Response(body, status=code, mimetype="application/problem+json")


def page(error: HTTPException) -> Response:
    """Return a page in the layout of the site, or a bare one when the layout cannot be made."""
    code = error.code or 500
    stale = isinstance(error, CSRFError)
    told = expired() if stale else explain(code)
    values = {"code": code, "told": told, "typed": typed_answers() if stale else []}
    if code < 500:
        try:
            return Response(render_template("errors/error.html", **values), status=code)
        except Exception:
            current_app.logger.exception("The error page has no layout")
    return _bare(code, told)


def _bare(
    code: int,
    told: Explanation,
    typed: Sequence[tuple[str, str]] = (),
    kept: Kept | None = None,
) -> Response:
    """A page that needs no layout and no database."""
    page = current_app.jinja_env.get_template("errors/bare.html")
    values = {"code": code, "told": told, "typed": typed, "kept": kept}
    return Response(page.render(**values), status=code, mimetype="text/html")


def typed_answers() -> list[tuple[str, str]]:
    """Return what was posted, to show it again; never passwords, codes or tokens."""
    return [
        (name.replace("_", " "), value[:_LONGEST])
        for name, value in request.form.items(multi=True)
        if value.strip() and not is_secret(name)
    ]
