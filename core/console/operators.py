"""Operators: who works at the console, and their logins."""

from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from core.accounts.credentials import Login, set_password, verify
from core.accounts.links import find_link, use_link
from core.accounts.models import Identity, LinkPurpose, Operator, OperatorSession
from core.accounts.passwords import Passwords, require_good
from core.accounts.sessions import hash_of, new_token
from core.console.desk import ConsoleDesk
from core.errors import NotFound


def authenticate(desk: ConsoleDesk, email: str, password: str) -> UUID | None:
    """The identity of the operator who logs in; None takes as long, whatever is wrong."""
    login = verify(desk.session, Passwords(desk.settings), email, password)
    return login.identity_id if login and is_operator(desk.session, login.identity_id) else None


def is_operator(session: Session, identity_id: UUID) -> bool:
    """Whether this identity works at the console."""
    query = select(Operator.identity_id).where(Operator.identity_id == identity_id)
    return session.scalar(query) is not None


def find_operator_link(desk: ConsoleDesk, token: str) -> Login | None:
    """The operator to whom a one-time link was given; None when it holds no longer."""
    login = find_link(desk.session, token, LinkPurpose.OPERATOR)
    return login if login and is_operator(desk.session, login.identity_id) else None


def choose_password(desk: ConsoleDesk, token: str, password: str) -> Login:
    """Set a password by a one-time link; raises NotFound or Refused."""
    login = find_operator_link(desk, token)
    if login is None:
        raise NotFound("link")
    require_good(password, login.name, login.email)
    if not use_link(desk.session, token, LinkPurpose.OPERATOR):
        raise NotFound("link")
    set_password(desk.session, Passwords(desk.settings), login.identity_id, password)
    return login


def open_operator_session(desk: ConsoleDesk, identity_id: UUID) -> str:
    """Log an operator in; returns the token for the cookie."""
    token = new_token()
    desk.session.add(OperatorSession(token_hash=hash_of(token), identity_id=identity_id))
    desk.session.flush()
    return token


def close_operator_session(desk: ConsoleDesk, token: str | None) -> None:
    """Log out; a token that is unknown is no error."""
    if token:
        query = delete(OperatorSession).where(OperatorSession.token_hash == hash_of(token))
        desk.session.execute(query)


def operator_with_password(session: Session) -> bool:
    """Whether somebody can log in at the console."""
    query = (
        select(Operator.identity_id)
        .join(Identity, Identity.id == Operator.identity_id)
        .where(Identity.password_hash.is_not(None))
    )
    return session.scalar(query.limit(1)) is not None
