"""The page behind the link of an invitation."""

from uuid import UUID

from flask import flash, render_template, request, url_for

from core.accounts import queries, services
from core.accounts.credentials import verify
from core.accounts.doors import count_attempt
from core.accounts.login_views import enter, too_busy
from core.accounts.password_views import link_is_over
from core.accounts.passwords import Passwords
from core.accounts.policy import PUBLIC
from core.accounts.queries import Invited
from core.accounts.roles import ROLE_LABELS
from core.accounts.routes import routes
from core.accounts.schemas import AcceptForm, AcceptKnownForm
from core.accounts.throttle import TooManyAttempts
from core.errors import NotFound, Refused
from core.web.forms import Form
from core.web.refusals import Answer
from core.wording import _
from core.work import Work


@routes.form("/uitnodiging/<token>", PUBLIC)
def accept(work: Work, token: str) -> Answer:
    """Join, as somebody new or with the login that one has."""
    invited = queries.find_invitation(work, token)
    if invited is None:
        return _over()
    try:
        return _known(work, token, invited) if invited.has_login else _new(work, token, invited)
    except NotFound:  # somebody was first
        return _over()


def _over() -> Answer:
    return link_is_over(_("Ga naar inloggen"), url_for("accounts.log_in"))


def _new(work: Work, token: str, invited: Invited) -> Answer:
    form = Form(AcceptForm, {"name": invited.name})
    if request.method == "POST" and form.submit(request.form):
        try:
            member_id = services.accept_as_new(
                work, token, name=form.data["name"], password=form.data["password"]
            )
        except Refused as refused:
            form.add_error(refused.field, refused.message)
        else:
            return _welcome(work, member_id)
    return _page(form, invited)


def _known(work: Work, token: str, invited: Invited) -> Answer:
    form = Form(AcceptKnownForm)
    if request.method == "GET" or not form.submit(request.form):
        return _page(form, invited)
    try:
        throttle = count_attempt("login", invited.email)
    except TooManyAttempts as busy:
        return too_busy(form, busy, lambda form: _page(form, invited)[0])
    passwords = Passwords(work.settings)
    if verify(work.session, passwords, invited.email, form.data["password"]) is None:
        form.add_error("password", _("Dit wachtwoord klopt niet. Probeer het opnieuw."))
        return _page(form, invited)
    throttle.forget(invited.email, request.remote_addr)
    return _welcome(work, services.accept_as_known(work, token))


def _welcome(work: Work, member_id: UUID) -> Answer:
    response = enter(work, member_id, url_for("accounts.start"))
    flash(_("Welkom bij Buurtgezinnen %(tenant)s.", tenant=work.tenant.name), "ok")
    return response


def _page(form: Form, invited: Invited) -> tuple[str, int]:
    page = render_template(
        "accounts/accept.html", form=form, invited=invited, role=ROLE_LABELS[invited.role]
    )
    return page, 422 if form.errors else 200
