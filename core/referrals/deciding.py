"""What a coordinator decides about a referral; each decision can be undone until it is a file."""

import re
from dataclasses import dataclass
from uuid import UUID

from core.bsn import without_bsn
from core.contact_details import is_mail
from core.errors import Refused
from core.families.access import access_family, access_file
from core.families.files import find_file
from core.families.models import FamilyRole, MemberKind
from core.families.services import (
    NewFamily,
    NewMember,
    Purpose,
    assign_coordinator,
    create_family,
    give_consent,
    open_role,
)
from core.method.choice import pinned
from core.method.variant import Choice
from core.plugins.telling import tell
from core.referrals import letters
from core.referrals.access import access_referral
from core.referrals.models import Referral, ReferralState, Referrer
from core.referrals.undoing import DECLINED, REFERRED_ON
from core.undo.acts import undoable
from core.wording import _
from core.work import Work

OPEN_STATES = (ReferralState.NEW, ReferralState.QUESTION)


@dataclass(frozen=True, slots=True)
class Decision:
    """Where a referral goes, why, and what stays written about it."""

    state: ReferralState
    reason: str | None = None
    note: str = ""
    referred_to: str | None = None


def accept(
    work: Work,
    referral_id: UUID,
    *,
    coordinator_id: UUID | None,
    family_name: str,
    place: str,
    family_id: UUID | None = None,
) -> UUID:
    """Make a family's file of a referral, or add its role to a known family; returns the family.

    A known family that has the role is signed up once more: its file and coordinator stay.
    Raises Refused when it was decided before or has no name yet, NotFound when the colleague is
    none, NeedsReason when the known family is a colleague's.
    """
    referral = undecided(work, referral_id)
    if not referral.named:
        raise Refused(_("Vul eerst de naam in. Zonder naam kan er geen dossier komen."))
    if family_id is None and not family_name.strip():
        raise Refused(_("Vul de achternaam in, of een andere naam voor dit gezin."), "family_name")
    role = FamilyRole(referral.role)
    is_open = family_id is not None and has_open_file(work, family_id, role)
    if family_id is None:
        family_id = create_family(work, _new_family(work, referral, family_name, place))
    elif not is_open:
        open_role(work, family_id, role, None)
    if referral.consent_on:
        give_consent(work, family_id, Purpose.FILE, referral.first_name)
    if not is_open:
        # Last, as a colleague's file is closed to who makes it.
        assign_coordinator(work, family_id, role, coordinator_id)
    referral.family_id = family_id
    referral.family_name = without_bsn(family_name) or referral.family_name
    decide(work, referral, Decision(ReferralState.ACCEPTED))
    work.record("referral.accepted", "referral", referral_id)
    tell(work, "referral_decided", referral_id)
    return family_id


def has_open_file(work: Work, family_id: UUID, role: FamilyRole) -> bool:
    """Whether a known family has this role now; raises NeedsReason when it is a colleague's."""
    access_family(work, family_id)
    file = find_file(work, family_id, role)
    if file is None or file.closed_on is not None:
        return False
    access_file(work, family_id, role)
    return True


def _new_family(work: Work, referral: Referral, family_name: str, place: str) -> NewFamily:
    contact = work.vault.open(Referral.contact, referral.id, referral.contact)
    by_mail = is_mail(contact)
    asks = referral.role == FamilyRole.ASKING
    person = NewMember(
        kind=MemberKind.PARENT if asks else MemberKind.ADULT,
        first_name=referral.first_name,
        phone=None if by_mail else contact or None,
        email=contact if by_mail else None,
        message_safe=referral.message_safe,
    )
    return NewFamily(
        name=without_bsn(family_name),
        place=place,
        postcode4=referral.postcode4,
        language=referral.language,
        role=FamilyRole(referral.role),
        coordinator_id=None,
        members=(person,),
    )


def decline(work: Work, referral_id: UUID, *, reason: str, note: str, message: str) -> None:
    """Say no, with a reason of the method and, if there is an address, a kind message.

    Raises Refused when it was decided before, or something is missing or names the family.
    """
    referral = undecided(work, referral_id)
    if reason not in {choice.key for choice in decline_reasons(work, referral)}:
        raise Refused(_("Kies een reden."), field="reason")
    _answer(work, referral, message)
    with undoable(work, DECLINED, referral_id, mailed=bool(message.strip())):
        decide(work, referral, Decision(ReferralState.DECLINED, reason, note))
    work.record("referral.declined", "referral", referral_id)
    tell(work, "referral_decided", referral_id)


