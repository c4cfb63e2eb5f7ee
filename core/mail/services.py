"""Mail leaves after the commit, by a job: what is undone is never sent."""

from uuid import UUID

from core.errors import Refused
from core.mail.models import Message
from core.wording import _
from core.work import Work
from tenants.ids import new_id

LONGEST_SUBJECT = 160


def send_mail(work: Work, kind: str, recipient: str, subject: str, body: str) -> UUID:
    """Send a mail when this unit of work is committed; returns the message's id.

    The subject stands open in the database: it never names a family.
    """
    message_id = new_id()
    work.add(
        Message(
            id=message_id,
            kind=kind,
            recipient=work.vault.seal(Message.recipient, message_id, recipient),
            subject=" ".join(subject.split())[:LONGEST_SUBJECT],
            body=work.vault.seal(Message.body, message_id, body),
        )
    )
    work.defer("send_mail", message_id=str(message_id))
    return message_id


def send_again(work: Work, message_id: UUID) -> None:
    """Try a failed message once more, from the start; raises NotFound or Refused."""
    message = work.find(Message, message_id)
    if message.failed_at is None:
        raise Refused(_("Dit bericht is niet mislukt. Opnieuw versturen is niet nodig."))
    message.failed_at, message.attempts, message.last_error = None, 0, None
    work.record("message.sent_again", "message", message_id)
    work.defer("send_mail", message_id=str(message_id))
