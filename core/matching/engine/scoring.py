"""How well one pair fits, in points that add up, and how much one request presses.

Each factor is a share between nothing and all of its weight, rounded half up to whole points.
What is not asked for is met in full; what is not known counts half and is marked.

- distance: all of it next door, nothing at the smaller of both limits; halfway there a quarter is
  gone, for the share that is lost is the square of the distance as a part of that limit.
- dayparts: half for enough shared dayparts for the times a week (once, when that is not known),
  half for the part of all asked dayparts that is shared.
- ages: half when the child's age is one that they take; the rest for an own child of about that
  age: all of it at one year apart at most, a fifth less for each year more. Support for a parent
  has no age of a child: nothing is asked, so all of it.
- experience, interests, wishes, language: the part of the themes, interests, wishes, languages of
  the request that the offer has (their own experience, interests, traits, languages).
- offer_wishes: the part of the offer's wishes that the request's traits meet.
"""

from dataclasses import dataclass
from datetime import date

from core.matching.engine.weights import FACTORS, Factor, Weights
from core.matching.limits import pair_distance_km
from core.matching.profiles import OfferProfile, RequestProfile, Subject

SERVED = 500
PER_URGENCY = 200
PER_WEEK = 12
MOST_FOR_WAITING = 600
NEAR_YEARS = 5
"""An own child this many years from the asked age still counts; one year or less counts in full."""

Share = tuple[int, int] | None
"""A part and its whole; None: not known."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one factor adds, of how much; `unknown`: something is not known, so half is counted."""

    factor: Factor
    points: int
    most: int
    unknown: bool


def contributions(
    request: RequestProfile, offer: OfferProfile, weights: Weights
) -> tuple[Contribution, ...]:
    """Return what each factor adds for this pair, in the order of `FACTORS`."""
    shares = (
        _distance(request, offer),
        _dayparts(request, offer),
        _ages(request, offer),
        _part(request.themes, offer.themes),
        _part(request.interests, offer.interests),
        _part(request.wishes, offer.traits),
        _part(request.languages, offer.languages),
        _part(offer.wishes, request.traits),
    )
    return tuple(
        _contribution(factor, share, weights.of(factor))
        for factor, share in zip(FACTORS, shares, strict=True)
    )


def quality(request: RequestProfile, offer: OfferProfile, weights: Weights) -> int:
    """Return the points of a pair, 0 to 1,000: the sum of its contributions."""
    return sum(one.points for one in contributions(request, offer, weights))


def priority(request: RequestProfile, today: date) -> int:
    """Return what serving this request is worth whoever does it: 500, urgency and waiting.

    A request that nobody serves is worth 0.
    """
    weeks = max(0, (today - request.since).days // 7)
    return SERVED + PER_URGENCY * request.urgency + min(PER_WEEK * weeks, MOST_FOR_WAITING)


def value(request: RequestProfile, offer: OfferProfile, weights: Weights, today: date) -> int:
    """Return what this pair adds to the whole list: its quality and the request's priority."""
    return quality(request, offer, weights) + priority(request, today)


def tenths(km: float) -> int:
    """Return kilometres as whole tenths, in which distances are counted."""
    return round(km * 10)


def _contribution(factor: Factor, share: Share, most: int) -> Contribution:
    part, whole = share or (1, 2)
    return Contribution(factor, (2 * most * part + whole) // (2 * whole), most, share is None)


def _distance(request: RequestProfile, offer: OfferProfile) -> Share:
    km = pair_distance_km(request, offer)
    limits = [limit for limit in (request.max_km, offer.max_km) if limit is not None]
    if km is None or not limits:
        return None
    far, limit = tenths(km), max(1, tenths(min(limits)))
    return (max(0, limit * limit - far * far), limit * limit)


def _dayparts(request: RequestProfile, offer: OfferProfile) -> Share:
    if not request.dayparts or not offer.dayparts:
        return None
    shared, asked = (request.dayparts & offer.dayparts).bit_count(), request.dayparts.bit_count()
    times = max(1, request.times_per_week or 1)
    return (min(shared, times) * asked + shared * times, 2 * times * asked)


def _ages(request: RequestProfile, offer: OfferProfile) -> Share:
    if request.subject is Subject.PARENT:
        return (1, 1)
    age = request.age
    if age is None or offer.ages is None:
        return None
    if not offer.ages[0] <= age <= offer.ages[1]:
        return (0, 1)
    if offer.own_ages is None:
        return None
    apart = min((abs(age - own) for own in offer.own_ages), default=NEAR_YEARS + 1)
    near = min(NEAR_YEARS, max(0, NEAR_YEARS + 1 - apart))
    return (NEAR_YEARS + near, 2 * NEAR_YEARS)


def _part(asked: frozenset[str] | None, there: frozenset[str] | None) -> Share:
    if asked is None:
        return None
    if not asked:
        return (1, 1)
    return None if there is None else (len(asked & there), len(asked))
