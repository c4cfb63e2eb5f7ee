"""What other weights would change: for which open requests another family would come first."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from core.families.models import Family
from core.matching.engine.suggesting import firsts
from core.matching.engine.weights import Weights
from core.matching.models import OfferState, SupportOffer, SupportRequest
from core.matching.profiles_query import offer_profiles
from core.matching.solving import searching
from core.work import Work

LISTED = 25
"""How many of the requests that would change are named, the longest waiting first."""


@dataclass(frozen=True, slots=True)
class Change:
    """A request for which another family would come first."""

    request_id: UUID
    title: str
    family_name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Preview:
    """How many of all open requests would change, and the first of them."""

    looked_at: int
    changed: int
    changes: tuple[Change, ...]


def preview(work: Work, now: Weights, then: Weights) -> Preview:
    """Lay every open request beside both weights; nobody is coupled by either."""
    waiting = sorted(searching(work).values(), key=lambda one: (one.since, one.id))
    offers = offer_profiles(work, SupportOffer.state == OfferState.OPEN).values()
    before, after = firsts(waiting, offers, now, then)
    moved = {
        UUID(one.id): (UUID(before[one.id]), UUID(after[one.id]))
        for one in waiting
        if one.id in before and before[one.id] != after[one.id]
    }
    shown = dict(list(moved.items())[:LISTED])
    return Preview(len(waiting), len(moved), _named(work, shown))


def _named(work: Work, moved: Mapping[UUID, tuple[UUID, UUID]]) -> tuple[Change, ...]:
    if not moved:
        return ()
    asked = (
        select(SupportRequest.id, SupportRequest.title, Family.name)
        .join(Family, Family.id == SupportRequest.family_id)
        .where(SupportRequest.id.in_(moved))
    )
    offered = (
        select(SupportOffer.id, Family.name)
        .join(Family, Family.id == SupportOffer.family_id)
        .where(SupportOffer.id.in_({offer for pair in moved.values() for offer in pair}))
    )
    names = {row.id: row.name for row in work.session.execute(offered)}
    known = {row.id: row for row in work.session.execute(asked)}
    return tuple(
        Change(one, known[one].title, known[one].name, names[before], names[after])
        for one, (before, after) in moved.items()
    )
