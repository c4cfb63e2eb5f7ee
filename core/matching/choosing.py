"""What the list said at the moment of a choice, kept with it: why did we propose this family?"""

import json
from dataclasses import dataclass, fields
from datetime import date
from itertools import chain
from typing import Any
from uuid import UUID

from core.errors import NotFound
from core.matching.costing import costs_of
from core.matching.engine.scoring import Contribution, contributions
from core.matching.engine.suggesting import Suggestions, suggest
from core.matching.limits import Blocker, blockers
from core.matching.models import MatchProposal, OfferState, SupportOffer, SupportRequest
from core.matching.profiles import OfferProfile, Position, RequestProfile
from core.matching.profiles_query import offer_profiles, request_profiles
from core.matching.weighing import Weighing, weighing
from core.work import Work

OTHERS = 5
"""How many of the best others are kept with a choice."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One offer in the list of one request, at this moment.

    `rank` is its place among those that fit, None when something stands in the way. `others` are
    the best that fitted as well: id, points and place.
    """

    request: RequestProfile
    offer: OfferProfile
    weighing: Weighing
    parts: tuple[Contribution, ...]
    blockers: tuple[Blocker, ...]
    rank: int | None
    regret: int | None
    others: tuple[tuple[UUID, int, int], ...]

    @property
    def quality(self) -> int:
        """The points together."""
        return sum(part.points for part in self.parts)


def weigh_choice(work: Work, request_id: UUID, offer_id: UUID) -> Choice:
    """Where an offer stands in the list of a request now; raises NotFound."""
    request = request_profiles(work, SupportRequest.id == request_id).get(request_id)
    offers = offer_profiles(
        work, (SupportOffer.state == OfferState.OPEN) | (SupportOffer.id == offer_id)
    )
    if request is None or offer_id not in offers:
        raise NotFound("support_offer")
    used, offer = weighing(work), offers[offer_id]
    found = suggest(request, offers.values(), used.weights, OTHERS + 1)
    parts = contributions(request, offer, used.weights)
    points = sum(part.points for part in parts)
    stands = blockers(request, offer)
    rank = None if stands else _rank(found, offer.id)
    cost = costs_of(work, request, {offer_id: points}).of.get(offer_id)
    return Choice(
        request, offer, used, parts, stands, rank,
        cost.points if cost else None, _others(found, offer.id),
    )  # fmt: skip


def keep_choice(work: Work, proposal: MatchProposal, choice: Choice) -> None:
    """Put what the list said in the row of a proposal; the profiles are sealed."""
    proposal.weights_variant = choice.weighing.variant
    proposal.weights_version = choice.weighing.weights.version
    proposal.quality, proposal.rank = choice.quality, choice.rank
    proposal.regret = choice.regret
    proposal.contributions = [
        {
            "factor": part.factor.value,
            "points": part.points,
            "most": part.most,
            "unknown": int(part.unknown),
        }
        for part in choice.parts
    ]
    proposal.alternatives = [
        {"offer": str(offer_id), "points": points, "rank": rank}
        for offer_id, points, rank in choice.others
    ]
    told = {"request": _told(choice.request), "offer": _told(choice.offer)}
    proposal.inputs = work.vault.seal(MatchProposal.inputs, proposal.id, json.dumps(told))


def _rank(found: Suggestions, offer_id: str) -> int | None:
    fitting = enumerate(chain(found.fits, found.more_fits), start=1)
    return next((place for place, one in fitting if one.offer_id == offer_id), None)


def _others(found: Suggestions, offer_id: str) -> tuple[tuple[UUID, int, int], ...]:
    best = [
        (UUID(one.offer_id), one.quality, place)
        for place, one in enumerate(found.fits, start=1)
        if one.offer_id != offer_id
    ]
    return tuple(best[:OTHERS])


def _told(profile: RequestProfile | OfferProfile) -> dict[str, Any]:
    """What was known, without who it was kept apart from: those are others."""
    known = {field.name: getattr(profile, field.name) for field in fields(profile)}
    known.pop("exclusions")
    return {name: _plain(value) for name, value in known.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Position):
        return [value.lat, value.lon]
    return value
