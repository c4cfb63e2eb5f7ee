"""Devices that read a member's calendar: a secret address each, of which a hash is kept.

An address works at the host of its own tenant, for as long as the membership keeps its role.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select, update

from core.accounts.models import CalendarFeed, Identity, Membership, Role
from core.accounts.sessions import hash_of, new_token
from core.calendar.clock import AMSTERDAM
from core.errors import NotFound, Refused
from core.wording import _
from core.work import Actor, Work
from tenants.ids import new_id

MOST = 10
READERS = frozenset({Role.COORDINATOR, Role.ADMIN})
"""Whoever works with families has talks; a gemeente has none."""


@dataclass(frozen=True, slots=True)
class Device:
    """A device as its owner sees it; the address itself is shown once, when it is made."""

    id: UUID
    name: str
    made_at: datetime
    last_fetched_at: datetime | None


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose calendar an address gives, and what that device has already."""

    feed_id: UUID
    actor: Actor
    body_hash: bytes | None
    body_at: datetime | None


def make_feed(work: Work, name: str) -> str:
    """Give this member's device an address; returns its token, which is kept nowhere.

    Raises Refused for a name that is taken, or when there are very many devices.
    """
    names = {device.name.lower() for device in devices_of(work)}
    if name.lower() in names:
        raise Refused(_("U heeft al een apparaat met deze naam. Kies een andere naam."), "name")
    if len(names) >= MOST:
        raise Refused(_("U heeft al %(count)s apparaten. Trek er eerst een in.", count=MOST))
    token = new_token()
    feed = CalendarFeed(
        id=new_id(), membership_id=work.actor.id, name=name, token_hash=hash_of(token)
    )
    work.add(feed)
    work.record("calendar.made", "calendar_feed", feed.id)
    return token


def renew_feed(work: Work, feed_id: UUID) -> tuple[str, str]:
    """Give a device another address; the old one stops. Returns its name and the token."""
    feed, token = _own(work, feed_id), new_token()
    feed.token_hash, feed.made_at = hash_of(token), func.now()
    feed.last_fetched_at = feed.body_hash = feed.body_at = None
    work.record("calendar.renewed", "calendar_feed", feed_id)
    return feed.name, token


def revoke_feed(work: Work, feed_id: UUID) -> str:
    """Have a device's address stop; returns its name. Raises NotFound for another's."""
    feed = _own(work, feed_id)
    work.session.delete(feed)
    work.record("calendar.revoked", "calendar_feed", feed_id)
    return feed.name


def end_feeds(work: Work, membership_id: UUID) -> None:
    """Have every address of a member stop: with another role, or none, it is nobody's."""
    work.session.execute(delete(CalendarFeed).where(CalendarFeed.membership_id == membership_id))


def _own(work: Work, feed_id: UUID) -> CalendarFeed:
    feed = work.find(CalendarFeed, feed_id)
    if feed.membership_id != work.actor.id:
        raise NotFound(CalendarFeed.__tablename__)
    return feed


def devices_of(work: Work) -> tuple[Device, ...]:
    """The devices of this member, the oldest first."""
    feeds = work.session.scalars(
        select(CalendarFeed)
        .where(CalendarFeed.membership_id == work.actor.id)
        .order_by(CalendarFeed.made_at, CalendarFeed.id)
    )
    return tuple(
        Device(feed.id, feed.name, _here(feed.made_at), _fetched(feed.last_fetched_at))
        for feed in feeds
    )


def _here(moment: datetime) -> datetime:
    return moment.astimezone(AMSTERDAM)


def _fetched(moment: datetime | None) -> datetime | None:
    return _here(moment) if moment else None


def find_reader(work: Work, token: str) -> Reader | None:
    """Whose calendar this address gives; None when there is none (any more)."""
    row = work.session.execute(
        select(
            CalendarFeed.id, CalendarFeed.body_hash, CalendarFeed.body_at,
            Membership.id.label("member_id"), Membership.role, Identity.name,
        )
        .join(Membership, Membership.id == CalendarFeed.membership_id)
        .join(Identity, Identity.id == Membership.identity_id)
        .where(
            CalendarFeed.token_hash == hash_of(token),
            Membership.ended_at.is_(None),
            Membership.role.in_(READERS),
        )
    ).one_or_none()  # fmt: skip
    if row is None:
        return None
    actor = Actor("member", row.member_id, row.name, Role(row.role))
    return Reader(row.id, actor, row.body_hash, row.body_at)


def note_fetched(work: Work, reader: Reader, body_hash: bytes) -> datetime:
    """Note that a device fetched this; returns since when it is as it is."""
    values: dict[str, object] = {"last_fetched_at": func.now()}
    is_same = reader.body_at is not None and reader.body_hash == body_hash
    if not is_same:
        values |= {"body_hash": body_hash, "body_at": func.now()}
    since = work.session.execute(
        update(CalendarFeed)
        .where(CalendarFeed.id == reader.feed_id)
        .values(**values)
        .returning(CalendarFeed.body_at)
        .execution_options(synchronize_session=False)
    ).scalar_one()
    return since or reader.body_at or datetime.now(AMSTERDAM)
