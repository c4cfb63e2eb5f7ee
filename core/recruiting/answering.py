"""Somebody answers a search profile: by which channel, and whether now or later."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import case, select

from core.errors import NotFound
from core.recruiting.models import ChannelKind, ProfileChannel, SearchProfile
from core.recruiting.publishing import plain_code, published
from core.work import Work

SPRING = "voorjaar"
"""The word in the address of who wants to be asked again."""
_SPRING_MONTH = 3


@dataclass(frozen=True, slots=True)
class Answering:
    """What comes along to the sign-up. `title` is "" when the profile is over meanwhile.

    `ask_again_on` is the day on which somebody wants to be asked again, None for now.
    """

    code: str = ""
    channel_id: UUID | None = None
    title: str = ""
    ask_again_on: date | None = None


def answering(work: Work, code: str, later: str) -> Answering:
    """What a form says of the profile that it answers; an unknown code says nothing."""
    again = next_spring(work.today) if later == SPRING else None
    channel_id = channel_of(work, code) if code else None
    if channel_id is None:
        return Answering(ask_again_on=again)
    return Answering(plain_code(code), channel_id, _title(work, code), again)


def next_spring(today: date) -> date:
    """The first of March that is still to come."""
    this_year = date(today.year, _SPRING_MONTH, 1)
    return this_year if today < this_year else date(today.year + 1, _SPRING_MONTH, 1)


def channel_of(work: Work, code: str) -> UUID | None:
    """The channel with this code; of a profile's own code that of the website."""
    code = plain_code(code)
    own = ProfileChannel.code == code
    website = (SearchProfile.code == code) & (ProfileChannel.kind == ChannelKind.SOCIAL)
    return work.session.scalar(
        select(ProfileChannel.id)
        .join(SearchProfile, SearchProfile.id == ProfileChannel.profile_id)
        .where(own | website)
        .order_by(case((own, 0), else_=1), ProfileChannel.id)
        .limit(1)
    )


def _title(work: Work, code: str) -> str:
    try:
        return published(work, code).title
    except NotFound:
        return ""
