"""What we mail about a referral: neutral words, and never a family's name."""

from datetime import date
from uuid import UUID

from core.accounts.models import Role
from core.accounts.queries import caseworkers
from core.contact_details import is_mail
from core.mail.services import send_mail
from core.programme.queries import programme
from core.referrals.draft import ReferralDraft
from core.referrals.models import Referral
from core.referrals.references import status_reference
from core.web.formats import long_date
from core.wording import _
from core.work import Work

STATUS_PATH = "/v/"


def confirm(work: Work, referral: Referral, draft: ReferralDraft) -> None:
    """Tell who signed up that it arrived, when that person gave an e-mail address.

    A family that says a message is not safe gets none, and neither does one that somebody
    else signed up.
    """
    if draft.referrer:
        if is_mail(draft.referrer.contact):
            send_mail(
                work, "referral.received", draft.referrer.contact, _subject(work),
                _to_referrer(work, referral),
            )  # fmt: skip
    elif is_mail(draft.contact) and draft.message_safe:
        body = _to_family(work, referral)
        send_mail(work, "referral.received", draft.contact, _subject(work), body)


def _subject(work: Work) -> str:
    return _("Uw bericht aan Buurtgezinnen %(name)s is binnen", name=work.tenant.name)


def _to_referrer(work: Work, referral: Referral) -> str:
    return _(
        "Dank u wel. Uw aanmelding is binnen.\n\n"
        "De coördinator neemt uiterlijk %(date)s contact op.\n\n"
        "Met deze link ziet u hoe ver het is, drie maanden lang:\n%(link)s\n\n"
        "Deel de link met niemand.%(call)s",
        date=long_date(referral.respond_by),
        link=status_address(work, referral.id),
        call=_call(work),
    )


def send_status(work: Work, recipient: str, link_id: UUID, until: date) -> None:
    """Mail a referrer a new link; the old one works no longer."""
    body = _(
        "Met deze link ziet u hoe ver uw aanmelding is, tot en met %(until)s:\n%(link)s\n\n"
        "Kreeg u eerder een link? Die werkt niet meer. Deel de link met niemand.%(call)s",
        until=long_date(until),
        link=status_address(work, link_id),
        call=_call(work),
    )
    subject = _("Uw link van Buurtgezinnen %(name)s", name=work.tenant.name)
    send_mail(work, "referral.status", recipient, subject, body)


def status_address(work: Work, link_id: UUID) -> str:
    """The address of the page that tells a referrer how far it is."""
    return work.address(STATUS_PATH + status_reference(work, link_id))


def _to_family(work: Work, referral: Referral) -> str:
    return _(
        "Dank u wel. Uw bericht is binnen.\n\n"
        "De coördinator neemt uiterlijk %(date)s contact met u op.\n\n"
        "Wilt u iets wijzigen of stoppen? Dat kan altijd.%(call)s",
        date=long_date(referral.respond_by),
        call=_call(work),
    )


def _call(work: Work) -> str:
    phone = programme(work).contact_phone
    return "\n\n" + _("Liever bellen? %(phone)s", phone=phone) if phone else ""


def tell_coordinators(work: Work) -> None:
    """Tell every coordinator that something new is in; without coordinators, the admins."""
    people = caseworkers(work)
    coordinators = [person for person in people if person.role == Role.COORDINATOR]
    body = _(
        "Er is een nieuwe aanmelding binnen.\n\nLog in om die te lezen:\n%(link)s",
        link=home_address(work) + "/aanmeldingen",
    )
    for person in coordinators or people:
        send_mail(work, "referral.new", person.email, _("Er is een nieuwe aanmelding"), body)


def answer(work: Work, recipient: str, message: str) -> None:
    """Mail what the coordinator wrote to who signed the family up, or to the family itself."""
    body = _(
        "%(message)s\n\nU krijgt dit bericht omdat u contact had met Buurtgezinnen %(name)s.",
        message=message,
        name=work.tenant.name,
    )
    subject = _("Bericht van Buurtgezinnen %(name)s", name=work.tenant.name)
    send_mail(work, "referral.answer", recipient, subject, body + _call(work))


def home_address(work: Work) -> str:
    """Where this tenant lives on the web, without a slash at the end."""
    return work.address()
