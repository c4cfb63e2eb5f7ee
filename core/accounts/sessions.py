"""Logins of members: kept in the database, by the hash of a random token."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from uuid import UUID

from flask_login import UserMixin
from sqlalchemy import ColumnElement, Select, bindparam, delete, func, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute

from core.accounts.models import AccountSession, Identity, Membership, Role, Workplace
from core.work import Actor, Work

IDLE = timedelta(hours=8)
LONGEST = timedelta(days=7)
_SEEN_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Account(UserMixin):  # type: ignore[misc]
    """The member behind a request."""

    membership_id: UUID
    identity_id: UUID
    name: str
    email: str
    role: Role
    has_other_workplaces: bool = False

    def get_id(self) -> str:
        """The name by which flask-login knows this member."""
        return str(self.membership_id)

    @property
    def actor(self) -> Actor:
        """The member as the one who acts in a unit of work."""
        return Actor("member", self.membership_id, self.name, self.role)


def hash_of(token: str) -> bytes:
    """What is kept of a token; from it the token cannot be found."""
    return hashlib.sha256(token.encode()).digest()


def new_token() -> str:
    """A random token of 256 bits, as url-safe text."""
    return secrets.token_urlsafe(32)


def open_session(work: Work, membership_id: UUID, since: datetime | None = None) -> str:
    """Log a member in; returns the token for the cookie, which is kept nowhere else.

    `since` is when the password was given, for a login that comes from another tenant.
    """
    token = new_token()
    began = {"created_at": since} if since else {}
    work.add(AccountSession(token_hash=hash_of(token), membership_id=membership_id, **began))
    work.record("login.hopped" if since else "login", "membership", membership_id)
    return token


def logged_in_at(work: Work, token: str | None) -> datetime | None:
    """When the password was given for the session with this token."""
    query = select(AccountSession.created_at).where(
        AccountSession.token_hash == hash_of(token or "")
    )
    return work.session.scalar(query)


def find_account(work: Work, token: str | None) -> Account | None:
    """The member whose live session this is; None when there is none (any more)."""
    if not token:
        return None
    row = work.session.execute(_live_session(), {"token_hash": hash_of(token)}).one_or_none()
    if row is None:
        return None
    if row.now - row.last_seen_at > _SEEN_EVERY:
        _mark_seen(work, row.id)
    return Account(
        row.membership_id, row.identity_id, row.name, row.email, Role(row.role), row.has_others
    )


@cache  # every request asks this
def _live_session() -> Select[UUID, datetime, UUID, datetime, UUID, Role, str, str, bool]:
    return (
        select(
            AccountSession.id,
            AccountSession.last_seen_at,
            AccountSession.membership_id,
            func.now().label("now"),
            Membership.identity_id,
            Membership.role,
            Identity.name,
            Identity.email,
            _works_elsewhere().label("has_others"),
        )
        .join(Membership, Membership.id == AccountSession.membership_id)
        .join(Identity, Identity.id == Membership.identity_id)
        .where(
            AccountSession.token_hash == bindparam("token_hash"),
            AccountSession.last_seen_at > func.now() - IDLE,
            AccountSession.created_at > func.now() - LONGEST,
            Membership.ended_at.is_(None),
            since_password(AccountSession.created_at),
        )
    )


def _works_elsewhere() -> ColumnElement[bool]:
    return (
        select(Workplace.tenant_id)
        .where(
            Workplace.identity_id == Membership.identity_id,
            Workplace.tenant_id != Membership.tenant_id,
        )
        .exists()
    )


def since_password(created_at: InstrumentedAttribute[datetime]) -> ColumnElement[bool]:
    """That a session is not older than the password: a new one ends all others, everywhere."""
    return or_(Identity.password_set_at.is_(None), created_at >= Identity.password_set_at)


def _mark_seen(work: Work, session_id: UUID) -> None:
    work.session.execute(
        update(AccountSession)
        .where(AccountSession.id == session_id)
        .values(last_seen_at=func.now())
    )


def close_session(work: Work, token: str | None) -> None:
    """Log out; a token that is unknown is no error."""
    if token:
        work.session.execute(
            delete(AccountSession).where(AccountSession.token_hash == hash_of(token))
        )


def close_all_sessions(work: Work, membership_id: UUID) -> None:
    """Log a member out everywhere: after a change of role or password."""
    work.session.execute(
        delete(AccountSession).where(AccountSession.membership_id == membership_id)
    )
