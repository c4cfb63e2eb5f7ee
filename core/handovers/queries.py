"""Hand-overs as pages show them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select

from core.families.models import FamilyRole
from core.handovers.models import (
    OPEN_STATES,
    ArrivalState,
    Handover,
    HandoverArrival,
    HandoverState,
)
from core.handovers.receiving import DECLINE_REASONS
from core.wording import Text, _l, ngettext
from core.work import Work
from tenants.models import Tenant

PAGE_SIZE = 25
STATE_LABELS: dict[HandoverState, Text] = {
    HandoverState.SENT: _l("Onderweg"),
    HandoverState.DELIVERED: _l("Aangekomen, wacht op antwoord"),
    HandoverState.ACCEPTED: _l("Overgenomen"),
    HandoverState.DECLINED: _l("Niet overgenomen"),
    HandoverState.WITHDRAWING: _l("Wordt ingetrokken"),
    HandoverState.WITHDRAWN: _l("Ingetrokken en gewist"),
    HandoverState.EXPIRED: _l("Verlopen en gewist"),
}
ARRIVAL_LABELS: dict[ArrivalState, Text] = {
    ArrivalState.WAITING: _l("Wacht op uw antwoord"),
    ArrivalState.ACCEPTED: _l("Overgenomen"),
    ArrivalState.DECLINED: _l("Niet overgenomen"),
    ArrivalState.WITHDRAWN: _l("Ingetrokken door de afzender"),
    ArrivalState.EXPIRED: _l("Verlopen"),
}


@dataclass(frozen=True, slots=True)
class HandoverLine:
    """One that was sent from here."""

    id: UUID
    role: FamilyRole
    receiver: str
    state: HandoverState
    sent_on: date
    expires_on: date
    decided_on: date | None
    reason: Text
    contents: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        """Whether an answer is waited for."""
        return self.state in OPEN_STATES

    @property
    def may_withdraw(self) -> bool:
        """Whether it can still be taken back."""
        return self.state in (HandoverState.SENT, HandoverState.DELIVERED)

    @property
    def label(self) -> Text:
        """Where it is, in words."""
        return STATE_LABELS[self.state]


@dataclass(frozen=True, slots=True)
class ArrivalLine:
    """One that came in; `family_id` once it was accepted."""

    id: UUID
    role: FamilyRole
    sender: str
    state: ArrivalState
    arrived_on: date
    expires_on: date
    decided_on: date | None
    reason: Text
    family_id: UUID | None

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return self.state is ArrivalState.WAITING

    @property
    def label(self) -> Text:
        """What became of it, in words."""
        return ARRIVAL_LABELS[self.state]


@dataclass(frozen=True, slots=True)
class Arrivals:
    """A page of what came in: what waits first."""

    lines: tuple[ArrivalLine, ...]
    page: int
    pages: int


def handovers_of(work: Work, family_id: UUID) -> tuple[HandoverLine, ...]:
    """What was sent of a family that the caller may read, the newest first."""
    rows = work.session.execute(
        select(Handover, Tenant.name)
        .outerjoin(Tenant, Tenant.id == Handover.receiver_id)
        .where(Handover.family_id == family_id)
        .order_by(Handover.id.desc())
        .limit(20)
    )
    return tuple(_sent(work, row.Handover, row.name or "") for row in rows)


def _sent(work: Work, one: Handover, receiver: str) -> HandoverLine:
    state = HandoverState(one.state)
    late = state in OPEN_STATES and one.expires_on < work.today
    return HandoverLine(
        one.id, FamilyRole(one.role), receiver, HandoverState.EXPIRED if late else state,
        one.sent_on, one.expires_on, one.decided_on,
        DECLINE_REASONS.get(one.decline_reason or "", ""), contents_in_words(one.contents),
    )  # fmt: skip


def contents_in_words(contents: list[str]) -> tuple[str, ...]:
    """What went along, counted."""
    counted = {}
    for part in contents:
        name, _colon, number = part.partition(":")
        counted[name] = int(number) if number.isdecimal() else 0
    words = (
        ("people", "%(num)s persoon", "%(num)s personen"),
        ("requests", "%(num)s hulpvraag", "%(num)s hulpvragen"),
        ("offers", "%(num)s aanbod", "%(num)s keer aanbod"),
        ("intake", "de intake", "de intake"),
        ("notes", "%(num)s notitie", "%(num)s notities"),
    )
    return tuple(
        ngettext(one, more, counted[name]) for name, one, more in words if counted.get(name)
    )


def waiting_arrivals(work: Work, limit: int = 6) -> tuple[ArrivalLine, ...]:
    """What came in and waits for an answer, what expires first on top."""
    rows = work.session.execute(
        select(HandoverArrival, Tenant.name)
        .outerjoin(Tenant, Tenant.id == HandoverArrival.sender_id)
        .where(_waits(work))
        .order_by(HandoverArrival.expires_on, HandoverArrival.id)
        .limit(limit)
    )
    return tuple(_came(work, row.HandoverArrival, row.name or "") for row in rows)


def count_waiting(work: Work) -> int:
    """How many wait for an answer."""
    return work.session.scalar(select(func.count(HandoverArrival.id)).where(_waits(work))) or 0


def arrivals(work: Work, page: int = 1) -> Arrivals:
    """A page of everything that came in."""
    total = work.session.scalar(select(func.count(HandoverArrival.id))) or 0
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(max(1, page), pages)
    rows = work.session.execute(
        select(HandoverArrival, Tenant.name)
        .outerjoin(Tenant, Tenant.id == HandoverArrival.sender_id)
        .order_by((HandoverArrival.state == ArrivalState.WAITING).desc(), HandoverArrival.id.desc())
        .limit(PAGE_SIZE)
        .offset((page - 1) * PAGE_SIZE)
    )
    return Arrivals(
        tuple(_came(work, row.HandoverArrival, row.name or "") for row in rows), page, pages
    )


def arrival_line(work: Work, arrival_id: UUID) -> ArrivalLine:
    """One that came in; raises NotFound."""
    arrival = work.find(HandoverArrival, arrival_id)
    name = work.session.scalar(select(Tenant.name).where(Tenant.id == arrival.sender_id))
    return _came(work, arrival, name or "")


def _came(work: Work, one: HandoverArrival, sender: str) -> ArrivalLine:
    state = ArrivalState(one.state)
    late = state is ArrivalState.WAITING and one.expires_on < work.today
    return ArrivalLine(
        one.id, FamilyRole(one.role), sender, ArrivalState.EXPIRED if late else state,
        one.arrived_on, one.expires_on, one.decided_on,
        DECLINE_REASONS.get(one.decline_reason or "", ""), one.family_id,
    )  # fmt: skip


def _waits(work: Work) -> ColumnElement[bool]:
    return and_(
        HandoverArrival.state == ArrivalState.WAITING, HandoverArrival.expires_on >= work.today
    )
