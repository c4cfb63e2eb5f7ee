"""What logging in does to a browser, and the throttle before it; shared with the console."""

from flask import current_app, request, session
from werkzeug.wrappers import Response

from core.accounts.throttle import Throttle
from core.web.routes import office


def throttle(kind: str) -> Throttle:
    """The throttle of the running application for attempts of this kind."""
    return Throttle(office().database, office().settings.secret_key, kind)


def count_attempt(kind: str, email: str) -> Throttle:
    """Count an attempt by this mail address from this network; raises TooManyAttempts."""
    counted = throttle(kind)
    counted.enter(email, request.remote_addr)
    return counted


def login_token() -> str | None:
    """The token that this browser carries, if any."""
    return request.cookies.get(current_app.config["LOGIN_COOKIE"])


def give_token(response: Response, token: str) -> Response:
    """Have the browser carry a token, to this host only, until it closes."""
    session.clear()  # what was typed before the login belongs to nobody
    response.set_cookie(
        current_app.config["LOGIN_COOKIE"],
        token,
        path="/",
        httponly=True,
        samesite="Lax",
        secure=office().settings.secure_cookies,
    )
    return response


def take_token(response: Response) -> Response:
    """Have the browser forget its token."""
    session.clear()
    response.delete_cookie(
        current_app.config["LOGIN_COOKIE"],
        path="/",
        httponly=True,
        samesite="Lax",
        secure=office().settings.secure_cookies,
    )
    return response
