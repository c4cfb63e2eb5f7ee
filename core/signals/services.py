"""A worry comes in, somebody takes it up, and it is closed with what was done."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import or_, select

from core.accounts.models import Role
from core.accounts.queries import Colleague, caseworkers
from core.calendar.working_days import add_working_days
from core.couplings.models import Coupling
from core.cover.days import in_force
from core.cover.models import Cover
from core.errors import NotFound, Refused
from core.families.models import FamilyFile
from core.mail.services import send_mail
from core.signals.access import SIDES, access_signal
from core.signals.links import make_link, revoke_link
from core.signals.models import COMPARTMENT, Signal
from core.wording import _, in_dutch
from core.work import Work

__all__ = ["NewSignal", "close_signal", "hand_on", "make_link", "receive_signal", "revoke_link",
           "take_up"]  # fmt: skip

_LOCK_SPACE = 0x5A_47


@dataclass(frozen=True, slots=True)
class NewSignal:
    """What somebody wrote. `coupling_id` is known by a private link and never looked up."""

    id: UUID
    story: str
    about: str = ""
    sender: str = ""
    contact: str = ""
    coupling_id: UUID | None = None


def receive_signal(work: Work, new: NewSignal) -> UUID:
    """Take a worry in and tell who reads it, by a mail that says nothing; returns its id.

    An id that is already there is the same sending once more.
    """
    key = int.from_bytes(new.id.bytes[-4:], "big", signed=True)
    work.session.raw("lock", space=_LOCK_SPACE, key=key)
    if work.session.get(Signal, (work.tenant.id, new.id)) is not None:
        return new.id
    vault = work.vault.within(COMPARTMENT)
    work.add(
        Signal(
            id=new.id,
            coupling_id=new.coupling_id,
            received_on=work.today,
            respond_by=add_working_days(work.today, 1),
            story=vault.seal(Signal.story, new.id, new.story),
            about=vault.seal_optional(Signal.about, new.id, new.about),
            sender=vault.seal_optional(Signal.sender, new.id, new.sender),
            contact=vault.seal_optional(Signal.contact, new.id, new.contact),
        )
    )
    work.record("signal.received", "signal", new.id)
    for person in _readers(work, new.coupling_id):
        _tell(work, person)
    return new.id


def _readers(work: Work, coupling_id: UUID | None) -> list[Colleague]:
    """The coordinators of the coupling; else all of them; else whoever works with families."""
    people = caseworkers(work)
    own = _coordinators(work, coupling_id) if coupling_id else set()
    mine = [person for person in people if person.id in own]
    return mine or [p for p in people if p.role == Role.COORDINATOR] or list(people)


def _coordinators(work: Work, coupling_id: UUID) -> set[UUID]:
    coupling = work.find(Coupling, coupling_id)
    files = select(FamilyFile.coordinator_id).where(
        or_(
            *(
                (FamilyFile.family_id == getattr(coupling, column.key)) & (FamilyFile.role == role)
                for role, column in SIDES.items()
            )
        ),
        FamilyFile.coordinator_id.is_not(None),
    )
    own = {one for one in work.session.scalars(files) if one}
    stand_ins = select(Cover.stand_in_id).where(Cover.absent_id.in_(own), in_force(work))
    return own | set(work.session.scalars(stand_ins))


@in_dutch()
def _tell(work: Work, person: Colleague) -> None:
    host = f"{work.tenant.slug}.{work.settings.base_domain}"
    body = _(
        "Er is een zorg gemeld.\n\nLog in om die te lezen:\n%(link)s",
        link=work.settings.address(host) + "/signalen",
    )
    send_mail(work, "signal.new", person.email, _("Er staat een zorg voor u klaar"), body)


def take_up(work: Work, signal_id: UUID) -> None:
    """The actor sees to it from now on, and the others no longer read it."""
    signal = access_signal(work, signal_id)
    if signal.closed_on:
        raise Refused(_("Deze zorg is al afgerond."))
    signal.taken_by, signal.taken_on = work.actor.id, work.today
    work.record("signal.taken_up", "signal", signal_id)


def hand_on(work: Work, signal_id: UUID, member_id: UUID) -> None:
    """Give it to a colleague who works with families, who gets a mail; raises NotFound."""
    signal = access_signal(work, signal_id)
    chosen = next((one for one in caseworkers(work) if one.id == member_id), None)
    if chosen is None:
        raise NotFound("membership")
    if signal.closed_on:
        raise Refused(_("Deze zorg is al afgerond."))
    signal.taken_by, signal.taken_on = chosen.id, work.today
    _tell(work, chosen)
    work.record("signal.handed_on", "signal", signal_id)


def close_signal(work: Work, signal_id: UUID, outcome: str) -> None:
    """Close it with what was done; raises Refused without words, or when it is closed."""
    signal = access_signal(work, signal_id)
    if signal.closed_on:
        raise Refused(_("Deze zorg is al afgerond."))
    if not outcome.strip():
        raise Refused(_("Schrijf op wat er met deze zorg is gedaan."), "outcome")
    vault = work.vault.within(COMPARTMENT)
    signal.outcome = vault.seal(Signal.outcome, signal.id, outcome.strip())
    signal.closed_on = work.today
    if signal.taken_by is None:
        signal.taken_by, signal.taken_on = work.actor.id, work.today
    work.record("signal.closed", "signal", signal_id)
