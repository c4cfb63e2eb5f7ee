"""The people who work here, for the admin."""

from uuid import UUID

from flask import flash, g, render_template, request

from core.accounts import queries, services
from core.accounts.policy import MANAGEMENT
from core.accounts.roles import ROLE_LABELS
from core.accounts.routes import routes
from core.accounts.schemas import InviteForm, RoleForm
from core.caseload.queries import left_behind, open_count
from core.errors import Refused
from core.web.forms import Form
from core.web.refusals import Answer, to
from core.wording import _
from core.work import Work


@routes.page("/medewerkers", MANAGEMENT)
def people(work: Work) -> str:
    """Who works here, and who was invited."""
    return render_template(
        "accounts/people.html",
        colleagues=queries.colleagues(work),
        invitations=queries.open_invitations(work),
        labels=ROLE_LABELS,
        own_id=g.account.membership_id,
        left_behind=left_behind(work),
    )


@routes.form("/medewerkers/uitnodigen", MANAGEMENT)
def invite(work: Work) -> Answer:
    """Invite somebody by mail."""
    form = Form(InviteForm)
    if request.method == "POST" and form.submit(request.form):
        email = form.data["email"].value
        try:
            services.invite(work, email=email, name=form.data["name"], role=form.data["role"])
        except Refused as refused:
            form.add_error(refused.field, refused.message)
        else:
            flash(_("De uitnodiging is onderweg naar %(email)s.", email=email), "ok")
            return to("accounts.people")
    page = render_template("accounts/invite.html", form=form)
    return (page, 422) if form.errors else page


@routes.action("/medewerkers/uitnodigingen/<uuid:invitation_id>/intrekken", MANAGEMENT)
def withdraw(work: Work, invitation_id: UUID) -> Answer:
    """Take an invitation back."""
    services.withdraw(work, invitation_id)
    flash(_("De uitnodiging is ingetrokken. De link werkt niet meer."), "ok")
    return to("accounts.people")


@routes.form("/medewerkers/<uuid:member_id>", MANAGEMENT)
def member(work: Work, member_id: UUID) -> Answer:
    """One member: another role, or the way to the end."""
    colleague = queries.find_colleague(work, member_id)
    form = Form(RoleForm, {"role": colleague.role.value})
    if request.method == "POST" and form.submit(request.form):
        try:
            services.change_role(work, member_id, form.data["role"])
        except Refused as refused:
            form.add_error(refused.field, refused.message)
        else:
            flash(_("De rol van %(name)s is bewaard.", name=colleague.name), "ok")
            return to("accounts.people")
    page = render_template(
        "accounts/member.html", form=form, colleague=colleague, labels=ROLE_LABELS
    )
    return (page, 422) if form.errors else page


@routes.form("/medewerkers/<uuid:member_id>/beeindigen", MANAGEMENT)
def end(work: Work, member_id: UUID) -> Answer:
    """End somebody's work here, after one question."""
    colleague = queries.find_colleague(work, member_id)
    refusal = None
    if request.method == "POST":
        try:
            services.end_membership(work, member_id)
        except Refused as refused:
            refusal = refused.message
        else:
            flash(_("%(name)s werkt hier niet meer en is uitgelogd.", name=colleague.name), "ok")
            return to("accounts.people")
    page = render_template(
        "accounts/end.html", colleague=colleague, refusal=refusal, files=open_count(work, member_id)
    )
    return (page, 422) if refusal else page
