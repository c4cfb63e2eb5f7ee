"""A document in pieces: each sealed with a key that belongs to this document alone.

Without the key the pieces are noise: erasing a document is erasing its key first.
"""

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from uuid import UUID

from sqlalchemy import delete, select

from core.attachments.models import Attachment, AttachmentPart
from core.work import Work
from tenants.ids import new_id
from tenants.keys import KEY_BYTES, Vault

PIECE = 512 * 1024


def keep_content(work: Work, attachment: Attachment, content: bytes) -> None:
    """Seal the pieces of a document and its key."""
    secret = os.urandom(KEY_BYTES)
    text = urlsafe_b64encode(secret).decode()
    attachment.key = work.vault.seal(Attachment.key, attachment.id, text)
    work.add(attachment)
    vault = Vault(work.tenant.id, {1: secret})
    for seq, start in enumerate(range(0, len(content), PIECE)):
        part = AttachmentPart(id=new_id(), attachment_id=attachment.id, seq=seq)
        piece = content[start : start + PIECE]
        part.body = vault.seal_bytes(AttachmentPart.body, part.id, piece)
        work.session.add(part)
    work.session.flush()


def open_content(work: Work, attachment: Attachment) -> bytes:
    """The bytes of a document."""
    secret = work.vault.open(Attachment.key, attachment.id, attachment.key)
    vault = Vault(work.tenant.id, {1: urlsafe_b64decode(secret)})
    parts = work.session.scalars(
        select(AttachmentPart)
        .where(AttachmentPart.attachment_id == attachment.id)
        .order_by(AttachmentPart.seq)
    )
    return b"".join(vault.open_bytes(AttachmentPart.body, part.id, part.body) for part in parts)


def erase_content(work: Work, attachment: Attachment) -> None:
    """Erase the key, then the pieces."""
    attachment.key = None
    work.session.flush()
    _drop_parts(work, attachment.id)


def _drop_parts(work: Work, attachment_id: UUID) -> None:
    gone = delete(AttachmentPart).where(AttachmentPart.attachment_id == attachment_id)
    work.session.execute(gone)
