"""The job that sends a kept message."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import func

from core.jobs.tasks import TryAgain, tenant_task
from core.mail.letters import CannotDeliver, Letter, Mailer, mailer_for
from core.mail.models import Message
from core.work import Work

WAITS = (15, 60, 300, 1800, 7200, 21600)


@tenant_task("send_mail", waits=WAITS)
def send_kept_mail(work: Work, message_id: str) -> TryAgain | None:
    """Send one message; a failure is noted on it and the job comes back."""
    return deliver(work, UUID(message_id), mailer_for(work.settings))


def deliver(work: Work, message_id: UUID, mailer: Mailer) -> TryAgain | None:
    """Send a message once, by this mailer; raises NotFound."""
    message = work.find(Message, message_id)
    if message.sent_at or message.failed_at:
        return None
    try:
        mailer.deliver(_letter(work, message))
    except CannotDeliver as failure:
        message.last_error = failure.reason
        if failure.again_in is None:
            return _failed(message, failure)
        # Nothing was tried. A fresh job: a long silence uses up no attempts.
        wait = timedelta(seconds=failure.again_in)
        work.defer("send_mail", after=wait, message_id=str(message_id))
        return None
    message.attempts += 1
    message.sent_at, message.last_error = func.now(), None
    if not work.settings.is_demo:
        # What has left is of no use here any more, and may hold a one-time link.
        message.body = work.vault.seal(Message.body, message.id, "")
    return None


def _letter(work: Work, message: Message) -> Letter:
    opened = work.vault.open
    return Letter(
        reference=str(message.id),
        sender_name=f"Buurtgezinnen {work.tenant.name}",
        recipient=opened(Message.recipient, message.id, message.recipient),
        subject=message.subject,
        body=opened(Message.body, message.id, message.body),
    )


def _failed(message: Message, failure: CannotDeliver) -> TryAgain | None:
    message.attempts += 1
    if failure.for_good or message.attempts > len(WAITS):
        message.failed_at = func.now()
        return None
    return TryAgain(failure.reason)
