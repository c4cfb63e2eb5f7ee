"""Search profiles, for whoever may work in the file of the family that they are about."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from core.errors import NotFound
from core.matching.access import access_request
from core.matching.models import SupportRequest
from core.recruiting.models import SearchProfile, SearchProfileVersion
from core.recruiting.texts import PublicText, read_text
from core.work import Work


@dataclass(frozen=True, slots=True)
class Opened:
    """A profile with its newest version; `request` is None when it is about no one family."""

    profile: SearchProfile
    version: SearchProfileVersion
    request: SupportRequest | None


def access_profile(work: Work, profile_id: UUID) -> Opened:
    """The profile, when this member may work in its family's file; raises NotFound, NeedsReason."""
    profile = work.find(SearchProfile, profile_id)
    request = access_request(work, profile.request_id) if profile.request_id else None
    return Opened(profile, newest_version(work, profile_id), request)


def newest_version(work: Work, profile_id: UUID) -> SearchProfileVersion:
    """The version that is worked on, or the last that was published; raises NotFound."""
    found = work.session.scalars(
        select(SearchProfileVersion)
        .where(SearchProfileVersion.profile_id == profile_id)
        .order_by(SearchProfileVersion.number.desc())
        .limit(1)
    ).one_or_none()
    if found is None:
        raise NotFound("search_profile")
    return found


def text_of_version(work: Work, version: SearchProfileVersion) -> PublicText:
    """What a version says, opened."""
    return read_text(work, version.id, version.title, version.body)
