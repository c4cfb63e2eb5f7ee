"""One offer beside a request: its points, and what stands in the way in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import select

from core.errors import NotFound
from core.families.models import Family
from core.matching.costing import Cost, Costs, costs_of
from core.matching.describing import can_change, facts
from core.matching.engine.scoring import Contribution
from core.matching.engine.suggesting import Scored, scored
from core.matching.engine.weights import FACTOR_LABELS
from core.matching.limits import Limit, blockers, doubts, mask, pair_distance_km
from core.matching.models import SupportOffer, SupportRequest
from core.matching.profiles import Position, RequestProfile
from core.matching.profiles_query import offer_profiles, request_profiles
from core.matching.request_seen import AskedFor
from core.matching.weighing import weighing
from core.wording import Text
from core.work import Work

Known = Mapping[UUID, tuple[SupportOffer, Family]]
"""Offers that are shown, with their families, by the id of the offer."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An offer beside the request: its points, what is good to know, what blocks, what is doubtful.

    `letter` is its place on the map, "" when it is not drawn. `cost` is None while the list was
    not solved. `ask` says what could be talked about.
    """

    offer_id: UUID
    family_id: UUID
    family_name: str
    title: str
    area: str
    position: Position | None
    km: float | None
    quality: int
    parts: tuple[Contribution, ...]
    facts: tuple[str, ...]
    experience: str
    blockers: tuple[Text, ...]
    doubts: tuple[Text, ...]
    ask: Text
    limits: Limit
    unknown: Limit
    letter: str = ""
    cost: Cost | None = None

    @property
    def bars(self) -> list[tuple[Text, int, int, bool]]:
        """The points by factor, as the macro of bars takes them: label, part, whole, unknown."""
        return [
            (FACTOR_LABELS[part.factor], part.points, part.most, part.unknown)
            for part in self.parts
        ]


def candidate_of(work: Work, asked: AskedFor, offer_id: UUID) -> Candidate:
    """One offer beside a request, whatever its state, with its cost; raises NotFound."""
    request = request_profiles(work, SupportRequest.id == asked.id).get(asked.id)
    offer = offer_profiles(work, SupportOffer.id == offer_id).get(offer_id)
    if request is None or offer is None:
        raise NotFound("support_offer")
    points = scored(request, offer, weighing(work).weights, blockers(request, offer))
    found = in_words(work, request, points, rows_of(work, [offer_id]))
    return priced(found, costs_of(work, request, {found.offer_id: found.quality}))


def rows_of(work: Work, ids: Sequence[UUID]) -> Known:
    """The offers that are shown, in one query."""
    if not ids:
        return {}
    wanted = (
        select(SupportOffer, Family)
        .join(Family, Family.id == SupportOffer.family_id)
        .where(SupportOffer.id.in_(ids))
    )
    return {offer.id: (offer, family) for offer, family in work.session.execute(wanted)}


def in_words(work: Work, request: RequestProfile, points: Scored, known: Known) -> Candidate:
    """An offer that is shown; only here is what is sealed opened."""
    profile = points.offer
    offer, family = known[UUID(profile.id)]
    experience = ""
    if offer.experience_may_match:
        experience = work.vault.open(SupportOffer.own_experience, offer.id, offer.own_experience)
    unsure = doubts(request, profile)
    return Candidate(
        offer_id=offer.id,
        family_id=family.id,
        family_name=family.name,
        title=offer.title,
        area=family.postcode4 or family.place,
        position=profile.position,
        km=pair_distance_km(request, profile),
        quality=points.quality,
        parts=points.contributions,
        facts=tuple(facts(request, profile, family.place, offer.foster_care)),
        experience=experience,
        blockers=tuple(blocker.sentence for blocker in points.blockers),
        doubts=tuple(doubt.sentence for doubt in unsure),
        ask=can_change(points.blockers) if points.blockers else "",
        limits=mask(points.blockers),
        unknown=mask(unsure),
    )


def priced(found: Candidate, costs: Costs) -> Candidate:
    """The candidate with what choosing it costs the whole list."""
    return replace(found, cost=costs.of.get(found.offer_id))
