"""Documents are added, taken away, brought back the same day; scanned and erased by jobs."""

from uuid import UUID

from sqlalchemy import func, select

from core.attachments.access import access_attachment
from core.attachments.inspecting import inspect
from core.attachments.models import Attachment, AttachmentState
from core.attachments.sealing import erase_content, keep_content, open_content
from core.errors import NotFound, Refused
from core.families.access import require_open_file
from core.families.models import FamilyRole
from core.web.forms.upload import MB
from core.wording import _
from core.work import Work
from tenants.ids import new_id

MOST_BYTES = 10 * MB
MOST_IN_A_FILE = 100 * MB
_LONGEST_NAME = 120


def attach(work: Work, family_id: UUID, role: FamilyRole, name: str, content: bytes) -> UUID:
    """Keep a document in the open file of a role; returns its id.

    Raises Refused for what may not be kept, NotFound and NeedsReason as the file does.
    """
    require_open_file(work, family_id, role)
    if len(content) > MOST_BYTES:
        raise Refused(_("Dit bestand is groter dan 10 MB. Maak het kleiner."), "file")
    looked = inspect(name, content)
    used = work.session.scalar(
        select(func.coalesce(func.sum(Attachment.size), 0)).where(
            Attachment.family_id == family_id, Attachment.role == role
        )
    )
    if (used or 0) + len(looked.content) > MOST_IN_A_FILE:
        raise Refused(
            _("In dit dossier zit al 100 MB aan bijlagen. Haal eerst oude bijlagen weg."), "file"
        )
    row = Attachment(id=new_id(), family_id=family_id, role=role, author_id=work.actor.id)
    row.name = work.vault.seal(Attachment.name, row.id, _plain_name(name, looked.kind))
    row.added_on, row.kind, row.size = work.today, looked.kind, len(looked.content)
    row.state = AttachmentState.CHECKING if work.settings.clamav_url else AttachmentState.READY
    keep_content(work, row, looked.content)
    if row.state == AttachmentState.CHECKING:
        work.defer("scan_attachment", attachment_id=str(row.id))
    work.record("attachment.added", "family", family_id)
    return row.id


def _plain_name(name: str, kind: str) -> str:
    """The name with the end that fits what it is."""
    stem, _dot, _ending = name.rpartition(".")
    return f"{(stem or name).strip()[:_LONGEST_NAME] or 'bijlage'}.{kind}"


def open_attachment(work: Work, attachment_id: UUID) -> tuple[str, str, bytes]:
    """The name, the kind and the bytes of a document; the logbook records who opened it.

    Raises Refused while it was not scanned.
    """
    row = access_attachment(work, attachment_id)
    if row.deleted_on is not None:
        raise NotFound(Attachment.__tablename__)
    if row.state != AttachmentState.READY:
        raise Refused(_("Deze bijlage is nog niet gecontroleerd. Probeer het later."))
    work.record("attachment.opened", "family", row.family_id)
    name = work.vault.open(Attachment.name, row.id, row.name)
    return name, row.kind, open_content(work, row)


def delete_attachment(work: Work, attachment_id: UUID) -> Attachment:
    """Take a document away; today it can still come back."""
    row = access_attachment(work, attachment_id)
    require_open_file(work, row.family_id, FamilyRole(row.role))
    if row.deleted_on is None:
        row.deleted_on = work.today
        work.record("attachment.deleted", "family", row.family_id)
    return row


def bring_back(work: Work, attachment_id: UUID) -> Attachment:
    """Undo taking it away, on the same day; raises Refused later."""
    row = access_attachment(work, attachment_id)
    require_open_file(work, row.family_id, FamilyRole(row.role))
    if row.deleted_on is not None and row.deleted_on < work.today:
        raise Refused(_("Deze bijlage is al gewist."))
    if row.deleted_on is not None:
        row.deleted_on = None
        work.record("attachment.brought_back", "family", row.family_id)
    return row


def erase_deleted(work: Work) -> None:
    """Erase for good what was taken away before today: the key first."""
    gone = select(Attachment).where(Attachment.deleted_on < work.today)
    for row in work.session.scalars(gone).all():
        erase_content(work, row)
        work.record("attachment.erased", "family", row.family_id)
        work.session.delete(row)
