"""Which covers count today: decided by the day itself, never by a job."""

from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, select

from core.cover.models import Cover
from core.work import Work


def in_force(work: Work) -> ColumnElement[bool]:
    """Whether a Cover counts today."""
    return and_(Cover.from_on <= work.today, Cover.until_on >= work.today, Cover.ended_on.is_(None))


def covered_today(work: Work) -> frozenset[UUID]:
    """The memberships for whom this member stands in today."""
    if work.actor.id is None:
        return frozenset()
    return frozenset(work.session.scalars(covering(work)))


def covering(work: Work) -> Select[UUID]:
    """The memberships for whom this member stands in today, to put in another statement."""
    return select(Cover.absent_id).where(Cover.stand_in_id == work.actor.id, in_force(work))
