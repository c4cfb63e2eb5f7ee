"""What we mail about a referral: neutral words, and never a family's name."""

from datetime import date
from uuid import UUID

from core.accounts.models import Role
from core.accounts.queries import caseworkers
from core.contact_details import is_mail
from core.mail.services import send_mail
from core.mail.texts import written
from core.programme.queries import programme
from core.referrals.draft import ReferralDraft
from core.referrals.letter_kinds import ANSWER, NEW, STATUS, TO_FAMILY, TO_REFERRER
from core.referrals.models import Referral
from core.referrals.references import status_reference
from core.web.formats import long_date
from core.wording import _, in_dutch
from core.work import Work

STATUS_PATH = "/v/"


@in_dutch()
def confirm(work: Work, referral: Referral, draft: ReferralDraft) -> None:
    """Tell who signed up that it arrived, when that person gave an e-mail address.

    A family that says a message is not safe gets none, and neither does one that somebody
    else signed up.
    """
    if draft.referrer:
        if is_mail(draft.referrer.contact):
            told = _to_referrer(work, referral)
            send_mail(work, "referral.received", draft.referrer.contact, *told)
    elif is_mail(draft.contact) and draft.message_safe:
        send_mail(work, "referral.received", draft.contact, *_to_family(work, referral, draft))


def _to_referrer(work: Work, referral: Referral) -> tuple[str, str]:
    return written(
        work,
        TO_REFERRER,
        programma=work.tenant.name,
        datum=long_date(referral.respond_by),
        link=status_address(work, referral.id),
        bellen=_call(work),
    )


def _to_family(work: Work, referral: Referral, draft: ReferralDraft) -> tuple[str, str]:
    return written(
        work,
        TO_FAMILY,
        programma=work.tenant.name,
        datum=long_date(referral.respond_by),
        bellen=_call(work),
        zoekprofiel=_answered(draft),
    )


def _answered(draft: ReferralDraft) -> str:
    """What was answered, in the profile's own words, and what comes next; "" when nothing was."""
    told = []
    if draft.profile_title:
        told.append(
            _(
                "U reageerde op: “%(title)s”. Eerst praten we met u. Daarna maakt u kennis, en "
                "dan beslist u pas. U zit nergens aan vast.",
                title=draft.profile_title,
            )
        )
    if draft.ask_again_on:
        day = long_date(draft.ask_again_on)
        told.append(_("Nu hoeft u niets te doen. Wij vragen het u opnieuw vanaf %(day)s.", day=day))
    return "".join(f"\n\n{part}" for part in told)


@in_dutch()
def send_status(work: Work, recipient: str, link_id: UUID, until: date) -> None:
    """Mail a referrer a new link; the old one works no longer."""
    told = written(
        work,
        STATUS,
        programma=work.tenant.name,
        tot=long_date(until),
        link=status_address(work, link_id),
        bellen=_call(work),
    )
    send_mail(work, "referral.status", recipient, *told)


def status_address(work: Work, link_id: UUID) -> str:
    """The address of the page that tells a referrer how far it is."""
    return work.address(STATUS_PATH + status_reference(work, link_id))


def _call(work: Work) -> str:
    phone = programme(work).contact_phone
    return _("Liever bellen? %(phone)s", phone=phone) if phone else ""


@in_dutch()
def tell_coordinators(work: Work) -> None:
    """Tell every coordinator that something new is in; without coordinators, the admins."""
    people = caseworkers(work)
    coordinators = [person for person in people if person.role == Role.COORDINATOR]
    told = written(work, NEW, link=home_address(work) + "/aanmeldingen")
    for person in coordinators or people:
        send_mail(work, "referral.new", person.email, *told)


@in_dutch()
def answer(work: Work, recipient: str, message: str) -> None:
    """Mail what the coordinator wrote to who signed the family up, or to the family itself."""
    told = written(work, ANSWER, bericht=message, programma=work.tenant.name, bellen=_call(work))
    send_mail(work, "referral.answer", recipient, *told)


def home_address(work: Work) -> str:
    """Where this tenant lives on the web, without a slash at the end."""
    return work.address()
