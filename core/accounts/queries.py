"""Who works here, as pages and pickers show it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Row, Select, func, select

from core.accounts.models import Identity, Invitation, Membership, Role
from core.accounts.sessions import hash_of
from core.calendar.clock import AMSTERDAM
from core.errors import NotFound
from core.work import Work


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who works here now; `id` is the membership."""

    id: UUID
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Colleague:
    """A member as the page "Medewerkers" shows it."""

    id: UUID
    name: str
    email: str
    role: Role
    since: date


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """An invitation that nobody has accepted yet."""

    id: UUID
    name: str
    email: str
    role: Role
    expires_at: datetime
    has_expired: bool


@dataclass(frozen=True, slots=True)
class Invited:
    """What an invitation's link tells; `has_login` when the mail address has a password."""

    id: UUID
    name: str
    email: str
    role: Role
    identity_id: UUID | None
    has_login: bool


def colleagues(work: Work) -> tuple[Colleague, ...]:
    """Everybody who works here now, by name: a team, so without paging."""
    rows = work.session.execute(_colleagues().order_by(func.lower(Identity.name), Membership.id))
    return tuple(_colleague(row) for row in rows)


def caseworkers(work: Work) -> tuple[Colleague, ...]:
    """Who works with families here now, by name: who can be given a file, or told of a referral."""
    return tuple(one for one in colleagues(work) if one.role != Role.GEMEENTE)


def member_names(work: Work) -> dict[UUID, str]:
    """The names of everybody who works or worked here, by membership: who wrote what."""
    rows = work.session.execute(
        select(Membership.id, Identity.name).join(Identity, Identity.id == Membership.identity_id)
    )
    return {row.id: row.name for row in rows}


def find_colleague(work: Work, membership_id: UUID) -> Colleague:
    """One member who works here now; raises NotFound."""
    row = work.session.execute(_colleagues().where(Membership.id == membership_id)).one_or_none()
    if row is None:
        raise NotFound(Membership.__tablename__)
    return _colleague(row)


def _colleagues() -> Select[UUID, str, str, Role, datetime]:
    return (
        select(Membership.id, Identity.name, Identity.email, Membership.role, Membership.since)
        .join(Identity, Identity.id == Membership.identity_id)
        .where(Membership.ended_at.is_(None))
    )


def _colleague(row: Row[UUID, str, str, Role, datetime]) -> Colleague:
    member_id, name, email, role, since = row
    return Colleague(member_id, name, email, Role(role), since.astimezone(AMSTERDAM).date())


def active_admins(work: Work) -> frozenset[UUID]:
    """The memberships with role admin; held still until the end of this unit of work."""
    query = select(Membership.id).where(
        Membership.role == Role.ADMIN, Membership.ended_at.is_(None)
    )
    return frozenset(work.session.scalars(query.with_for_update()))


def open_invitations(work: Work) -> tuple[OpenInvitation, ...]:
    """The newest hundred invitations that were not accepted, newest first."""
    rows = work.session.execute(
        select(
            Invitation.id, Invitation.name, Invitation.email, Invitation.role,
            Invitation.expires_at, (Invitation.expires_at <= func.now()).label("has_expired"),
        )
        .where(Invitation.used_at.is_(None))
        .order_by(Invitation.expires_at.desc(), Invitation.id)
        .limit(100)
    )  # fmt: skip
    return tuple(
        OpenInvitation(
            row.id, row.name, row.email, Role(row.role),
            row.expires_at.astimezone(AMSTERDAM), row.has_expired,
        )
        for row in rows
    )  # fmt: skip


def find_invitation(work: Work, token: str) -> Invited | None:
    """What this link invites to; None when it was used, has ended or never was."""
    row = work.session.execute(
        select(
            Invitation.id, Invitation.name, Invitation.email, Invitation.role,
            Identity.id.label("identity_id"), Identity.password_hash.is_not(None).label("known"),
        )
        .outerjoin(Identity, Identity.email == Invitation.email)
        .where(
            Invitation.token_hash == hash_of(token),
            Invitation.used_at.is_(None),
            Invitation.expires_at > func.now(),
        )
    ).one_or_none()  # fmt: skip
    if row is None:
        return None
    return Invited(row.id, row.name, row.email, Role(row.role), row.identity_id,
                   bool(row.identity_id and row.known))  # fmt: skip


def membership_of(work: Work, identity_id: UUID) -> Member | None:
    """The role of an identity here now; None when it has none."""
    row = work.session.execute(
        _colleagues().where(Membership.identity_id == identity_id)
    ).one_or_none()
    return Member(row.id, row.name, Role(row.role)) if row else None
