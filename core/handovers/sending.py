"""Sending a family to another gemeente, and taking it back before it is accepted."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from core.errors import NotFound, Refused
from core.families.access import access_file
from core.families.models import FamilyFile, FamilyRole
from core.handovers.models import Handover, HandoverState, awaits_answer
from core.handovers.package import Package, written
from core.handovers.packing import Choices, pack
from core.wording import _
from core.work import Work
from tenants.context import TenantContext, TenantState
from tenants.directory import all_tenants
from tenants.ids import new_id
from tenants.letterbox import Letterbox, NoLetterbox, find_letterbox, seal_for

HOLDS = timedelta(days=30)
"""How long the receiver has to answer; then the parcel is erased."""


def receivers(work: Work) -> tuple[TenantContext, ...]:
    """The programmes to which a family can go, by name."""
    found = all_tenants(work.session)
    return tuple(t for t in found if t.state == TenantState.ACTIVE and t.id != work.tenant.id)


def parcel_name(handover_id: UUID) -> str:
    """What a parcel is called where it is sealed and where it is opened."""
    return f"handover {handover_id}"


def send_handover(
    work: Work, family_id: UUID, role: FamilyRole, receiver_id: int, choices: Choices
) -> UUID:
    """Seal what travels for the receiver and send it after the commit; returns the hand-over.

    Raises NotFound, NeedsReason, or Refused: nobody said yes, one is under way, or the receiver is
    not there or cannot take it yet.
    """
    file = access_file(work, family_id, role)
    _hold(work, file)
    if open_handover(work, family_id, role):
        raise Refused(_("Er loopt al een overdracht van dit gezin. Trek die eerst in."))
    package = pack(work, family_id, role, choices)
    box = _letterbox_of(work, receiver_id)
    handover = Handover(id=new_id(), family_id=family_id, role=role, receiver_id=receiver_id)
    handover.sent_by, handover.sent_on = work.actor.id, work.today
    handover.expires_on = work.today + HOLDS
    handover.contents = contents_of(package)
    handover.state = HandoverState.SENT
    handover.parcel = seal_for(work.vault, box, parcel_name(handover.id), written(package))
    work.add(handover)
    work.record("handover.sent", "family", family_id, f"{role} {receiver_id}")
    work.defer("deliver_handover", lock=lock_of(handover.id), handover_id=str(handover.id))
    return handover.id


def _letterbox_of(work: Work, receiver_id: int) -> Letterbox:
    if receiver_id not in {tenant.id for tenant in receivers(work)}:
        raise Refused(_("Kies een gemeente uit de lijst."), "receiver")
    try:
        return find_letterbox(work.session, work.settings.master_key, receiver_id)
    except NoLetterbox as missing:
        raise Refused(
            _("Deze gemeente kan nog niets ontvangen. Probeer het morgen opnieuw."), "receiver"
        ) from missing


def contents_of(package: Package) -> list[str]:
    """What went along, in words that tell nothing of it: for the page of the sender."""
    found = [f"people:{len(package.people)}"]
    found += [f"{name}:{len(part)}" for name, part in (
        ("requests", package.requests), ("offers", package.offers), ("notes", package.notes),
    ) if part]  # fmt: skip
    return found + (["intake:1"] if package.intake else [])


def withdraw_handover(work: Work, handover_id: UUID) -> UUID:
    """Take a hand-over back: what was sent is erased here now, and there by a job.

    Returns the family. Raises NotFound, NeedsReason, or Refused when it was decided already.
    """
    handover = _held(work, handover_id)
    access_file(work, handover.family_id, FamilyRole(handover.role))
    if handover.state not in (HandoverState.SENT, HandoverState.DELIVERED):
        raise Refused(_("Deze overdracht is al beantwoord of ingetrokken."))
    take_back(work, handover)
    return handover.family_id


def take_back(work: Work, handover: Handover) -> None:
    """Erase what is here, and leave a job to erase it there."""
    handover.state, handover.parcel = HandoverState.WITHDRAWING, None
    work.record("handover.withdrawn", "family", handover.family_id)
    work.defer("withdraw_handover", lock=lock_of(handover.id), handover_id=str(handover.id))


def lock_of(handover_id: UUID) -> str:
    """The jobs of one hand-over run one after another."""
    return f"handover {handover_id}"


def open_handover(work: Work, family_id: UUID, role: FamilyRole) -> UUID | None:
    """The hand-over of a file that waits for an answer."""
    query = select(Handover.id).where(
        Handover.family_id == family_id, Handover.role == role, awaits_answer(work.today)
    )
    return work.session.scalar(query.limit(1))


def _hold(work: Work, file: FamilyFile) -> None:
    """Two at once: the second waits, and then sees the first."""
    work.session.execute(select(FamilyFile.id).where(FamilyFile.id == file.id).with_for_update())


def _held(work: Work, handover_id: UUID) -> Handover:
    query = select(Handover).where(Handover.id == handover_id).with_for_update()
    handover = work.session.scalar(query.execution_options(populate_existing=True))
    if handover is None:
        raise NotFound(Handover.__tablename__)
    return handover
