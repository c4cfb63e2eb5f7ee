"""The list of organisations: found, sorted and paged in the database."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, func, or_, select

from core.network.kinds import kind_label
from core.network.models import Partner, PartnerContact
from core.network.silence import is_silent, last_contact, silent_since
from core.referrals.models import Referral, Referrer
from core.wording import Text
from core.work import Work

PAGE_SIZE = 25


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which organisations are looked for; archived ones only when asked for."""

    name: str = ""
    kind: str = ""
    place: str = ""
    silent: bool = False
    archived: bool = False
    sort: str = "naam"
    page: int = 1

    @property
    def is_filtered(self) -> bool:
        """Whether something is looked for."""
        return bool(self.name or self.kind or self.place or self.silent)


@dataclass(frozen=True, slots=True)
class PartnerLine:
    """One organisation on the list."""

    id: UUID
    name: str
    kind: str
    place: str
    last_contact: date | None
    is_silent: bool
    referrals: int

    @property
    def kind_label(self) -> Text:
        """The kind in Dutch."""
        return kind_label(self.kind)


@dataclass(frozen=True, slots=True)
class PartnerPage:
    """One page of the list, and how many there are on all of them."""

    lines: tuple[PartnerLine, ...]
    total: int
    page: int
    places: tuple[str, ...]
    archived: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // PAGE_SIZE))


def list_partners(work: Work, wanted: Wanted) -> PartnerPage:
    """The page that is asked for; past the last page gives the last."""
    where = conditions(work, wanted)
    total = work.session.scalar(select(func.count(Partner.id)).where(*where)) or 0
    page = min(max(1, wanted.page), max(1, -(-total // PAGE_SIZE)))
    rows = work.session.execute(
        _lines(work)
        .where(*where)
        .order_by(*_order(wanted.sort), Partner.id)
        .limit(PAGE_SIZE)
        .offset((page - 1) * PAGE_SIZE)
    )
    places = select(Partner.place).where(Partner.place != "", Partner.archived_on.is_(None))
    archived = select(func.count(Partner.id)).where(Partner.archived_on.is_not(None))
    return PartnerPage(
        tuple(PartnerLine(*row) for row in rows),
        total,
        page,
        tuple(work.session.scalars(places.distinct().order_by(Partner.place))),
        work.session.scalar(archived) or 0,
    )


def silent_partners(work: Work, limit: int) -> tuple[tuple[PartnerLine, ...], int]:
    """The organisations not heard of for longest, and how many there are of them."""
    where = (Partner.archived_on.is_(None), is_silent(work))
    rows = work.session.execute(
        _lines(work).where(*where).order_by(silent_since(), Partner.id).limit(limit)
    )
    count = work.session.scalar(select(func.count(Partner.id)).where(*where)) or 0
    return tuple(PartnerLine(*row) for row in rows), count


def _lines(work: Work) -> Select[*tuple[Any, ...]]:
    return select(
        Partner.id,
        Partner.name,
        Partner.kind,
        Partner.place,
        last_contact().label("last_contact"),
        is_silent(work).label("is_silent"),
        referral_count().label("referrals"),
    )


def referral_count() -> ColumnElement[int]:
    """How many sign-ups came from an organisation."""
    counted = (
        select(func.count(Referral.id))
        .join(Referrer, Referrer.id == Referral.referrer_id)
        .where(Referrer.partner_id == Partner.id)
    )
    return counted.correlate(Partner).scalar_subquery()


def conditions(work: Work, wanted: Wanted) -> list[ColumnElement[bool]]:
    """What a statement on organisations must ask for what is looked for."""
    archived = Partner.archived_on
    found: list[ColumnElement[bool]] = [
        archived.is_not(None) if wanted.archived else archived.is_(None)
    ]
    if wanted.name:
        found.append(_named(wanted.name))
    if wanted.kind:
        found.append(Partner.kind == wanted.kind)
    if wanted.place:
        found.append(Partner.place == wanted.place)
    if wanted.silent:
        found.append(is_silent(work))
    return found


def _named(name: str) -> ColumnElement[bool]:
    works_there = exists(PartnerContact.id).where(
        PartnerContact.partner_id == Partner.id,
        PartnerContact.name.icontains(name, autoescape=True),
    )
    return or_(Partner.name.icontains(name, autoescape=True), works_there.correlate(Partner))


def _order(sort: str) -> list[Any]:
    name = func.lower(Partner.name)
    orders: dict[str, list[Any]] = {
        "stil": [silent_since(), name],
        "verwezen": [referral_count().desc(), name],
        "plaats": [Partner.place, name],
        "soort": [Partner.kind, name],
    }
    return orders.get(sort, [name])