def refer_on(work: Work, referral_id: UUID, *, destination: str, note: str, message: str) -> None:
    """Point a family to another organisation that fits better.

    Raises Refused when it was decided before, or something is missing or names the family.
    """
    referral = undecided(work, referral_id)
    known = pinned(work, referral.variant, referral.variant_version).refer_on_destinations
    if destination not in {choice.key for choice in known}:
        raise Refused(_("Kies naar wie u verwijst."), field="destination")
    _answer(work, referral, message)
    choice = Decision(ReferralState.REFERRED_ON, note=note, referred_to=destination)
    with undoable(work, REFERRED_ON, referral_id, mailed=bool(message.strip())):
        decide(work, referral, choice)
    work.record("referral.referred_on", "referral", referral_id)
    tell(work, "referral_decided", referral_id)


def ask_referrer(work: Work, referral_id: UUID, *, question: str) -> bool:
    """Put a question to the referrer; returns whether it went by mail (else one calls).

    Raises Refused when nobody referred the family, the question is empty or names the family.
    """
    referral = undecided(work, referral_id)
    if referral.referrer_id is None:
        raise Refused(_("Dit gezin meldde zichzelf aan. Bel of mail het gezin zelf."))
    if not question.strip():
        raise Refused(_("Schrijf op wat u wilt weten."), field="question")
    address = answer_address(work, referral)
    if address:
        _answer(work, referral, question, "question")
    decide(work, referral, Decision(ReferralState.QUESTION, note=question))
    work.record("referral.asked", "referral", referral_id)
    return address is not None


def tell_sender(work: Work, referral_id: UUID, *, message: str) -> None:
    """Mail who signed the family up, without details; raises Refused when that cannot be."""
    _answer(work, access_referral(work, referral_id), message)


def reopen(work: Work, referral_id: UUID) -> None:
    """Put a referral back among the new ones; raises Refused once it has a file."""
    referral = access_referral(work, referral_id)
    if referral.state == ReferralState.ACCEPTED:
        raise Refused(_("Dit gezin heeft al een dossier. Sluit het dossier in plaats daarvan."))
    decide(work, referral, Decision(ReferralState.NEW))
    referral.decided_by = referral.decided_on = None
    work.record("referral.reopened", "referral", referral_id)


def decline_reasons(work: Work, referral: Referral) -> tuple[Choice, ...]:
    """The reasons of the method for saying no to this referral."""
    method = pinned(work, referral.variant, referral.variant_version)
    if referral.role == FamilyRole.OFFERING:
        return method.offer_decline_reasons
    return method.decline_reasons


def answer_address(work: Work, referral: Referral) -> str | None:
    """The e-mail address of who signed the family up; None without one, or when unsafe."""
    if referral.referrer_id:
        referrer = work.find(Referrer, referral.referrer_id)
        contact = work.vault.open(Referrer.contact, referrer.id, referrer.contact)
        return contact if is_mail(contact) else None
    contact = work.vault.open(Referral.contact, referral.id, referral.contact)
    return contact if is_mail(contact) and referral.message_safe else None


def undecided(work: Work, referral_id: UUID) -> Referral:
    """A sign-up that is still to be decided about; raises Refused."""
    referral = access_referral(work, referral_id)
    if referral.state not in OPEN_STATES:
        raise Refused(_("Over deze aanmelding is al besloten. Ververs de bladzijde."))
    return referral


def decide(work: Work, referral: Referral, decision: Decision) -> None:
    """Write down what was decided, by whom and when."""
    note = without_bsn(decision.note.strip())
    referral.state = decision.state
    referral.decision_reason = decision.reason
    referral.referred_to = decision.referred_to
    referral.decision_note = work.vault.seal_optional(Referral.decision_note, referral.id, note)
    referral.decided_by = work.actor.id
    referral.decided_on = work.today


def _answer(work: Work, referral: Referral, message: str, field: str = "message") -> None:
    """Mail a message, if there is one; raises Refused at `field` when it cannot or may not go."""
    message = without_bsn(message.strip())
    if not message:
        return
    address = answer_address(work, referral)
    if address is None:
        raise Refused(
            _("Er is geen e-mailadres voor dit bericht. Maak het leeg, en bel."), field=field
        )
    if _names(message, referral):
        raise Refused(
            _("Haal de naam van het gezin uit het bericht. Mail is niet veilig genoeg."),
            field=field,
        )
    letters.answer(work, address, message)


def _names(message: str, referral: Referral) -> bool:
    names = [name for name in (referral.first_name, referral.family_name) if len(name) > 1]
    return any(
        re.search(rf"(?<!\w){re.escape(name)}(?!\w)", message, re.IGNORECASE) for name in names
    )
