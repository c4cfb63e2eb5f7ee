"""From one tenant to another without typing the password again: once, within a minute.

The token is made in a unit of work of the tenant that it leads to, for the membership of the same
identity there. It stops working when it was used, when another is made, after a minute, after a
new password and when the membership ends.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, delete, func, select

from core.accounts.models import Hop, Identity, Membership
from core.accounts.sessions import hash_of, new_token, open_session, since_password
from core.errors import NotFound
from core.work import Actor, Work

HOLDS = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Arrival:
    """Who arrives by a hop."""

    membership_id: UUID
    identity_id: UUID
    name: str
    email: str
    logged_in_at: datetime


def give_hop(work: Work, membership_id: UUID, logged_in_at: datetime) -> str:
    """A token for a member of this tenant, who gave the password elsewhere at that moment."""
    token = new_token()
    work.session.execute(delete(Hop).where(Hop.membership_id == membership_id))
    work.add(
        Hop(
            token_hash=hash_of(token),
            membership_id=membership_id,
            logged_in_at=logged_in_at,
            expires_at=work.session.scalar(select(func.now() + HOLDS)),
        )
    )
    work.record("hop.given", "membership", membership_id)
    return token


def find_hop(work: Work, token: str) -> Arrival | None:
    """Who may come in with this token; None when it holds no longer or never did."""
    row = work.session.execute(
        select(Hop.membership_id, Identity.id, Identity.name, Identity.email, Hop.logged_in_at)
        .join(Membership, Membership.id == Hop.membership_id)
        .join(Identity, Identity.id == Membership.identity_id)
        .where(
            *_live(token),
            Membership.ended_at.is_(None),
            since_password(Hop.created_at),
            since_password(Hop.logged_in_at),
        )
    ).one_or_none()
    return Arrival(*row) if row else None


def arrive(work: Work, token: str) -> str:
    """Use a hop up and log its member in; returns the token of the session.

    Raises NotFound when it holds no longer, or when somebody was first.
    """
    arrival = find_hop(work, token)
    if arrival is None or not drop_hop(work, token):
        raise NotFound(Hop.__tablename__)
    work.actor = Actor("member", arrival.membership_id, arrival.name)
    return open_session(work, arrival.membership_id, arrival.logged_in_at)


def drop_hop(work: Work, token: str) -> bool:
    """Use a hop up; False when it was gone already."""
    used = work.session.execute(
        delete(Hop)
        .where(*_live(token))
        .returning(Hop.id)
        .execution_options(synchronize_session=False)
    )
    return used.one_or_none() is not None


def _live(token: str) -> tuple[ColumnElement[bool], ...]:
    return Hop.token_hash == hash_of(token), Hop.expires_at > func.now()
