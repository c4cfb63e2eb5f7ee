"""Log in, log out, and where one begins."""

from collections.abc import Callable
from uuid import UUID

from flask import flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from core.accounts.credentials import normal_email
from core.accounts.doors import count_attempt, give_token, login_token, take_token
from core.accounts.login import authenticate
from core.accounts.models import Role
from core.accounts.policy import MEMBERS, PUBLIC
from core.accounts.routes import routes
from core.accounts.schemas import LoginForm
from core.accounts.sessions import close_session, open_session
from core.accounts.throttle import TooManyAttempts
from core.web.forms import Form
from core.web.refusals import Answer, own_path, to
from core.wording import _
from core.work import Actor, Work


@routes.form("/inloggen", PUBLIC)
def log_in(work: Work) -> Answer:
    """Log in; who has logged in already goes on."""
    onward = own_path(request.args.get("verder")) or url_for("accounts.start")
    form = Form(LoginForm)
    if request.method == "GET":
        return redirect(onward) if g.account else _page(form)
    if not form.submit(request.form):
        return _page(form), 422
    email = normal_email(form.data["email"])
    try:
        throttle = count_attempt("login", email)
    except TooManyAttempts as busy:
        return too_busy(form, busy, _page)
    member_id = authenticate(work, email, form.data["password"])
    if member_id is None:
        form.add_error(None, wrong_login())
        return _page(form), 422
    throttle.forget(email, request.remote_addr)
    return enter(work, member_id, onward)


def enter(work: Work, member_id: UUID, onward: str) -> Response:
    """Start a fresh session for a member and send the browser on."""
    close_session(work, login_token())
    work.actor = Actor("member", member_id)
    return give_token(redirect(onward, 303), open_session(work, member_id))


def wrong_login() -> str:
    """What to say, whatever was wrong."""
    return str(_("Dit e-mailadres en wachtwoord horen niet bij elkaar. Probeer het opnieuw."))


def too_busy(form: Form, busy: TooManyAttempts, page: Callable[[Form], str]) -> Answer:
    """The same page, with when to try again."""
    form.add_error(None, busy.message)
    return page(form), 429, {"Retry-After": str(busy.seconds)}


def _page(form: Form) -> str:
    return render_template("accounts/log_in.html", form=form)


@routes.action("/uitloggen", PUBLIC)
def log_out(work: Work) -> Answer:
    """Log out, here only."""
    if g.account:
        close_session(work, login_token())
        work.record("logout", "membership", g.account.membership_id)
    response = take_token(redirect(url_for("accounts.log_in"), 303))
    flash(_("U bent uitgelogd."), "ok")
    return response


@routes.page("/start", MEMBERS)
def start(work: Work) -> Answer:
    """Go where this role begins."""
    return to("figures.show" if work.actor.role == Role.GEMEENTE else "week.show")
