"""Identities in the registry: who logs in with what. Shared by tenants and the console.

These functions take a session of either: identities belong to no tenant, so never show one that
was found by its mail address to anybody but its owner.
"""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from core.accounts.models import Identity
from core.accounts.passwords import Passwords
from tenants.ids import new_id


@dataclass(frozen=True, slots=True)
class Login:
    """An identity as a login needs it."""

    identity_id: UUID
    email: str
    name: str
    password_hash: str | None


def normal_email(email: str) -> str:
    """A mail address as identities keep it."""
    return email.strip().lower()


def find_login(session: Session, email: str) -> Login | None:
    """The identity with this mail address; None when there is none."""
    query = select(Identity.id, Identity.email, Identity.name, Identity.password_hash)
    row = session.execute(query.where(Identity.email == normal_email(email))).one_or_none()
    return Login(*row) if row else None


def verify(session: Session, passwords: Passwords, email: str, password: str) -> Login | None:
    """The identity that this password opens; None takes as long, whatever is wrong."""
    login = find_login(session, email)
    if not passwords.fits(login.password_hash if login else None, password) or login is None:
        return None
    if login.password_hash and passwords.is_outdated(login.password_hash):
        _keep(session, login.identity_id, password_hash=passwords.hash(password))
    return login


def add_identity(session: Session, email: str, name: str) -> Login:
    """Enter somebody new in the registry, without a password yet."""
    login = Login(new_id(), normal_email(email), name, None)
    session.add(Identity(id=login.identity_id, email=login.email, name=name))
    session.flush()
    return login


def set_password(session: Session, passwords: Passwords, identity_id: UUID, password: str) -> None:
    """Keep a new password; every session from before this moment ends, in every tenant."""
    _keep(session, identity_id, password_hash=passwords.hash(password), password_set_at=func.now())


def rename(session: Session, identity_id: UUID, name: str) -> None:
    """Keep the name that somebody gives for themselves."""
    _keep(session, identity_id, name=name)


def _keep(session: Session, identity_id: UUID, **values: object) -> None:
    session.execute(update(Identity).where(Identity.id == identity_id).values(**values))
