"""The points of one pair, and of many at once."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given

from core.calendar.dayparts import from_keys
from core.matching.engine.columns import Offers, Requests
from core.matching.engine.pairs import Pairs, broken_limits, fitting, points
from core.matching.engine.scoring import contributions, priority, quality, value
from core.matching.engine.weights import FACTOR_LABELS, FACTORS, Factor, Weights
from core.matching.limits import Limit, blockers, mask
from core.matching.profiles import OfferProfile, Position, RequestProfile, Subject
from tests.matching.engine.strategies import FEW, TODAY, any_offers, any_request

WEIGHTS = Weights()
REQUEST = RequestProfile(
    id="r0",
    subject=Subject.CHILD,
    since=date(2026, 10, 12),
    age=5,
    position=Position(51.96, 5.57),
    max_km=5,
    dayparts=from_keys(["za-ochtend", "za-middag", "za-avond"]),
    times_per_week=1,
    languages=frozenset({"nl", "tr"}),
    themes=frozenset({"divorce"}),
    interests=frozenset({"outside", "animals", "music", "games", "cooking"}),
    wishes=frozenset({"garden"}),
    traits=frozenset({"quiet"}),
    urgency=2,
)
OFFER = OfferProfile(
    id="o0",
    since=date(2026, 9, 1),
    capacity=1,
    position=Position(51.96, 5.584),
    max_km=10,
    dayparts=from_keys(["za-middag"]),
    ages=(4, 8),
    languages=frozenset({"nl"}),
    themes=frozenset({"divorce"}),
    interests=frozenset({"outside", "animals", "music", "games"}),
    traits=frozenset({"garden", "pets"}),
    wishes=frozenset({"quiet", "nearby"}),
    own_ages=(7, 12),
)


def _points(request: RequestProfile, offer: OfferProfile) -> dict[Factor, tuple[int, bool]]:
    found = contributions(request, offer, WEIGHTS)
    return {one.factor: (one.points, one.unknown) for one in found}


def test_each_factor_is_a_part_of_its_weight() -> None:
    assert _points(REQUEST, OFFER) == {
        Factor.DISTANCE: (236, False),  # 1.2 of 5 km: 250 less 0.24 squared
        Factor.DAYPARTS: (100, False),  # one is enough, and it is one of three
        Factor.AGES: (135, False),  # two years apart
        Factor.EXPERIENCE: (150, False),
        Factor.INTERESTS: (96, False),  # four of five
        Factor.WISHES: (70, False),
        Factor.LANGUAGE: (30, False),  # one of two
        Factor.OFFER_WISHES: (25, False),  # one of two
    }
    assert quality(REQUEST, OFFER, WEIGHTS) == 842


def test_what_is_not_known_counts_half_and_is_marked() -> None:
    bare = OfferProfile(id="o1", since=OFFER.since, capacity=1)
    found = contributions(REQUEST, bare, WEIGHTS)
    assert all(one.unknown and one.points == one.most / 2 for one in found)


def test_what_is_not_asked_for_is_met() -> None:
    asks_nothing = replace(
        REQUEST,
        subject=Subject.PARENT,
        age=None,
        themes=frozenset(),
        interests=frozenset(),
        wishes=frozenset(),
    )
    found = _points(asks_nothing, replace(OFFER, themes=None, interests=None, traits=None))
    assert found[Factor.AGES] == (150, False)
    assert found[Factor.EXPERIENCE] == (150, False)
    assert found[Factor.INTERESTS] == (120, False)
    assert found[Factor.WISHES] == (70, False)


@pytest.mark.parametrize(
    ("own", "expected"),
    [((), 75), ((5,), 150), ((6, 12), 150), ((2,), 120), ((10,), 90), ((11,), 75), ((16,), 75)],
)
def test_an_own_child_near_the_age_is_a_plus(own: tuple[int, ...], expected: int) -> None:
    assert _points(REQUEST, replace(OFFER, own_ages=own))[Factor.AGES] == (expected, False)


def test_an_age_that_they_do_not_take_has_no_points() -> None:
    assert _points(REQUEST, replace(OFFER, ages=(8, 12)))[Factor.AGES] == (0, False)


def test_priority_grows_with_urgency_and_waiting() -> None:
    assert priority(REQUEST, TODAY) == 500 + 400 + 12 * 6
    assert priority(replace(REQUEST, urgency=0, since=date(2020, 1, 1)), TODAY) == 1100
    assert priority(replace(REQUEST, urgency=0, since=date(2027, 1, 1)), TODAY) == 500
    assert value(REQUEST, OFFER, WEIGHTS, TODAY) == 842 + 972


def test_weights_sum_to_a_thousand() -> None:
    with pytest.raises(ValueError, match="sum to 1000"):
        Weights(distance=300)
    with pytest.raises(ValueError, match="0 or more"):
        Weights(distance=420, wishes=-100)
    assert set(FACTOR_LABELS) == set(FACTORS)
    assert sum(WEIGHTS.of(factor) for factor in FACTORS) == 1000


@FEW
@given(request=any_request(), offers=any_offers)
def test_many_at_once_are_limited_and_scored_as_one_by_one(
    request: RequestProfile, offers: list[OfferProfile]
) -> None:
    ready = Offers(offers)
    alone = Requests((request,), ready)
    j = np.arange(len(ready))
    pairs = Pairs(alone, ready, np.zeros(len(j), np.int64), j)
    expected = [int(mask(blockers(request, offer))) for offer in ready.profiles]
    for beside in (pairs, Pairs(alone, ready, np.zeros(1, np.int64), slice(None))):
        bits = np.zeros(len(j), np.int64)
        for limit, broken in broken_limits(beside).items():
            bits |= np.where(broken, limit.value, 0)
        assert bits.tolist() == expected
    fits = [number for number, bits in enumerate(expected) if not bits]
    assert np.asarray(fitting(pairs).j).tolist() == fits
    one_by_one = [quality(request, offer, WEIGHTS) for offer in ready.profiles]
    assert points(pairs, WEIGHTS).tolist()[: len(j)] == one_by_one


@FEW
@given(request=any_request(), offers=any_offers)
def test_contributions_sum_to_the_score(
    request: RequestProfile, offers: list[OfferProfile]
) -> None:
    for offer in offers:
        found = contributions(request, offer, WEIGHTS)
        assert tuple(one.factor for one in found) == FACTORS
        assert all(0 <= one.points <= one.most for one in found)
        assert sum(one.points for one in found) == quality(request, offer, WEIGHTS) <= 1000


def test_more_keys_than_one_word_holds() -> None:
    keys = [f"key {number}" for number in range(150)]
    offers = [
        replace(OFFER, id=f"o{n}", interests=frozenset(keys[n:]), forms=frozenset(keys[n::3]))
        for n in range(0, 150, 7)
    ]
    request = replace(
        REQUEST, interests=frozenset([*keys[60:70], "nobody"]), forms=frozenset(keys[130:132])
    )
    ready = Offers(offers)
    alone, j = Requests((request,), ready), np.arange(len(ready))
    pairs = Pairs(alone, ready, np.zeros(len(j), np.int64), j)
    one_by_one = [quality(request, offer, WEIGHTS) for offer in ready.profiles]
    assert points(pairs, WEIGHTS).tolist() == one_by_one
    wrong_form = [Limit.FORM in mask(blockers(request, offer)) for offer in ready.profiles]
    assert broken_limits(pairs)[Limit.FORM].tolist() == wrong_form
    assert set(wrong_form) == {True, False}
