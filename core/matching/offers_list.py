"""The list of offers for one request: what fits, what nearly fits, and what does not, with why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from core.matching.limits import (
    PROPOSABLE,
    Blocker,
    Doubt,
    Limit,
    blockers,
    doubts,
    mask,
    pair_distance_km,
)
from core.matching.profiles import OfferProfile, RequestProfile


@dataclass(frozen=True, slots=True)
class Pair:
    """One offer beside the request; `distance_km` by road, None when a place is unknown."""

    offer: OfferProfile
    distance_km: float | None
    blockers: tuple[Blocker, ...]
    doubts: tuple[Doubt, ...]

    @property
    def limits(self) -> Limit:
        """The limits that it does not keep, as a mask; 0 when it fits."""
        return mask(self.blockers)

    @property
    def may_be_proposed(self) -> bool:
        """Whether nothing but a VOG on its way stands between the two."""
        return not self.limits & ~PROPOSABLE


@dataclass(frozen=True, slots=True)
class Groups:
    """Every offer exactly once: within the limits, one blocker, or more than one."""

    fits: tuple[Pair, ...]
    one_blocker: tuple[Pair, ...]
    more: tuple[Pair, ...]


def pair(request: RequestProfile, offer: OfferProfile) -> Pair:
    """Return an offer beside a request, with everything that blocks or is doubtful."""
    return Pair(
        offer,
        pair_distance_km(request, offer),
        blockers(request, offer),
        doubts(request, offer),
    )


def sort_offers(request: RequestProfile, offers: Iterable[OfferProfile]) -> Groups:
    """Return the offers in three groups, each nearest first, then longest waiting, then by id.

    An offer whose distance is unknown comes after the others. The order does not depend on the
    order of `offers`.
    """
    pairs = sorted((pair(request, offer) for offer in offers), key=_order)
    return Groups(
        tuple(p for p in pairs if not p.blockers),
        tuple(p for p in pairs if len(p.blockers) == 1),
        tuple(p for p in pairs if len(p.blockers) > 1),
    )


def _order(found: Pair) -> tuple[bool, float, date, str]:
    return (
        found.distance_km is None,
        found.distance_km or 0.0,
        found.offer.since,
        found.offer.id,
    )
