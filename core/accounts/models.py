"""Identities and operators (registry), memberships, sessions and invitations (tenant)."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import DateTime, ForeignKey, Integer, LargeBinary, String, Uuid, func
from sqlalchemy.orm import Mapped

from tenants.columns import belongs_to, internal, personal
from tenants.ids import new_id
from tenants.isolation import PLATFORM, PlatformModel, TenantModel, unique


class Role(StrEnum):
    """What a member may do in a tenant; `gemeente` sees figures, never a file."""

    COORDINATOR = "coordinator"
    ADMIN = "admin"
    GEMEENTE = "gemeente"


class LinkPurpose(StrEnum):
    """What a one-time link opens."""

    RESET = "reset"
    OPERATOR = "operator"


class Identity(PlatformModel):
    """One person, one login, wherever that person works."""

    __tablename__ = "identity"

    id: Mapped[UUID] = internal(Uuid(), primary_key=True, default=new_id)
    email: Mapped[str] = personal(String(254), unique=True)
    name: Mapped[str] = personal(String(80))
    password_hash: Mapped[str | None] = internal(String(200))
    password_set_at: Mapped[datetime | None] = internal(DateTime(timezone=True))
    created_at: Mapped[datetime] = internal(DateTime(timezone=True), default=func.now())


class Operator(PlatformModel):
    """An identity that works at the console.

    Of the Stichting when `organisation_id` is empty: sees everything. Else of a licence holder:
    sees the programmes of that organisation only.
    """

    __tablename__ = "operator"

    identity_id: Mapped[UUID] = internal(ForeignKey(f"{PLATFORM}.identity.id"), primary_key=True)
    organisation_id: Mapped[UUID | None] = internal(ForeignKey(f"{PLATFORM}.organisation.id"))
    since: Mapped[datetime] = internal(DateTime(timezone=True), default=func.now())


class OperatorSession(PlatformModel):
    """A login at the console; busy, so nothing refers to it."""

    __tablename__ = "operator_session"

    token_hash: Mapped[bytes] = internal(LargeBinary(), primary_key=True)
    identity_id: Mapped[UUID] = internal(ForeignKey(f"{PLATFORM}.identity.id"))
    created_at: Mapped[datetime] = internal(DateTime(timezone=True), default=func.now())
    last_seen_at: Mapped[datetime] = internal(DateTime(timezone=True), default=func.now())


class OneTimeLink(PlatformModel):
    """A link to set a password: single use, with an end."""

    __tablename__ = "one_time_link"

    token_hash: Mapped[bytes] = internal(LargeBinary(), primary_key=True)
    identity_id: Mapped[UUID] = internal(ForeignKey(f"{PLATFORM}.identity.id"))
    purpose: Mapped[LinkPurpose] = internal(String(12))
    expires_at: Mapped[datetime] = internal(DateTime(timezone=True))
    used_at: Mapped[datetime | None] = internal(DateTime(timezone=True))


class LoginAttempt(PlatformModel):
    """Failed logins by keyed digest of an address (mail or network): slows guessing down."""

    __tablename__ = "login_attempt"

    subject: Mapped[bytes] = internal(LargeBinary(), primary_key=True)
    failures: Mapped[int] = internal(Integer(), default=0)
    last_failure_at: Mapped[datetime] = internal(DateTime(timezone=True), default=func.now())


class Workplace(PlatformModel):
    """Where an identity works: only a hint where to look, for the membership decides.

    It says of one login to which programmes it belongs, nothing of its role. It is written in the
    transaction of the membership, and read for one identity at a time (`core.accounts.workplaces`).
    """

    __tablename__ = "identity_tenant"

    identity_id: Mapped[UUID] = internal(ForeignKey(f"{PLATFORM}.identity.id"), primary_key=True)
    tenant_id: Mapped[int] = internal(ForeignKey(f"{PLATFORM}.tenant.id"), primary_key=True)


class Hop(TenantModel):
    """A way in for a member who is logged in at another tenant: works once, for a minute.

    It lies behind the wall of the tenant that it leads to, so it opens no other. The login that
    it makes is as old as the one that it came from.
    """

    __tablename__ = "hop"
    __table_args__ = (unique("token_hash"),)

    token_hash: Mapped[bytes] = internal(LargeBinary())
    membership_id: Mapped[UUID] = belongs_to("membership", on_delete="CASCADE")
    logged_in_at: Mapped[datetime] = internal(DateTime(timezone=True))
    created_at: Mapped[datetime] = internal(DateTime(timezone=True), default=func.now())
    expires_at: Mapped[datetime] = internal(DateTime(timezone=True))


class Membership(TenantModel):
    """The role of an identity in this tenant."""

    __tablename__ = "membership"
    __table_args__ = (unique("identity_id"),)

    identity_id: Mapped[UUID] = internal(ForeignKey(f"{PLATFORM}.identity.id"))
    role: Mapped[Role] = internal(String(12))
    since: Mapped[datetime] = internal(DateTime(timezone=True), default=func.now())
    ended_at: Mapped[datetime | None] = internal(DateTime(timezone=True))


class AccountSession(TenantModel):
    """A login of a member in this tenant."""

    __tablename__ = "account_session"
    __table_args__ = (unique("token_hash"),)

    token_hash: Mapped[bytes] = internal(LargeBinary())
    membership_id: Mapped[UUID] = belongs_to("membership", on_delete="CASCADE")
    created_at: Mapped[datetime] = internal(DateTime(timezone=True), default=func.now())
    last_seen_at: Mapped[datetime] = internal(DateTime(timezone=True), default=func.now())


class CalendarFeed(TenantModel):
    """A device that reads a member's calendar, by the hash of the token in its address.

    `body_hash` and `body_at` tell what it was sent and since when, so that it need not be sent
    twice.
    """

    __tablename__ = "calendar_feed"
    __table_args__ = (unique("token_hash"), unique("membership_id", "name"))

    membership_id: Mapped[UUID] = belongs_to("membership", on_delete="CASCADE")
    name: Mapped[str] = internal(String(40))
    token_hash: Mapped[bytes] = internal(LargeBinary())
    made_at: Mapped[datetime] = internal(DateTime(timezone=True), default=func.now())
    last_fetched_at: Mapped[datetime | None] = internal(DateTime(timezone=True))
    body_hash: Mapped[bytes | None] = internal(LargeBinary())
    body_at: Mapped[datetime | None] = internal(DateTime(timezone=True))


class Invitation(TenantModel):
    """An invitation by mail to become a member: single use, 72 hours."""

    __tablename__ = "invitation"
    __table_args__ = (unique("token_hash"),)

    email: Mapped[str] = personal(String(254))
    name: Mapped[str] = personal(String(80))
    role: Mapped[Role] = internal(String(12))
    token_hash: Mapped[bytes] = internal(LargeBinary())
    invited_by: Mapped[UUID | None] = belongs_to("membership", on_delete="SET NULL")
    expires_at: Mapped[datetime] = internal(DateTime(timezone=True))
    used_at: Mapped[datetime | None] = internal(DateTime(timezone=True))
