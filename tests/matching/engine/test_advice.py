"""Advice: what a new offer would add, and which profile to look for."""

from dataclasses import replace
from datetime import date

from hypothesis import given

from core.matching.engine.advice import advise
from core.matching.engine.gaining import gains
from core.matching.engine.optimum import solve
from core.matching.engine.wanted import profiles_for
from core.matching.engine.weights import Weights
from core.matching.profiles import Position, RequestProfile, Subject
from tests.matching.engine.strategies import FEW, TODAY, Lists, lists

WEIGHTS = Weights()
RHENEN, VEENENDAAL = Position(51.96, 5.57), Position(52.03, 5.56)
ONE = RequestProfile(
    id="r1",
    subject=Subject.CHILD,
    since=date(2026, 10, 5),
    age=5,
    position=RHENEN,
    max_km=5,
    dayparts=0b11,
    times_per_week=1,
    forms=frozenset({"daypart"}),
    allergies=frozenset({"cats"}),
    themes=frozenset({"divorce"}),
    wishes=frozenset({"garden"}),
)
LIST = [
    ONE,
    replace(ONE, id="r2", age=7, dayparts=0b10, allergies=frozenset(), themes=None),
    replace(ONE, id="r3", age=16, urgency=0),
    replace(ONE, id="r4", position=VEENENDAAL, urgency=0),
    replace(ONE, id="r5", allergies=None, urgency=3),
    replace(ONE, id="r6", together="siblings", urgency=3),
]


def test_the_advice_serves_several_and_says_where_and_what() -> None:
    first, second, *_ = advise(LIST, [], WEIGHTS, TODAY)
    assert set(first.serves) == set(first.unserved) == {"r1", "r2"}
    assert first.by_place == ((RHENEN, 2),)
    assert first.gain > 700 + 12 * 7
    assert first.package_gain > first.gain
    wanted = first.profile
    assert (wanted.area, wanted.radius_km, wanted.ages) == (RHENEN, 5.0, (5, 7))
    assert (wanted.dayparts, wanted.times_per_week) == (0b10, 1)
    assert wanted.avoid == {"cats"}
    assert wanted.themes == {"divorce"}
    assert wanted.traits == {"garden"}
    assert set(second.serves) <= {"r3", "r4"}


def test_nothing_to_gain_is_no_advice() -> None:
    assert advise([], [], WEIGHTS, TODAY) == ()
    served = profiles_for([ONE], {"r1": 1})[0].as_offer("o1")
    assert advise([ONE], [served], WEIGHTS, TODAY) == ()
    assert advise([ONE], [], WEIGHTS, TODAY, profiles=()) == ()


@FEW
@given(listed=lists(5))
def test_a_gain_is_what_the_list_gains_when_solved_again(listed: Lists) -> None:
    requests, offers = listed
    found = solve(requests, offers, WEIGHTS, TODAY)
    profiles = [
        profile.as_offer(f"p{number:03}")
        for number, profile in enumerate(profiles_for(requests, found.request_prices))
    ][:4]
    profiles += [replace(offer, id=f"q{offer.id}", capacity=1) for offer in offers[:2]]
    gained = gains(profiles, requests, found, WEIGHTS, TODAY)
    again = [
        solve(requests, [*offers, profile], WEIGHTS, TODAY).total - found.total
        for profile in profiles
    ]
    assert gained.one.tolist() == again
    assert (gained.several >= gained.one).all()
