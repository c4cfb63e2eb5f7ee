"""Undoing a closed file, a talk that was settled and a follow-up that was ticked off."""

from uuid import UUID

from sqlalchemy import select

from core.families.access import access_family
from core.families.models import Appointment, ContactMoment, FamilyFile
from core.matching.models import SupportOffer, SupportRequest
from core.undo.acts import Kind, declare, rows_of
from core.undo.snapshots import Watched
from core.wording import _l
from core.work import Work


def _watch_file(work: Work, file_id: UUID) -> list[Watched]:
    """All files of the family: whether it got another role since is seen there too."""
    family_id = work.find(FamilyFile, file_id).family_id
    files = select(FamilyFile).where(FamilyFile.family_id == family_id).order_by(FamilyFile.id)
    asked = select(SupportRequest).where(SupportRequest.family_id == family_id)
    given = select(SupportOffer).where(SupportOffer.family_id == family_id)
    return [
        Watched(rows_of(work, files), ("closed_on", "closed_reason")),
        Watched(rows_of(work, asked.order_by(SupportRequest.id)), ("state",)),
        Watched(rows_of(work, given.order_by(SupportOffer.id)), ("state",)),
    ]


def _open_file(work: Work, file_id: UUID) -> None:
    access_family(work, work.find(FamilyFile, file_id).family_id)


def _watch_talk(work: Work, appointment_id: UUID) -> list[Watched]:
    found = select(Appointment).where(Appointment.id == appointment_id)
    return [Watched(rows_of(work, found), ("state", "on_date"))]


def _open_talk(work: Work, appointment_id: UUID) -> None:
    access_family(work, work.find(Appointment, appointment_id).family_id)


def _watch_follow_up(work: Work, contact_id: UUID) -> list[Watched]:
    found = select(ContactMoment).where(ContactMoment.id == contact_id)
    return [Watched(rows_of(work, found), ("follow_up_on", "follow_up_done_on"))]


def _open_follow_up(work: Work, contact_id: UUID) -> None:
    access_family(work, work.find(ContactMoment, contact_id).family_id)


FILE_CLOSED = declare(
    Kind(
        "file.closed",
        _l("Dossier gesloten"),
        "file.closing_undone",
        "family_file",
        _watch_file,
        _open_file,
    )
)
TALK_HELD = declare(
    Kind(
        "appointment.held",
        _l("Afspraak is geweest"),
        "appointment.held_undone",
        "appointment",
        _watch_talk,
        _open_talk,
    )
)
TALK_CANCELLED = declare(
    Kind(
        "appointment.cancelled",
        _l("Afspraak afgezegd"),
        "appointment.cancelling_undone",
        "appointment",
        _watch_talk,
        _open_talk,
    )
)
FOLLOWED_UP = declare(
    Kind(
        "follow_up.finished",
        _l("Terugkomen afgevinkt"),
        "follow_up.finishing_undone",
        "contact_moment",
        _watch_follow_up,
        _open_follow_up,
    )
)
