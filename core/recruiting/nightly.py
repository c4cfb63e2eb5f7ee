"""The nightly round: what holds already by day and request is written down as the state."""

from sqlalchemy import or_, select

from core.jobs.tasks import tenant_task
from core.matching.models import RequestState, SupportRequest
from core.recruiting.models import ProfileState, SearchProfile
from core.recruiting.standing import standing
from core.work import Work

_OVER = (RequestState.COUPLED, RequestState.CLOSED)


@tenant_task("settle_search_profiles", nightly=True)
def settle_search_profiles(work: Work) -> None:
    """Write down which profiles are past their day, found, or no longer wanted."""
    rows = work.session.execute(
        select(SearchProfile, SupportRequest.state)
        .outerjoin(SupportRequest, SupportRequest.id == SearchProfile.request_id)
        .where(
            SearchProfile.state.in_((ProfileState.DRAFT, ProfileState.PUBLISHED)),
            or_(SearchProfile.until < work.today, SupportRequest.state.in_(_OVER)),
        )
    )
    for profile, request in rows:
        state = standing(
            ProfileState(profile.state),
            profile.until,
            RequestState(request) if request else None,
            work.today,
        )
        if state != profile.state:
            profile.state = state
            work.record("search_profile.ended", "search_profile", profile.id, state)
