"""The list of search profiles, the newest first."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select

from core.accounts.models import Role
from core.families.models import Family, FamilyFile, FamilyRole
from core.matching.models import RequestState, SupportRequest
from core.matching.occupancy import still_searching
from core.recruiting.access import text_of_version
from core.recruiting.models import (
    ProfileChannel,
    ProfileState,
    ProfileVisits,
    SearchProfile,
    SearchProfileVersion,
)
from core.recruiting.placing import rereads_profiles
from core.recruiting.standing import STATE_LABELS, STATE_TONES, standing
from core.recruiting.writing import read_checked
from core.referrals.models import Referral
from core.wording import Text
from core.work import Work

PAGE = 25
FEW = 5


@dataclass(frozen=True, slots=True)
class ProfileLine:
    """One profile; `waits_for_me` when I am to read its text before it is shown."""

    id: UUID
    title: str
    where: str
    state: ProfileState
    until: date
    number: int
    seen: int
    responses: int
    waits_for_me: bool

    @property
    def label(self) -> Text:
        """The state in words."""
        return STATE_LABELS[self.state]

    @property
    def tone(self) -> str:
        """How its badge looks."""
        return STATE_TONES[self.state]


@dataclass(frozen=True, slots=True)
class ProfileList:
    """One page of the list."""

    lines: tuple[ProfileLine, ...]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // PAGE))


def list_profiles(work: Work, page: int = 1) -> ProfileList:
    """The page that is asked for; the number of queries does not grow with the rows."""
    total = work.session.scalar(select(func.count(SearchProfile.id))) or 0
    page = min(max(1, page), max(1, -(-total // PAGE)))
    rows = work.session.execute(_lines().limit(PAGE).offset((page - 1) * PAGE)).all()
    rereads = rereads_profiles(work)
    return ProfileList(tuple(_line(work, row, rereads=rereads) for row in rows), total, page)


def titles_of(work: Work, profile_ids: Collection[UUID]) -> dict[UUID, str]:
    """The newest title of each of these profiles, in one query."""
    version = SearchProfileVersion
    wanted = select(version).where(version.profile_id.in_(profile_ids)).order_by(version.number)
    rows = work.session.scalars(wanted) if profile_ids else ()
    newest = {row.profile_id: row for row in rows}
    return {one: text_of_version(work, row).title for one, row in newest.items()}


def _lines() -> Select[*tuple[Any, ...]]:
    version = SearchProfileVersion
    newest = (
        select(func.max(version.number))
        .where(version.profile_id == SearchProfile.id)
        .correlate(SearchProfile)
        .scalar_subquery()
    )
    return (
        select(
            SearchProfile.state, SearchProfile.until, version, SupportRequest.state.label("asked"),
            _seen().label("seen"), _responses().label("responses"),
        )
        .join(version, version.profile_id == SearchProfile.id)
        .outerjoin(SupportRequest, SupportRequest.id == SearchProfile.request_id)
        .where(version.number == newest)
        .order_by(SearchProfile.created_on.desc(), SearchProfile.id.desc())
    )  # fmt: skip


def _seen() -> Any:
    counted = (
        select(func.coalesce(func.sum(ProfileVisits.seen), 0))
        .join(ProfileChannel, ProfileChannel.id == ProfileVisits.channel_id)
        .where(ProfileChannel.profile_id == SearchProfile.id)
    )
    return counted.correlate(SearchProfile).scalar_subquery()


def _responses() -> Any:
    counted = (
        select(func.count(Referral.id))
        .join(ProfileChannel, ProfileChannel.id == Referral.profile_channel_id)
        .where(ProfileChannel.profile_id == SearchProfile.id)
    )
    return counted.correlate(SearchProfile).scalar_subquery()


def _line(work: Work, row: Any, *, rereads: bool) -> ProfileLine:
    version: SearchProfileVersion = row.SearchProfileVersion
    text = text_of_version(work, version)
    asked = RequestState(row.asked) if row.asked else None
    state = standing(ProfileState(row.state), row.until, asked, work.today)
    is_open = state in (ProfileState.DRAFT, ProfileState.PUBLISHED)
    waits = (
        rereads
        and is_open
        and version.published_on is None
        and version.reread_on is None
        and read_checked(work, version).by != work.actor.id
    )
    return ProfileLine(
        version.profile_id, text.title, text.lines[0], state, row.until, version.number,
        int(row.seen), row.responses, waits,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class WithoutProfile:
    """An open request for which no profile is written or shown."""

    id: UUID
    title: str
    family_name: str
    since: date


def without_profile(work: Work) -> tuple[WithoutProfile, ...]:
    """One's own searching requests without a profile (an admin: everybody's), longest waiting."""
    open_states = (ProfileState.DRAFT, ProfileState.PUBLISHED)
    has_one = select(SearchProfile.request_id).where(
        SearchProfile.request_id.is_not(None), SearchProfile.state.in_(open_states)
    )
    wanted = (
        select(SupportRequest.id, SupportRequest.title, Family.name, SupportRequest.since)
        .join(Family, Family.id == SupportRequest.family_id)
        .join(FamilyFile, FamilyFile.family_id == Family.id)
        .where(
            SupportRequest.id.not_in(has_one),
            *still_searching(),
            FamilyFile.role == FamilyRole.ASKING,
        )
        .order_by(SupportRequest.since, SupportRequest.id)
        .limit(FEW)
    )
    if work.actor.role != Role.ADMIN:
        wanted = wanted.where(FamilyFile.coordinator_id == work.actor.id)
    return tuple(WithoutProfile(*row) for row in work.session.execute(wanted))
