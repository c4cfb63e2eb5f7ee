"""Messages as the page shows them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import func, select

from core.calendar.clock import AMSTERDAM
from core.errors import NotFound
from core.mail.models import Message
from core.work import Work

PAGE_SIZE = 25


class MessageState(StrEnum):
    """Where a message is."""

    SENT = "sent"
    WAITING = "waiting"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class MessageLine:
    """A message in the list; `at` is when it was written, in Dutch time."""

    id: UUID
    recipient: str
    subject: str
    at: datetime
    state: MessageState
    last_error: str


@dataclass(frozen=True, slots=True)
class MessagePage:
    """A page of the list, newest first."""

    lines: tuple[MessageLine, ...]
    page: int
    pages: int
    total: int


@dataclass(frozen=True, slots=True)
class OpenedMessage:
    """A message with its text; for the demo only."""

    line: MessageLine
    body: str


def list_messages(work: Work, page: int) -> MessagePage:
    """One page of the messages; a page that does not exist gives the nearest."""
    total = work.session.scalar(select(func.count()).select_from(Message)) or 0
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(max(page, 1), pages)
    rows = work.session.scalars(
        select(Message)
        .order_by(Message.created_at.desc(), Message.id.desc())
        .limit(PAGE_SIZE)
        .offset((page - 1) * PAGE_SIZE)
    )
    return MessagePage(tuple(_line(work, message) for message in rows), page, pages, total)


def open_message(work: Work, message_id: UUID) -> OpenedMessage:
    """A message with its text; raises NotFound, and always so outside the demo."""
    if not work.settings.is_demo:
        raise NotFound(Message.__tablename__)
    message = work.find(Message, message_id)
    body = work.vault.open(Message.body, message.id, message.body)
    return OpenedMessage(_line(work, message), body)


def _line(work: Work, message: Message) -> MessageLine:
    return MessageLine(
        id=message.id,
        recipient=work.vault.open(Message.recipient, message.id, message.recipient),
        subject=message.subject,
        at=message.created_at.astimezone(AMSTERDAM),
        state=_state(message),
        last_error=message.last_error or "",
    )


def _state(message: Message) -> MessageState:
    if message.sent_at:
        return MessageState.SENT
    return MessageState.FAILED if message.failed_at else MessageState.WAITING
