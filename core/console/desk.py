"""The operator's unit of work: the registry and published figures, never a file."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from core.accounts.models import Identity, Operator, OperatorSession
from core.accounts.sessions import hash_of, since_password
from core.settings import Settings

IDLE = timedelta(hours=2)
LONGEST = timedelta(hours=12)
_SEEN_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class OperatorAccount:
    """The operator behind a request."""

    identity_id: UUID
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class ConsoleDesk:
    """One transaction under the console's role."""

    session: Session
    settings: Settings
    today: date
    operator: OperatorAccount | None


def find_operator(session: Session, token: str | None) -> OperatorAccount | None:
    """The operator whose live session this is; None when there is none (any more)."""
    if not token:
        return None
    row = session.execute(
        select(
            Identity.id, Identity.name, Identity.email, OperatorSession.last_seen_at,
            func.now().label("now"),
        )
        .join(OperatorSession, OperatorSession.identity_id == Identity.id)
        .join(Operator, Operator.identity_id == Identity.id)
        .where(
            OperatorSession.token_hash == hash_of(token),
            OperatorSession.last_seen_at > func.now() - IDLE,
            OperatorSession.created_at > func.now() - LONGEST,
            since_password(OperatorSession.created_at),
        )
    ).one_or_none()  # fmt: skip
    if row is None:
        return None
    if row.now - row.last_seen_at > _SEEN_EVERY:
        _mark_seen(session, token)
    return OperatorAccount(row.id, row.name, row.email)


def _mark_seen(session: Session, token: str) -> None:
    session.execute(
        update(OperatorSession)
        .where(OperatorSession.token_hash == hash_of(token))
        .values(last_seen_at=func.now())
    )
