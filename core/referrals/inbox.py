"""The inbox: a list with shelves and a search, and one referral beside it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, func, or_, select
from sqlalchemy.engine import Row

from core.accounts.models import Identity, Membership
from core.bsn import MARK
from core.contact_details import is_mail
from core.families.models import FamilyRole
from core.languages import language_name
from core.method.choice import pinned
from core.recruiting.models import ProfileChannel, SearchProfile
from core.referrals.access import open_referral
from core.referrals.models import Referral, ReferralState, Referrer
from core.referrals.queries import (
    answered_profile,
    family_label,
    in_short,
    listed,
    wish_label,
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


@dataclass(frozen=True, slots=True)
class ReferrerFacts:
    """Who referred the family; `contact` is "+31…" or an e-mail address."""

    id: UUID
    name: str
    function: str
    organisation: str
    contact: str


@dataclass(frozen=True, slots=True)
class ReferralFacts:
    """One referral, opened for reading."""

    id: UUID
    label: str
    role: FamilyRole
    state: ReferralState
    source: str
    via: Text
    channel: str
    named: bool
    first_name: str
    family_name: str
    reach: str
    contact: str
    message_safe: bool | None
    language: Text
    postcode4: str
    wishes: tuple[Text, ...]
    story: str
    has_mark: bool
    joins_talk: str | None
    consent_on: date | None
    received_on: date
    received_at: datetime
    respond_by: date
    referrer: ReferrerFacts | None
    family_id: UUID | None
    decided_by: str | None
    decided_on: date | None
    decision: Text | None
    decision_note: str
    answered: str = ""
    profile_id: UUID | None = None
    ask_again_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether something is still to be decided."""
        return self.state in (ReferralState.NEW, ReferralState.QUESTION)

    @property
    def phone(self) -> str | None:
        """The family's phone number, if that is how it can be reached."""
        return None if not self.contact or is_mail(self.contact) else self.contact


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


def read_referral(work: Work, referral_id: UUID) -> ReferralFacts:
    """Open one referral; the logbook records who looked. Raises NotFound or NeedsReason."""
    referral = open_referral(work, referral_id)
    vault, method = work.vault, pinned(work, referral.variant, referral.variant_version)
    role = FamilyRole(referral.role)
    story = vault.open(Referral.story, referral.id, referral.story)
    note = vault.open(Referral.decision_note, referral.id, referral.decision_note)
    referrer = _referrer(work, referral.referrer_id)
    code, channel, profile_id = _answered(work, referral.profile_channel_id)
    texts = [story, note, referral.first_name, referrer.name if referrer else ""]
    return ReferralFacts(
        id=referral.id,
        label=family_label(referral.first_name, referral.family_name, referral.named),
        role=role,
        state=ReferralState(referral.state),
        source=referral.source,
        via=method.label("referral_sources", referral.source),
        channel=_(referral.channel_label) if referral.channel_label else "",
        named=referral.named,
        first_name=referral.first_name,
        family_name=referral.family_name,
        reach=referral.reach,
        contact=vault.open(Referral.contact, referral.id, referral.contact),
        message_safe=referral.message_safe,
        language=language_name(referral.language),
        postcode4=referral.postcode4,
        wishes=tuple(wish_label(method, role, key) for key in referral.wishes),
        story=story,
        has_mark=any(MARK in text for text in texts),
        joins_talk=referral.joins_talk,
        consent_on=referral.consent_on,
        received_on=referral.received_on,
        received_at=referral.received_at,
        respond_by=referral.respond_by,
        referrer=referrer,
        family_id=referral.family_id,
        decided_by=_name_of(work, referral.decided_by),
        decided_on=referral.decided_on,
        decision=_decision(work, referral),
        decision_note=note,
        answered=answered_profile(code, channel),
        profile_id=profile_id,
        ask_again_on=referral.ask_again_on,
    )


def _answered(work: Work, channel_id: UUID | None) -> tuple[str, str, UUID | None]:
    """The code and the id of the profile that was answered, and the kind of the channel."""
    row = (
        channel_id
        and work.session.execute(
            select(SearchProfile.code, ProfileChannel.kind, SearchProfile.id)
            .join(ProfileChannel, ProfileChannel.profile_id == SearchProfile.id)
            .where(ProfileChannel.id == channel_id)
        ).one_or_none()
    )
    return (row[0], row[1], row[2]) if row else ("", "", None)


def _referrer(work: Work, referrer_id: UUID | None) -> ReferrerFacts | None:
    if referrer_id is None:
        return None
    row = work.find(Referrer, referrer_id)
    contact = work.vault.open(Referrer.contact, row.id, row.contact)
    return ReferrerFacts(row.id, row.name, row.function, row.organisation, contact)


def _decision(work: Work, referral: Referral) -> Text | None:
    method = pinned(work, referral.variant, referral.variant_version)
    if referral.referred_to:
        return method.label("refer_on_destinations", referral.referred_to)
    if referral.decision_reason is None:
        return None
    offers = referral.role == FamilyRole.OFFERING
    list_name = "offer_decline_reasons" if offers else "decline_reasons"
    return method.label(list_name, referral.decision_reason)


def _name_of(work: Work, membership_id: UUID | None) -> str | None:
    named = (
        select(Identity.name)
        .join(Membership, Membership.identity_id == Identity.id)
        .where(Membership.id == membership_id)
    )
    return work.session.scalar(named) if membership_id else None


def promise_in_words(respond_by: date, today: date) -> str:
    """Return "vandaag", "morgen", "uiterlijk vr 27 nov", or how many days it is late."""
    days = (respond_by - today).days
    if days < 0:
        return ngettext("%(num)s dag te laat", "%(num)s dagen te laat", -days)
    near = {0: _("vandaag"), 1: _("morgen")}
    return near.get(days) or _("uiterlijk %(day)s", day=short_date(respond_by))
