"""Scanning what waits, and erasing what was taken away."""

from uuid import UUID

from sqlalchemy import select

from core.attachments.models import Attachment, AttachmentState
from core.attachments.scanning import CannotScan, Scanner, scanner_for
from core.attachments.sealing import erase_content, open_content
from core.attachments.services import erase_deleted
from core.jobs.tasks import TryAgain, tenant_task
from core.work import Work

WAITS = (15, 60, 300, 1800, 7200)


@tenant_task("scan_attachment", waits=WAITS)
def scan_attachment(work: Work, attachment_id: str) -> TryAgain | None:
    """Have one document scanned; until a scanner answers it waits."""
    return scan(work, UUID(attachment_id), scanner_for(work.settings))


def scan(work: Work, attachment_id: UUID, scanner: Scanner | None) -> TryAgain | None:
    """Ask this scanner about one document; what it finds is erased at once."""
    row = work.session.get(Attachment, (work.tenant.id, attachment_id))
    if row is None or row.state != AttachmentState.CHECKING or row.key is None:
        return None
    if scanner is None:
        return TryAgain("there is no scanner")
    try:
        verdict = scanner.scan(open_content(work, row))
    except CannotScan as failure:
        return TryAgain(str(failure))
    if verdict.virus:
        row.state = AttachmentState.REFUSED
        erase_content(work, row)
        work.record("attachment.virus_found", "family", row.family_id)
    else:
        row.state = AttachmentState.READY
    return None


@tenant_task("attachments_by_night", nightly=True)
def attachments_by_night(work: Work) -> None:
    """Erase what was taken away, and have scanned what still waits."""
    erase_deleted(work)
    waiting = select(Attachment.id).where(Attachment.state == AttachmentState.CHECKING)
    for attachment_id in work.session.scalars(waiting).all():
        work.defer("scan_attachment", attachment_id=str(attachment_id))
