"""What ends by itself: no answer in time, or a yes that was taken back."""

from uuid import UUID

from sqlalchemy import select

from core.handovers.models import (
    ArrivalState,
    Handover,
    HandoverArrival,
    HandoverState,
)
from core.handovers.sending import take_back
from core.jobs.tasks import tenant_task
from core.work import Work
from tenants.letterbox import publish_letterbox

WAITING = (HandoverState.SENT, HandoverState.DELIVERED)


@tenant_task("expire_handovers", nightly=True)
def expire(work: Work) -> None:
    """Erase what nobody answered, on both sides; pages ask for the day themselves."""
    sent = select(Handover).where(Handover.state.in_(WAITING), Handover.expires_on < work.today)
    for handover in work.session.scalars(sent.with_for_update()):
        handover.state, handover.parcel = HandoverState.EXPIRED, None
        work.record("handover.expired", "family", handover.family_id)
    came = select(HandoverArrival).where(
        HandoverArrival.state == ArrivalState.WAITING, HandoverArrival.expires_on < work.today
    )
    for arrival in work.session.scalars(came.with_for_update()):
        arrival.state, arrival.parcel = ArrivalState.EXPIRED, None
        work.record("handover.expired", "handover_arrival", arrival.id)


@tenant_task("stop_handovers", waits=(10, 60, 300))
def stop(work: Work, family_id: str) -> None:
    """Take back what waits for an answer, when the yes that carried it has ended."""
    query = select(Handover).where(
        Handover.family_id == UUID(family_id), Handover.state.in_(WAITING)
    )
    for handover in work.session.scalars(query.with_for_update()):
        # Whoever said no is in the parcel: so all of it comes back, and can be sent anew.
        take_back(work, handover)


@tenant_task("open_letterbox", nightly=True)
def open_letterbox(work: Work) -> None:
    """Publish the key of a tenant that had none, or has a new one."""
    publish_letterbox(work.session, work.settings.master_key, work.vault)
