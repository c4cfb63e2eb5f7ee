"""The page "Berichten": what was mailed, and whether it left."""

from uuid import UUID

from flask import flash, render_template, request

from core.accounts.models import Role
from core.accounts.policy import CASEWORK, MANAGEMENT
from core.errors import Forbidden
from core.mail import queries, services
from core.web.refusals import Answer, to
from core.web.routes import Routes
from core.wording import _
from core.work import Work

routes = Routes("mail", __name__)


@routes.page("/berichten", CASEWORK)
def messages(work: Work) -> str:
    """The messages with their state; coordinators see them in the demo only."""
    _require_reader(work)
    page = request.args.get("bladzijde", 1, type=int)
    return render_template(
        "mail/messages.html",
        found=queries.list_messages(work, page),
        may_open=work.settings.is_demo,
        may_resend=work.actor.role == Role.ADMIN,
    )


@routes.page("/berichten/<uuid:message_id>", CASEWORK)
def message(work: Work, message_id: UUID) -> str:
    """One message with its text and links: in the demo, never elsewhere."""
    return render_template("mail/message.html", message=queries.open_message(work, message_id))


@routes.action("/berichten/<uuid:message_id>/opnieuw", MANAGEMENT)
def send_again(work: Work, message_id: UUID) -> Answer:
    """Try a failed message again."""
    services.send_again(work, message_id)
    flash(_("We versturen het bericht opnieuw."), "ok")
    return to("mail.messages")


def _require_reader(work: Work) -> None:
    if not (work.settings.is_demo or work.actor.role == Role.ADMIN):
        raise Forbidden
