"""The operator's unit of work: the registry and published figures, never a file."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from core.accounts.models import Identity, Operator, OperatorSession
from core.accounts.sessions import hash_of, since_password
from core.errors import Forbidden
from core.extension.host import Host
from core.settings import Settings
from tenants.models import Organisation

IDLE = timedelta(hours=2)
LONGEST = timedelta(hours=12)
_SEEN_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class OperatorAccount:
    """The operator behind a request: of the Stichting, or of one organisation."""

    identity_id: UUID
    name: str
    email: str
    organisation_id: UUID | None = None
    organisation: str = ""

    @property
    def is_national(self) -> bool:
        """Whether this operator is of the Stichting and sees every organisation."""
        return self.organisation_id is None


@dataclass(frozen=True, slots=True)
class ConsoleDesk:
    """One transaction under the console's role."""

    session: Session
    settings: Settings
    today: date
    operator: OperatorAccount | None
    plugins: Host

    @property
    def scope(self) -> UUID | None:
        """The only organisation that this operator may see; None for all of them.

        Raises Forbidden without an operator: nobody sees nothing, never everything.
        """
        if self.operator is None:
            raise Forbidden
        return self.operator.organisation_id


def find_operator(session: Session, token: str | None) -> OperatorAccount | None:
    """The operator whose live session this is; None when there is none (any more)."""
    if not token:
        return None
    row = session.execute(
        select(
            Identity.id, Identity.name, Identity.email, OperatorSession.last_seen_at,
            func.now().label("now"), Operator.organisation_id,
            Organisation.name.label("organisation"),
        )
        .join(OperatorSession, OperatorSession.identity_id == Identity.id)
        .join(Operator, Operator.identity_id == Identity.id)
        .outerjoin(Organisation, Organisation.id == Operator.organisation_id)
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
    return OperatorAccount(row.id, row.name, row.email, row.organisation_id, row.organisation or "")


def _mark_seen(session: Session, token: str) -> None:
    session.execute(
        update(OperatorSession)
        .where(OperatorSession.token_hash == hash_of(token))
        .values(last_seen_at=func.now())
    )
