"""Private links for steungezinnen: made, mailed, taken back. One holds at a time."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import Select, select

from core.couplings.access import access_coupling
from core.couplings.models import Coupling
from core.errors import Refused
from core.families.models import FamilyMember, MemberKind
from core.mail.services import send_mail
from core.signals.models import SignalLink
from core.signals.references import link_reference, read_link
from core.wording import _, in_dutch
from core.work import Work

HOLDS = timedelta(days=400)
"""Somewhat more than a year: two evaluations remind the coordinator to make a new one."""
AFTER_THE_END = timedelta(days=92)
PATH = "/z/"


@dataclass(frozen=True, slots=True)
class KnownLink:
    """The link of a coupling that holds now."""

    address: str
    made_on: date
    until: date


def make_link(work: Work, coupling_id: UUID) -> UUID:
    """A new link for the steungezin of a coupling; an earlier one stops working."""
    coupling = access_coupling(work, coupling_id)
    if coupling.ended_on and coupling.ended_on + AFTER_THE_END <= work.today:
        raise Refused(_("Deze koppeling is te lang geleden afgerond voor een nieuwe link."))
    _revoke(work, coupling_id)
    link = SignalLink(coupling_id=coupling_id, made_by=work.actor.id, made_on=work.today)
    link.until = work.today + HOLDS
    work.add(link)
    work.record("signal_link.made", "coupling", coupling_id)
    return link.id


def revoke_link(work: Work, coupling_id: UUID) -> None:
    """Have the link of a coupling stop working."""
    access_coupling(work, coupling_id)
    _revoke(work, coupling_id)
    work.record("signal_link.revoked", "coupling", coupling_id)


def _revoke(work: Work, coupling_id: UUID) -> None:
    for link in work.session.scalars(_live(work, coupling_id)):
        link.revoked_on = work.today
    work.session.flush()


def known_link(work: Work, coupling_id: UUID) -> KnownLink | None:
    """The link of a coupling that holds now, for who may open the coupling."""
    access_coupling(work, coupling_id)
    link = work.session.scalars(_live(work, coupling_id)).first()
    if link is None:
        return None
    return KnownLink(_address(work, link.id), link.made_on, link.until)


@in_dutch()
def mail_link(work: Work, coupling_id: UUID) -> None:
    """Mail the link to the adults of the steungezin of whom we have an address.

    Raises Refused when there is no link or nobody to mail.
    """
    coupling = access_coupling(work, coupling_id)
    link = known_link(work, coupling_id)
    recipients = reachable(work, coupling)
    if link is None or not recipients:
        raise Refused(_("Er is geen link, of van dit steungezin is geen e-mailadres bekend."))
    body = _(
        "Maakt u zich zorgen over een kind of een ouder? Schrijf het ons met deze link, ook 's "
        "avonds en in het weekend:\n%(link)s\n\nDe link is van u alleen. Deel hem met niemand.\n\n"
        "Is er nu gevaar? Bel 112. Veilig Thuis: 0800 2000, dag en nacht, gratis.",
        link=link.address,
    )
    subject = _("Uw link om ons een zorg te schrijven, Buurtgezinnen %(name)s",
                name=work.tenant.name)  # fmt: skip
    for recipient in recipients:
        send_mail(work, "signal.link", recipient, subject, body)
    work.record("signal_link.mailed", "coupling", coupling_id)


def reachable(work: Work, coupling: Coupling) -> tuple[str, ...]:
    """The mail addresses of the adults of its steungezin."""
    adults = select(FamilyMember).where(
        FamilyMember.family_id == coupling.offering_family_id,
        FamilyMember.kind != MemberKind.CHILD,
        FamilyMember.email.is_not(None),
    )
    return tuple(
        work.vault.open(FamilyMember.email, adult.id, adult.email)
        for adult in work.session.scalars(adults)
        if adult.message_safe is not False
    )


def coupling_of_link(work: Work, reference: str) -> tuple[bool, UUID | None]:
    """Whether a reference is one of ours, and the coupling when its link still holds."""
    link_id = read_link(work, reference)
    link = link_id and work.session.get(SignalLink, (work.tenant.id, link_id))
    if not link:
        return False, None
    coupling = work.find(Coupling, link.coupling_id)
    ended = coupling.ended_on and coupling.ended_on + AFTER_THE_END <= work.today
    holds = link.revoked_on is None and work.today <= link.until and not ended
    return True, link.coupling_id if holds else None


def _live(work: Work, coupling_id: UUID) -> Select[SignalLink]:
    return (
        select(SignalLink)
        .where(
            SignalLink.coupling_id == coupling_id,
            SignalLink.revoked_on.is_(None),
            SignalLink.until >= work.today,
        )
        .order_by(SignalLink.made_on.desc(), SignalLink.id.desc())
    )


def _address(work: Work, link_id: UUID) -> str:
    host = f"{work.tenant.slug}.{work.settings.base_domain}"
    return work.settings.address(host) + PATH + link_reference(work, link_id)
