"""Who may open a document: whoever may read the file of the role in which it lies."""

from uuid import UUID

from core.attachments.models import Attachment
from core.families.access import access_file
from core.families.models import FamilyRole
from core.work import Work


def access_attachment(work: Work, attachment_id: UUID) -> Attachment:
    """The document; raises NotFound, or NeedsReason as its file does."""
    row = work.find(Attachment, attachment_id)
    access_file(work, row.family_id, FamilyRole(row.role))
    return row
