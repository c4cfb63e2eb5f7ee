"""Who fits one request: every open offer, with its points and what stands in the way in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from string import ascii_uppercase
from uuid import UUID

from sqlalchemy import select

from core.errors import NotFound
from core.families.models import Family
from core.matching.costing import Cost, Costs, costs_of
from core.matching.describing import can_change, facts
from core.matching.drawing import Drawing, Mark, draw
from core.matching.engine.scoring import Contribution, contributions
from core.matching.engine.suggesting import Scored, Suggestions, suggest
from core.matching.engine.weights import FACTOR_LABELS
from core.matching.limits import (
    LIMIT_LABELS,
    Limit,
    blockers,
    doubts,
    mask,
    pair_distance_km,
)
from core.matching.models import (
    MatchProposal,
    OfferState,
    ProposalState,
    SupportOffer,
    SupportRequest,
)
from core.matching.neighbours import programmes_near
from core.matching.profiles import OfferProfile, Position, RequestProfile
from core.matching.profiles_query import offer_profiles, request_profiles
from core.matching.request_seen import AskedFor
from core.matching.weighing import Weighing, weighing
from core.places.places import UnknownArea, places_of
from core.wording import Text
from core.work import Work

FITS = 10
"""How many that fit are shown at first, the best ones."""
MOST = 100
SHOWN = 25
"""How many of the other groups are shown on a page."""
DRAWN = len(ascii_uppercase)


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


@dataclass(frozen=True, slots=True)
class Candidates:
    """Every open offer exactly once, the best first; at most so many of each group are there.

    `equal` are as good as the best; `fits` are the others within all limits. `counts` are of all
    that fit, that are one limit away, and that are further.
    """

    equal: list[Candidate]
    fits: list[Candidate]
    one_blocker: list[Candidate]
    more: list[Candidate]
    counts: tuple[int, int, int]
    why_not: tuple[Text, ...]
    page: int
    weighing: Weighing
    drawing: Drawing | None
    solved_at: datetime | None
    neighbours: tuple[str, ...]

    @property
    def shown_fits(self) -> int:
        """How many that fit are on the page."""
        return len(self.equal) + len(self.fits)

    @property
    def pages(self) -> int:
        """How many pages there are of those that do not fit now."""
        return max(1, -(-self.counts[2] // SHOWN))

    @property
    def drawn(self) -> list[Candidate]:
        """Who is on the map, the nearest first."""
        with_letter = [c for c in (*self.equal, *self.fits, *self.one_blocker) if c.letter]
        return sorted(with_letter, key=lambda c: (c.km is None, c.km or 0.0, c.letter))


@dataclass(frozen=True, slots=True)
class OpenProposal:
    """The pair that was chosen and not introduced yet."""

    id: UUID
    offer_id: UUID
    family_name: str
    chosen_on: date
    reason: str


def candidates_for(
    work: Work, asked: AskedFor, fits: int = FITS, page: int = 1, without: UUID | None = None
) -> Candidates:
    """Every open offer of another family, in four groups; the caller has fetched the request.

    Profiles are read once, and only what is shown is put into words; `without` is left out.
    """
    request = request_profiles(work, SupportRequest.id == asked.id)[asked.id]
    offers = offer_profiles(
        work, SupportOffer.state == OfferState.OPEN, SupportOffer.family_id != asked.family_id
    )
    offers.pop(without, None) if without else None
    used = weighing(work)
    found = suggest(request, offers.values(), used.weights, min(max(fits, FITS), MOST))
    return _page(work, request, offers, found, used, page)


def _page(
    work: Work,
    request: RequestProfile,
    offers: Mapping[UUID, OfferProfile],
    found: Suggestions,
    used: Weighing,
    page: int,
) -> Candidates:
    equal = found.equal_to_best
    page = min(max(1, page), max(1, -(-len(found.others) // SHOWN)))
    groups: list[Sequence[Scored]] = [
        found.fits[:equal],
        found.fits[equal:],
        found.one_away[:SHOWN],
        found.others[(page - 1) * SHOWN : page * SHOWN],
    ]
    shown = [list(group) for group in groups]
    known = _rows(work, [UUID(one.offer_id) for group in shown for one in group])
    best, rest, one, more = (
        [_candidate(work, request, offers[UUID(s.offer_id)], s, known) for s in group]
        for group in shown
    )
    costs = _costs(work, request, [*best, *rest])
    best, rest, one = _lettered(
        ([_priced(c, costs) for c in best], [_priced(c, costs) for c in rest], one), offers
    )
    nobody = not best and not rest
    return Candidates(
        equal=best,
        fits=rest,
        one_blocker=one,
        more=more,
        counts=(len(found.fits) + len(found.more_fits), len(found.one_away), len(found.others)),
        why_not=_why_not(more),
        page=page,
        weighing=used,
        drawing=_drawing(work, request, [*best, *rest, *one], offers),
        solved_at=costs.solved_at,
        neighbours=programmes_near(work, request) if nobody else (),
    )


def candidate_of(work: Work, asked: AskedFor, offer_id: UUID) -> Candidate:
    """One offer beside a request, whatever its state, with its cost; raises NotFound."""
    request, offer, scored = scored_pair(work, asked.id, offer_id)
    found = _candidate(work, request, offer, scored, _rows(work, [offer_id]))
    return _priced(found, costs_of(work, request, {found.offer_id: found.quality}))


def scored_pair(
    work: Work, request_id: UUID, offer_id: UUID
) -> tuple[RequestProfile, OfferProfile, Scored]:
    """One request beside one offer, with its points; raises NotFound."""
    request = request_profiles(work, SupportRequest.id == request_id).get(request_id)
    offer = offer_profiles(work, SupportOffer.id == offer_id).get(offer_id)
    if request is None or offer is None:
        raise NotFound("support_offer")
    parts = contributions(request, offer, weighing(work).weights)
    points = sum(part.points for part in parts)
    return request, offer, Scored(offer.id, points, parts, blockers(request, offer))


def open_proposal_of(work: Work, request_id: UUID) -> OpenProposal | None:
    """The pair that was chosen for a request, while the families have not met."""
    wanted = (
        select(MatchProposal, Family.name)
        .join(SupportOffer, SupportOffer.id == MatchProposal.offer_id)
        .join(Family, Family.id == SupportOffer.family_id)
        .where(MatchProposal.request_id == request_id, MatchProposal.state == ProposalState.OPEN)
        .limit(1)
    )
    found = work.session.execute(wanted).one_or_none()
    if found is None:
        return None
    proposal, name = found
    reason = work.vault.open(MatchProposal.reason, proposal.id, proposal.reason)
    return OpenProposal(proposal.id, proposal.offer_id, name, proposal.chosen_on, reason)


Known = Mapping[UUID, tuple[SupportOffer, Family]]


def _rows(work: Work, ids: Sequence[UUID]) -> Known:
    if not ids:
        return {}
    wanted = (
        select(SupportOffer, Family)
        .join(Family, Family.id == SupportOffer.family_id)
        .where(SupportOffer.id.in_(ids))
    )
    return {offer.id: (offer, family) for offer, family in work.session.execute(wanted)}


def _candidate(
    work: Work, request: RequestProfile, profile: OfferProfile, scored: Scored, known: Known
) -> Candidate:
    offer, family = known[UUID(scored.offer_id)]
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
        km=pair_distance_km(request, profile),
        quality=scored.quality,
        parts=scored.contributions,
        facts=tuple(facts(request, profile, family.place, offer.foster_care)),
        experience=experience,
        blockers=tuple(blocker.sentence for blocker in scored.blockers),
        doubts=tuple(doubt.sentence for doubt in unsure),
        ask=can_change(scored.blockers) if scored.blockers else "",
        limits=mask(scored.blockers),
        unknown=mask(unsure),
    )


def _costs(work: Work, request: RequestProfile, shown: Sequence[Candidate]) -> Costs:
    fitting = {one.offer_id: one.quality for one in shown if not one.limits}
    return costs_of(work, request, fitting)


def _priced(found: Candidate, costs: Costs) -> Candidate:
    return replace(found, cost=costs.of.get(found.offer_id))


def _lettered(
    groups: tuple[list[Candidate], ...], offers: Mapping[UUID, OfferProfile]
) -> tuple[list[Candidate], ...]:
    """The groups with a letter for each of whom the place is known, in the order of the page."""
    letters = iter(ascii_uppercase)
    return tuple(
        [
            replace(one, letter=next(letters, "") if offers[one.offer_id].position else "")
            for one in group
        ]
        for group in groups
    )


def _drawing(
    work: Work,
    request: RequestProfile,
    shown: Sequence[Candidate],
    offers: Mapping[UUID, OfferProfile],
) -> Drawing | None:
    here, limit = request.position, request.max_km
    if here is None or limit is None:
        return None
    marks = []
    for one in shown:
        there = offers[one.offer_id].position
        if one.letter and there is not None:
            marks.append(Mark(one.letter, there, Limit.DISTANCE not in one.limits))
    return draw(here, limit, marks, _places(work.tenant.area_code))


def _places(area_code: str) -> list[tuple[str, Position]]:
    try:
        return [(place.name, Position(place.lat, place.lon)) for place in places_of(area_code)]
    except UnknownArea:
        return []


def _why_not(shown: Sequence[Candidate]) -> tuple[Text, ...]:
    """The limits that keep those shown apart, each named once."""
    together = Limit(0)
    for found in shown:
        together |= found.limits
    return tuple(label for limit, label in LIMIT_LABELS.items() if limit & together)
