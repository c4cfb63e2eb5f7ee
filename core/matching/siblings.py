"""Siblings who must go to one steungezin: their requests share a random key."""

from collections import Counter
from collections.abc import Collection
from uuid import UUID

from sqlalchemy import or_, select

from core.errors import NotFound
from core.matching.access import access_request
from core.matching.models import RequestState, SupportRequest
from core.work import Work
from tenants.ids import new_id


def other_requests(work: Work, family_id: UUID, but: UUID | None = None) -> list[tuple[UUID, str]]:
    """The other requests of a family that are open or kept together, each with id and title."""
    row = SupportRequest
    wanted = (
        select(row.id, row.title)
        .where(row.family_id == family_id)
        .where(or_(row.state == RequestState.OPEN, row.together_key.is_not(None)))
        .order_by(row.id)
    )
    return [(one.id, one.title) for one in work.session.execute(wanted) if one.id != but]


def together_with(work: Work, request: SupportRequest) -> tuple[UUID, ...]:
    """The requests that must go to the same steungezin as this one."""
    if request.together_key is None:
        return ()
    wanted = select(SupportRequest.id).where(
        SupportRequest.family_id == request.family_id,
        SupportRequest.together_key == request.together_key,
        SupportRequest.id != request.id,
    )
    return tuple(work.session.scalars(wanted.order_by(SupportRequest.id)))


def keep_together(work: Work, request_id: UUID, others: Collection[UUID]) -> None:
    """Let exactly these requests of the same family go to one steungezin with this one.

    Those that it leaves stay together with each other. Raises NotFound for a request of another
    family.
    """
    request = access_request(work, request_id)
    work.session.flush()
    of_family = select(SupportRequest).where(SupportRequest.family_id == request.family_id)
    rows = {row.id: row for row in work.session.scalars(of_family)}
    if not set(others) <= set(rows):
        raise NotFound(SupportRequest.__tablename__)
    wanted = {request_id, *others}
    key = new_id().hex if len(wanted) > 1 else None
    for one in wanted:
        rows[one].together_key = key
    sizes = Counter(row.together_key for row in rows.values())
    for row in rows.values():
        if sizes[row.together_key] == 1:
            row.together_key = None
