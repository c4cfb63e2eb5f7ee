"""The door of the console: log in, log out, choose a password by a one-time link."""

from uuid import UUID

import structlog
from flask import flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from core.accounts.credentials import normal_email
from core.accounts.doors import count_attempt, give_token, login_token, take_token, throttle
from core.accounts.login_views import too_busy, wrong_login
from core.accounts.password_views import link_is_over
from core.accounts.policy import CONSOLE_DOOR
from core.accounts.schemas import LoginForm, NewPasswordForm
from core.accounts.throttle import TooManyAttempts
from core.console import operators
from core.console.desk import ConsoleDesk
from core.errors import NotFound, Refused
from core.web.forms import Form
from core.web.refusals import Answer, own_path
from core.web.routes import Routes
from core.wording import _

routes = Routes("console_door", __name__)
log = structlog.get_logger()


@routes.form("/console/inloggen", CONSOLE_DOOR)
def log_in(desk: ConsoleDesk) -> Answer:
    """Log in as an operator."""
    onward = own_path(request.args.get("verder")) or url_for("console.tenants")
    form = Form(LoginForm)
    if request.method == "GET":
        return redirect(onward) if desk.operator else _page(form)
    if not form.submit(request.form):
        return _page(form), 422
    email = normal_email(form.data["email"])
    try:
        counted = count_attempt("login", email)
    except TooManyAttempts as busy:
        return too_busy(form, busy, _page)
    identity_id = operators.authenticate(desk, email, form.data["password"])
    if identity_id is None:
        form.add_error(None, wrong_login())
        return _page(form), 422
    counted.forget(email, request.remote_addr)
    return _enter(desk, identity_id, onward)


def _page(form: Form) -> str:
    return render_template("console/log_in.html", form=form)


def _enter(desk: ConsoleDesk, identity_id: UUID, onward: str) -> Response:
    operators.close_operator_session(desk, login_token())
    token = operators.open_operator_session(desk, identity_id)
    log.info("operator logged in", identity=str(identity_id))
    return give_token(redirect(onward, 303), token)


@routes.action("/console/uitloggen", CONSOLE_DOOR)
def log_out(desk: ConsoleDesk) -> Answer:
    """Log out, here only."""
    operators.close_operator_session(desk, login_token())
    if g.operator:
        log.info("operator logged out", identity=str(g.operator.identity_id))
    response = take_token(redirect(url_for("console_door.log_in"), 303))
    flash(_("U bent uitgelogd."), "ok")
    return response


@routes.form("/console/wachtwoord/<token>", CONSOLE_DOOR)
def choose_password(desk: ConsoleDesk, token: str) -> Answer:
    """Choose a password by the link that the command printed, and go in."""
    login = operators.find_operator_link(desk, token)
    if login is None:
        return _over()
    form = Form(NewPasswordForm)
    if request.method == "POST" and form.submit(request.form):
        try:
            operators.choose_password(desk, token, form.data["password"])
        except Refused as refused:
            form.add_error(refused.field, refused.message)
        except NotFound:
            return _over()
        else:
            throttle("login").forget(login.email)
            return _enter(desk, login.identity_id, url_for("console.tenants"))
    page = render_template("console/choose_password.html", form=form, login=login)
    return (page, 422) if form.errors else page


def _over() -> Answer:
    return link_is_over(_("Ga naar inloggen"), url_for("console_door.log_in"))
