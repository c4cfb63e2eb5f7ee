"""Requests and offers in which every field of a score may be known or not."""

from dataclasses import replace
from datetime import date

from hypothesis import settings
from hypothesis import strategies as st

from core.matching.profiles import (
    OfferProfile,
    Position,
    RequestProfile,
    Subject,
    VogStatus,
)
from tests.matching import profiles

FEW = settings(max_examples=settings().max_examples * 3 // 10)
"""Lists are large examples: fewer of them, in each profile."""
TODAY = date(2026, 11, 23)
KEYS = ("a", "b", "c", "d")
sets = st.none() | st.frozensets(st.sampled_from(KEYS))


@st.composite
def any_request(draw: st.DrawFn) -> RequestProfile:
    """A request of which anything may be so, or not be known."""
    return replace(
        draw(profiles.requests),
        interests=draw(sets),
        themes=draw(sets),
        wishes=draw(sets),
        traits=draw(sets),
        urgency=draw(st.integers(0, 3)),
    )


@st.composite
def any_offer(draw: st.DrawFn) -> OfferProfile:
    """An offer of which anything may be so, or not be known."""
    return replace(
        draw(profiles.offers),
        interests=draw(sets),
        themes=draw(sets),
        wishes=draw(sets),
        traits=draw(sets),
        subjects=draw(st.frozensets(st.sampled_from(Subject))),
        own_ages=draw(st.none() | st.lists(st.integers(0, 25), max_size=3).map(tuple)),
    )


any_offers = st.lists(any_offer(), max_size=6, unique_by=lambda offer: offer.id)

places = st.builds(
    Position, lat=st.sampled_from([51.95, 51.97, 52.0, 52.1]), lon=st.sampled_from([5.5, 5.6, 5.8])
)


@st.composite
def listed_request(draw: st.DrawFn, number: int, prefix: str = "") -> RequestProfile:
    """A request of a list, in which most pairs fit and values are often equal."""
    return RequestProfile(
        id=f"{prefix}r{number}",
        subject=Subject.CHILD,
        since=date(2026, draw(st.integers(1, 11)), 1),
        age=draw(st.sampled_from([3, 6, 9])),
        position=draw(st.none() | places),
        max_km=draw(st.sampled_from([None, 5.0, 20.0])),
        dayparts=draw(st.sampled_from([0b111, 0b1, 0b11000])),
        allergies=frozenset(draw(st.sampled_from([(), ("cats",)]))),
        themes=draw(sets),
        urgency=draw(st.integers(0, 3)),
    )


@st.composite
def listed_offer(draw: st.DrawFn, number: int, prefix: str = "") -> OfferProfile:
    """An offer of a list, with one to three places."""
    return OfferProfile(
        id=f"{prefix}o{number}",
        since=date(2026, 1, 1),
        capacity=draw(st.integers(1, 3)),
        position=draw(st.none() | places),
        max_km=draw(st.sampled_from([None, 10.0])),
        dayparts=draw(st.sampled_from([0b1, 0b11111, 0b10000])),
        ages=(draw(st.sampled_from([0, 4])), draw(st.sampled_from([8, 12]))),
        household=frozenset(draw(st.sampled_from([(), (), ("cats",)]))),
        vog=(draw(st.sampled_from([VogStatus.SEEN, VogStatus.SEEN, VogStatus.REQUESTED])),),
        themes=draw(sets),
    )


Lists = tuple[list[RequestProfile], list[OfferProfile]]


@st.composite
def lists(draw: st.DrawFn, most: int = 6, prefix: str = "") -> Lists:
    """A whole list of requests and offers."""
    requests = [draw(listed_request(n, prefix)) for n in range(draw(st.integers(0, most)))]
    offers = [draw(listed_offer(n, prefix)) for n in range(draw(st.integers(0, most)))]
    return requests, offers
