"""A lost password, and another one."""

from flask import flash, g, redirect, render_template, request, url_for

from core.accounts import login
from core.accounts.credentials import normal_email
from core.accounts.doors import count_attempt, give_token, throttle
from core.accounts.login_views import too_busy
from core.accounts.policy import MEMBERS, PUBLIC
from core.accounts.routes import routes
from core.accounts.schemas import AskResetForm, ChangePasswordForm, NewPasswordForm
from core.accounts.sessions import open_session
from core.accounts.throttle import TooManyAttempts
from core.errors import NotFound, Refused
from core.web.forms import Form
from core.web.refusals import Answer, to
from core.wording import _
from core.work import Work


@routes.form("/wachtwoord/vergeten", PUBLIC)
def ask_reset(work: Work) -> Answer:
    """Ask for a link; the answer is the same, whoever asks."""
    form = Form(AskResetForm)
    if request.method == "GET":
        return _ask_page(form)
    if not form.submit(request.form):
        return _ask_page(form), 422
    email = normal_email(form.data["email"].value)
    try:
        count_attempt("reset", email)
    except TooManyAttempts as busy:
        return too_busy(form, busy, _ask_page)
    login.ask_reset(work, email)
    return render_template("accounts/reset_asked.html", email=email)


def _ask_page(form: Form) -> str:
    return render_template("accounts/ask_reset.html", form=form)


@routes.form("/wachtwoord/nieuw/<token>", PUBLIC)
def reset_password(work: Work, token: str) -> Answer:
    """Choose a new password by the link in the mail; opening the link does not use it up."""
    if not login.may_reset(work, token):
        return link_is_over(_("Vraag een nieuwe link aan"), url_for("accounts.ask_reset"))
    form = Form(NewPasswordForm)
    if request.method == "POST" and form.submit(request.form):
        try:
            email = login.reset_password(work, token, form.data["password"])
        except Refused as refused:
            form.add_error(refused.field, refused.message)
        except NotFound:
            return link_is_over(_("Vraag een nieuwe link aan"), url_for("accounts.ask_reset"))
        else:
            throttle("login").forget(email)
            flash(_("Uw nieuwe wachtwoord is bewaard. Log er nu mee in."), "ok")
            return to("accounts.log_in")
    page = render_template("accounts/new_password.html", form=form)
    return (page, 422) if form.errors else page


def link_is_over(words: str, url: str) -> Answer:
    """The page for a link that was used or has ended, with what to do."""
    return render_template("accounts/link_is_over.html", words=words, url=url), 410


@routes.form("/wachtwoord", MEMBERS)
def change_password(work: Work) -> Answer:
    """Replace one's own password; other browsers are logged out."""
    form = Form(ChangePasswordForm)
    if request.method == "GET":
        return _change_page(form)
    if not form.submit(request.form):
        return _change_page(form), 422
    try:
        throttle = count_attempt("login", g.account.email)
        login.change_password(work, g.account, form.data["current_password"], form.data["password"])
    except TooManyAttempts as busy:
        return too_busy(form, busy, _change_page)
    except Refused as refused:
        form.add_error(refused.field, refused.message)
        return _change_page(form), 422
    throttle.forget(g.account.email, request.remote_addr)
    token = open_session(work, g.account.membership_id)
    response = give_token(redirect(url_for("accounts.start"), 303), token)
    flash(_("Uw wachtwoord is gewijzigd. Op andere apparaten bent u uitgelogd."), "ok")
    return response


def _change_page(form: Form) -> str:
    return render_template("accounts/change_password.html", form=form)
