"""Where a profile is today: what its row says, its last day, and whether somebody is looked for.

The state of a request counts at once, in the query itself: with a coupling or a closed request
every address of the profile stops in the same moment, whoever did it and wherever.
"""

from datetime import date

from sqlalchemy import ColumnElement, or_, select

from core.matching.models import RequestState, SupportRequest
from core.recruiting.models import ProfileState, SearchProfile
from core.wording import Text, _l

STATE_LABELS: dict[ProfileState, Text] = {
    ProfileState.DRAFT: _l("Nog niet geplaatst"),
    ProfileState.PUBLISHED: _l("Staat online"),
    ProfileState.WITHDRAWN: _l("Weggehaald"),
    ProfileState.EXPIRED: _l("Voorbij"),
    ProfileState.FOUND: _l("Gevonden"),
}
STATE_TONES: dict[ProfileState, str] = {
    ProfileState.DRAFT: "warning",
    ProfileState.PUBLISHED: "success",
    ProfileState.WITHDRAWN: "",
    ProfileState.EXPIRED: "",
    ProfileState.FOUND: "success",
}


def is_shown(today: date) -> tuple[ColumnElement[bool], ...]:
    """The criteria of what the public may see today."""
    searching = select(SupportRequest.id).where(SupportRequest.state == RequestState.OPEN)
    return (
        SearchProfile.state == ProfileState.PUBLISHED,
        SearchProfile.until >= today,
        or_(SearchProfile.request_id.is_(None), SearchProfile.request_id.in_(searching)),
    )


def standing(
    state: ProfileState, until: date, request: RequestState | None, today: date
) -> ProfileState:
    """The state that holds today."""
    if state not in (ProfileState.DRAFT, ProfileState.PUBLISHED):
        return state
    if request is RequestState.COUPLED:
        return ProfileState.FOUND
    if request is RequestState.CLOSED:
        return ProfileState.WITHDRAWN
    if state is ProfileState.PUBLISHED and until < today:
        return ProfileState.EXPIRED
    return state
