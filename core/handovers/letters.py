"""The mails about hand-overs: never a family, never what is in it."""

from core.accounts.models import Role
from core.accounts.queries import caseworkers
from core.handovers.models import Handover, HandoverState
from core.mail.services import send_mail
from core.wording import _, in_dutch
from core.work import Work


@in_dutch()
def tell_of_arrival(work: Work) -> None:
    """Tell every coordinator that a hand-over came in; without coordinators, the admins."""
    people = caseworkers(work)
    coordinators = [person for person in people if person.role == Role.COORDINATOR]
    body = _(
        "Er staat een overdracht van een andere gemeente voor u klaar.\n\nLog in om die te lezen "
        "en te beantwoorden. Na 30 dagen wordt die gewist.\n%(link)s",
        link=_address(work, "/aanmeldingen/overdrachten"),
    )
    for person in coordinators or people:
        subject = _("Er is een overdracht van een andere gemeente")
        send_mail(work, "handover.arrived", person.email, subject, body)


@in_dutch()
def tell_of_receipt(work: Work, handover: Handover) -> None:
    """Tell who sent it that there is an answer, while that person works here."""
    sender = next((one for one in caseworkers(work) if one.id == handover.sent_by), None)
    if sender is None:
        return
    taken = _("Uw overdracht is overgenomen. U kunt het dossier nu sluiten.")
    refused = _("Uw overdracht is niet overgenomen. In het dossier leest u waarom.")
    told = taken if handover.state == HandoverState.ACCEPTED else refused
    body = f"{told}\n\n{_address(work, f'/gezinnen/{handover.family_id}')}"
    send_mail(work, "handover.answered", sender.email, _("Antwoord op uw overdracht"), body)


def _address(work: Work, path: str) -> str:
    host = f"{work.tenant.slug}.{work.settings.base_domain}"
    return f"{work.settings.address(host)}{path}"
