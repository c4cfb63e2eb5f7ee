"""The courier between two tenants: sealed bytes and a receipt, one side at a time.

Each step is a unit of work of one tenant behind its own wall. What a step hands to the next is a
`Parcel`, a `Receipt` or an id. Every step may run again: the id of the hand-over is the id of the
row on both sides.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from core.families.models import FamilyRole
from core.handovers import letters
from core.handovers.models import ArrivalState, Handover, HandoverArrival, HandoverState
from core.jobs.tasks import Elsewhere, tenant_task
from core.work import Work

WAITS = (10, 60, 300, 1800, 7200, 43200)


@dataclass(frozen=True, slots=True)
class Parcel:
    """What travels: nothing in it can be read by who carries it."""

    handover_id: UUID
    sender_id: int
    role: FamilyRole
    expires_on: date
    sealed: bytes | None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the sender hears, and no more: accepted or declined, on which day, why not."""

    handover_id: UUID
    sender_id: int
    state: ArrivalState
    decided_on: date | None
    decline_reason: str | None


@tenant_task("deliver_handover", waits=WAITS)
def deliver(work: Work, handover_id: str) -> Elsewhere | None:
    """Bring a parcel to the receiver."""
    handover = _handover(work, UUID(handover_id))
    if handover is None or handover.state != HandoverState.SENT or handover.parcel is None:
        return None
    return Elsewhere(handover.receiver_id, put_down, _parcel(work, handover))


def _parcel(work: Work, handover: Handover) -> Parcel:
    role = FamilyRole(handover.role)
    return Parcel(handover.id, work.tenant.id, role, handover.expires_on, handover.parcel)


def put_down(work: Work, parcel: Parcel) -> Elsewhere:
    """Keep a parcel at the receiver's; one that came before, or was decided, changes nothing."""
    if _arrival(work, parcel.handover_id) is None:
        work.add(_new_arrival(work, parcel, ArrivalState.WAITING))
        work.record("handover.arrived", "handover_arrival", parcel.handover_id)
        letters.tell_of_arrival(work)
    return Elsewhere(parcel.sender_id, say_delivered, parcel.handover_id)


def _new_arrival(work: Work, parcel: Parcel, state: ArrivalState) -> HandoverArrival:
    return HandoverArrival(
        id=parcel.handover_id,
        sender_id=parcel.sender_id,
        role=parcel.role,
        arrived_on=work.today,
        expires_on=parcel.expires_on,
        parcel=parcel.sealed if state is ArrivalState.WAITING else None,
        state=state,
    )


def say_delivered(work: Work, handover_id: UUID) -> None:
    """Erase the sender's copy: the receiver has it."""
    handover = _handover(work, handover_id)
    if handover is not None and handover.state == HandoverState.SENT:
        handover.state, handover.parcel = HandoverState.DELIVERED, None


@tenant_task("withdraw_handover", waits=WAITS)
def withdraw(work: Work, handover_id: str) -> Elsewhere | None:
    """Erase what the receiver has, unless it decided before."""
    handover = _handover(work, UUID(handover_id))
    if handover is None or handover.state != HandoverState.WITHDRAWING:
        return None
    return Elsewhere(handover.receiver_id, erase_there, _parcel(work, handover))


def erase_there(work: Work, parcel: Parcel) -> Elsewhere:
    """Erase a parcel that waits; one that never came leaves a mark, so that it cannot come late."""
    arrival = _arrival(work, parcel.handover_id)
    if arrival is None:
        arrival = work.add(_new_arrival(work, parcel, ArrivalState.WITHDRAWN))
    elif arrival.state == ArrivalState.WAITING:
        arrival.state, arrival.parcel = ArrivalState.WITHDRAWN, None
        work.record("handover.taken_back", "handover_arrival", arrival.id)
    return Elsewhere(parcel.sender_id, settle, receipt_of(arrival))


@tenant_task("send_handover_receipt", waits=WAITS)
def send_receipt(work: Work, handover_id: str) -> Elsewhere | None:
    """Tell the sender what was decided."""
    arrival = _arrival(work, UUID(handover_id))
    if arrival is None or arrival.state == ArrivalState.WAITING:
        return None
    return Elsewhere(arrival.sender_id, settle, receipt_of(arrival))


def receipt_of(arrival: HandoverArrival) -> Receipt:
    """The receipt of what was decided."""
    return Receipt(
        arrival.id, arrival.sender_id, ArrivalState(arrival.state), arrival.decided_on,
        arrival.decline_reason,
    )  # fmt: skip


def settle(work: Work, receipt: Receipt) -> None:
    """Note at the sender's what became of it, once; a family that was erased needs none."""
    handover = _handover(work, receipt.handover_id)
    if handover is None or handover.state in (HandoverState.ACCEPTED, HandoverState.DECLINED):
        return
    handover.state, handover.parcel = HandoverState(receipt.state.value), None
    handover.decided_on, handover.decline_reason = receipt.decided_on, receipt.decline_reason
    work.record(f"handover.{receipt.state}_there", "family", handover.family_id)
    if receipt.state in (ArrivalState.ACCEPTED, ArrivalState.DECLINED):
        letters.tell_of_receipt(work, handover)


def _handover(work: Work, handover_id: UUID) -> Handover | None:
    query = select(Handover).where(Handover.id == handover_id).with_for_update()
    return work.session.scalar(query)


def _arrival(work: Work, handover_id: UUID) -> HandoverArrival | None:
    query = select(HandoverArrival).where(HandoverArrival.id == handover_id).with_for_update()
    return work.session.scalar(query)
