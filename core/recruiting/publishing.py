"""What may be shown in public of a search profile: the outside builds on this and on no more."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select

from core.errors import NotFound
from core.programme.models import Programme
from core.recruiting.models import (
    ProfileChannel,
    SearchProfile,
    SearchProfileVersion,
)
from core.recruiting.standing import is_shown
from core.recruiting.texts import PublicText, read_text
from core.work import Work

_CODE = re.compile("[a-z0-9-]{1,40}")


@dataclass(frozen=True, slots=True)
class PublicProfile:
    """A profile as everyone may read it: no request, no family, no organisation that referred.

    `channel_id` is the channel whose short address was asked for, None for the profile's own.
    `lines` are the sentences under the title, `seeks` stands under "Dit zoeken we" and `gives`
    under "Dit krijgt u". Nobody sees it after `until`.
    """

    id: UUID
    code: str
    channel_id: UUID | None
    number: int
    title: str
    lines: tuple[str, ...]
    seeks: tuple[str, ...]
    gives: tuple[str, ...]
    until: date
    published_on: date
    contact_name: str
    contact_phone: str


def open_profiles(work: Work) -> tuple[PublicProfile, ...]:
    """Every profile that is to be seen today, the newest first; two queries."""
    newest_first = _published(work).order_by(
        SearchProfileVersion.published_on.desc(), SearchProfile.code
    )
    contact = _contact(work)
    return tuple(_shown(work, row, None, contact) for row in work.session.execute(newest_first))


def published(work: Work, code: str) -> PublicProfile:
    """The profile behind a short address: its own, or that of one of its channels.

    Raises NotFound when there is none, and when it was withdrawn, is past its day or was found:
    from then on no address of it leads anywhere.
    """
    code = plain_code(code)
    of_channel = select(ProfileChannel.id, ProfileChannel.profile_id).where(
        ProfileChannel.code == code, ProfileChannel.is_on
    )
    channel = work.session.execute(of_channel).one_or_none()
    wanted = SearchProfile.id == channel.profile_id if channel else SearchProfile.code == code
    row = work.session.execute(_published(work).where(wanted)).one_or_none()
    if row is None:
        raise NotFound("search_profile")
    return _shown(work, row, channel.id if channel else None, _contact(work))


def plain_code(typed: str) -> str:
    """A code as it is kept, "" for what is none: a phone begins what is typed with a capital."""
    code = typed.lower()
    return code if _CODE.fullmatch(code) else ""


def _published(work: Work) -> Select[*tuple[Any, ...]]:
    """The newest published version of each profile that is to be seen today."""
    version = SearchProfileVersion
    newest = (
        select(func.max(version.number))
        .where(version.profile_id == SearchProfile.id, version.published_on.is_not(None))
        .correlate(SearchProfile)
        .scalar_subquery()
    )
    return (
        select(
            SearchProfile.id, SearchProfile.code, SearchProfile.until,
            version.id.label("version_id"), version.number, version.title, version.body,
            version.published_on,
        )
        .join(version, version.profile_id == SearchProfile.id)
        .where(
            *is_shown(work.today),
            version.number == newest,
        )
    )  # fmt: skip


def _contact(work: Work) -> tuple[str, str]:
    row = work.session.execute(select(Programme.contact_name, Programme.contact_phone)).first()
    return (row.contact_name, row.contact_phone) if row else ("", "")


def _shown(
    work: Work, row: Any, channel_id: UUID | None, contact: tuple[str, str]
) -> PublicProfile:
    text: PublicText = read_text(work, row.version_id, row.title, row.body)
    return PublicProfile(
        id=row.id,
        code=row.code,
        channel_id=channel_id,
        number=row.number,
        title=text.title,
        lines=text.lines,
        seeks=text.seeks,
        gives=text.gives,
        until=row.until,
        published_on=row.published_on,
        contact_name=contact[0],
        contact_phone=contact[1],
    )
