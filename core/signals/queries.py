"""Worries as their readers see them."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select

from core.accounts.queries import member_names
from core.calendar.clock import AMSTERDAM
from core.contact_details import shown
from core.couplings.models import Coupling
from core.families.models import Family
from core.signals.access import access_signal, is_for_me
from core.signals.models import COMPARTMENT, Signal
from core.work import Work

PAGE_SIZE = 25


@dataclass(frozen=True, slots=True)
class SignalLine:
    """A worry in a list: nothing of what it says."""

    id: UUID
    received_on: date
    received_at: datetime
    respond_by: date
    from_coupling: bool
    taken_by: str
    closed_on: date | None
    is_late: bool


@dataclass(frozen=True, slots=True)
class SignalPage:
    """One page of worries: those that are open first, the newest of each first."""

    lines: tuple[SignalLine, ...]
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class OpenedSignal:
    """A worry with what it says; `families` are those of the coupling: id and name."""

    line: SignalLine
    story: str
    about: str
    sender: str
    contact: str
    number: str
    outcome: str
    taken_by_id: UUID | None
    families: tuple[tuple[UUID, str], ...]


def open_signals(work: Work) -> tuple[SignalLine, ...]:
    """The worries that wait for this member, the oldest first; for the first page of the day."""
    rows = work.session.scalars(
        select(Signal)
        .where(Signal.closed_on.is_(None), is_for_me(work))
        .order_by(Signal.received_at, Signal.id)
        .limit(PAGE_SIZE)
    ).all()
    names = member_names(work) if rows else {}
    return tuple(_line(work, one, names) for one in rows)


def list_signals(work: Work, page: int) -> SignalPage:
    """One page of what this member may read."""
    total = work.session.scalar(select(func.count(Signal.id)).where(is_for_me(work))) or 0
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(max(page, 1), pages)
    rows = work.session.scalars(
        select(Signal)
        .where(is_for_me(work))
        .order_by(Signal.closed_on.is_not(None), Signal.received_at.desc(), Signal.id)
        .limit(PAGE_SIZE)
        .offset((page - 1) * PAGE_SIZE)
    )
    names = member_names(work)
    return SignalPage(tuple(_line(work, one, names) for one in rows), page, pages)


def open_signal(work: Work, signal_id: UUID) -> OpenedSignal:
    """A worry with its words; the logbook records who read it."""
    signal = access_signal(work, signal_id)
    work.record("signal.opened", "signal", signal_id)
    opened = work.vault.within(COMPARTMENT).open
    contact = opened(Signal.contact, signal.id, signal.contact)
    return OpenedSignal(
        line=_line(work, signal, member_names(work)),
        story=opened(Signal.story, signal.id, signal.story),
        about=opened(Signal.about, signal.id, signal.about),
        sender=opened(Signal.sender, signal.id, signal.sender),
        contact=shown(contact) if contact else "",
        number=contact if contact.startswith("+") else "",
        outcome=opened(Signal.outcome, signal.id, signal.outcome),
        taken_by_id=signal.taken_by,
        families=families_of(work, signal.coupling_id),
    )


def families_of(work: Work, coupling_id: UUID | None) -> tuple[tuple[UUID, str], ...]:
    """The families of a coupling, id and name: who asks and who supports."""
    if coupling_id is None:
        return ()
    coupling = work.find(Coupling, coupling_id)
    sides = (coupling.asking_family_id, coupling.offering_family_id)
    names = {
        row.id: row.name
        for row in work.session.execute(select(Family.id, Family.name).where(Family.id.in_(sides)))
    }
    return tuple((side, names[side]) for side in sides)


def received(work: Work, signal_id: UUID) -> date | None:
    """By when somebody reacts to a worry: all that its sender is told of it."""
    return work.session.scalar(select(Signal.respond_by).where(Signal.id == signal_id))


def _line(work: Work, signal: Signal, names: dict[UUID, str]) -> SignalLine:
    taken_by = names.get(signal.taken_by, "") if signal.taken_by else ""
    return SignalLine(
        signal.id, signal.received_on, signal.received_at.astimezone(AMSTERDAM), signal.respond_by,
        signal.coupling_id is not None, taken_by, signal.closed_on,
        signal.closed_on is None and not taken_by and signal.respond_by < work.today,
    )  # fmt: skip
