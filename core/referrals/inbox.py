"""The inbox: a list with shelves and a search; what is opened from it is in `opened`."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, func, or_, select
from sqlalchemy.engine import Row

from core.families.models import FamilyRole
from core.method.choice import pinned
from core.recruiting.models import ProfileChannel, SearchProfile
from core.referrals.models import Referral, ReferralState, Referrer
from core.referrals.queries import (
    answered_profile,
    family_label,
    in_short,
    listed,
    with_origin,
)
from core.referrals.waiting import comes_back, is_new
from core.web.formats import short_date
from core.wording import Text, _, ngettext
from core.work import Work

PAGE = 25


class Shelf(StrEnum):
    """Which part of the inbox is shown; the value stands in the address."""

    NEW = "nieuw"
    BUSY = "in-behandeling"
    LATER = "later"
    PROFILES = "zoekprofielen"
    ALL = "alles"


@dataclass(frozen=True, slots=True)
class InboxItem:
    """One line of the inbox."""

    id: UUID
    label: str
    role: FamilyRole
    via: Text
    in_short: str
    received_on: date
    respond_by: date
    state: ReferralState
    answered: str = ""
    ask_again_on: date | None = None


@dataclass(frozen=True, slots=True)
class Inbox:
    """A page of the inbox, and how much there is on each shelf."""

    items: tuple[InboxItem, ...]
    page: int
    pages: int
    new: int
    busy: int
    later: int
    by_profile: int


def list_referrals(
    work: Work, shelf: Shelf, search: str = "", page: int = 1, profile: str = ""
) -> Inbox:
    """A page of 25, newest promise first for what is open, else the latest first.

    `profile` is the code of a search profile or of one of its channels: only who answered it.
    """
    counted = _counts(work)
    found = _narrowed(
        listed().add_columns(Referral.ask_again_on), work.today, shelf, search, profile
    )
    total = _total(work, shelf, search, profile)
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    order = (
        (Referral.received_on.desc(), Referral.received_at.desc())
        if shelf in (Shelf.ALL, Shelf.PROFILES)
        else (Referral.respond_by, Referral.received_at)
    )
    rows = work.session.execute(
        found.order_by(*order, Referral.id).limit(PAGE).offset((page - 1) * PAGE)
    )
    if search:
        work.record("referral.searched", "referral", detail=search)
    return Inbox(tuple(_item(work, row) for row in rows), page, pages, *counted)


def referral_rows(
    work: Work, shelf: Shelf, search: str, only: ColumnElement[bool], most: int, profile: str = ""
) -> list[Row[Any]]:
    """A shelf without pages, of those for which `only` holds, latest first; `most` rows."""
    found = _narrowed(listed(), work.today, shelf, search, profile).where(only)
    order = (Referral.received_on.desc(), Referral.received_at.desc(), Referral.id)
    return list(work.session.execute(found.order_by(*order).limit(most)))


def _counts(work: Work) -> tuple[int, int, int, int]:
    """How many are new, in progress, to be asked later, and came by a search profile."""
    on = _shelves(work.today)
    counted = select(
        func.count(Referral.id),
        *(func.count(case((on[shelf], Referral.id))) for shelf in on),
    )
    counts = dict(zip(on, work.session.execute(counted).one()[1:], strict=True))
    return counts[Shelf.NEW], counts[Shelf.BUSY], counts[Shelf.LATER], counts[Shelf.PROFILES]


def _total(work: Work, shelf: Shelf, search: str, profile: str) -> int:
    counted = with_origin(select(func.count(Referral.id)))
    return work.session.scalar(_narrowed(counted, work.today, shelf, search, profile)) or 0


def _narrowed(
    query: Select[*tuple[Any, ...]], today: date, shelf: Shelf, search: str, profile: str
) -> Select[*tuple[Any, ...]]:
    """Only what is on a shelf, is searched for, and answered a profile."""
    on = _shelves(today)
    query = query.where(on[shelf]) if shelf in on else query
    if profile:
        query = query.where(or_(SearchProfile.code == profile, ProfileChannel.code == profile))
    return _searched(query, search)


def _shelves(today: date) -> dict[Shelf, ColumnElement[bool]]:
    return {
        Shelf.NEW: is_new(today),
        Shelf.BUSY: Referral.state == ReferralState.QUESTION,
        Shelf.LATER: comes_back(today),
        Shelf.PROFILES: Referral.profile_channel_id.is_not(None),
    }


def _searched(query: Select[*tuple[Any, ...]], search: str) -> Select[*tuple[Any, ...]]:
    for word in search.split():
        columns = (
            Referral.first_name,
            Referral.family_name,
            Referrer.name,
            Referrer.organisation,
        )
        query = query.where(or_(*(column.icontains(word, autoescape=True) for column in columns)))
    return query


def _item(work: Work, row: Row[Any]) -> InboxItem:
    method = pinned(work, row.variant, row.variant_version)
    role = FamilyRole(row.role)
    return InboxItem(
        row.id,
        family_label(row.first_name, row.family_name, row.named),
        role,
        method.label("referral_sources", row.source),
        in_short(method, role, row.wishes, row.organisation),
        row.received_on,
        row.respond_by,
        ReferralState(row.state),
        answered_profile(row.profile_code, row.profile_channel),
        row.ask_again_on,
    )


def promise_in_words(respond_by: date, today: date) -> str:
    """Return "vandaag", "morgen", "uiterlijk vr 27 nov", or how many days it is late."""
    days = (respond_by - today).days
    if days < 0:
        return ngettext("%(num)s dag te laat", "%(num)s dagen te laat", -days)
    near = {0: _("vandaag"), 1: _("morgen")}
    return near.get(days) or _("uiterlijk %(day)s", day=short_date(respond_by))
