"""The hard limits and the list that they make."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar.dayparts import from_keys
from core.matching.limits import LIMIT_LABELS, Limit, blockers, doubts, mask
from core.matching.offers_list import Pair, sort_offers
from core.matching.profiles import (
    Exclusion,
    ExclusionReason,
    OfferProfile,
    Position,
    RequestProfile,
    Subject,
    VogStatus,
)
from tests.matching.profiles import offer_lists, offers, requests

HERE = Position(51.96, 5.57)
REQUEST = RequestProfile(
    id="r0",
    subject=Subject.CHILD,
    since=date(2026, 10, 12),
    age=5,
    position=HERE,
    max_km=5,
    dayparts=from_keys(["za-ochtend", "za-middag", "za-avond"]),
    times_per_week=1,
    forms=frozenset({"daypart"}),
    allergies=frozenset({"cats"}),
    languages=frozenset({"tr"}),
    language_required=True,
)
OFFER = OfferProfile(
    id="o0",
    since=date(2026, 9, 1),
    capacity=1,
    position=HERE,
    max_km=10,
    dayparts=from_keys(["za-middag"]),
    max_times_per_week=1,
    ages=(4, 8),
    forms=frozenset({"daypart", "weekend"}),
    household=frozenset({"dogs"}),
    languages=frozenset({"nl", "tr"}),
    vog=(VogStatus.SEEN, VogStatus.SEEN),
)
WORSE = {
    Limit.DISTANCE: (
        replace(OFFER, position=Position(51.96, 5.641)),
        "Te ver: 6,1 km, de grens is 5 km",
    ),
    Limit.DAYPARTS: (
        replace(OFFER, dayparts=from_keys(["wo-middag"])),
        "Geen dagdeel gelijk: dit gezin kan woensdagmiddag",
    ),
    Limit.INTENSITY: (
        replace(OFFER, max_times_per_week=0),
        "Kan 0 keer per week, nodig is 1 keer",
    ),
    Limit.AGE: (replace(OFFER, ages=(10, 16)), "Wil een kind van 10 tot en met 16 jaar"),
    Limit.FORM: (replace(OFFER, forms=frozenset({"weekend"})), "Biedt een andere soort steun"),
    Limit.HOUSEHOLD: (
        replace(OFFER, household=frozenset({"cats"})),
        "Dit kan niet samen: katten",
    ),
    Limit.LANGUAGE: (
        replace(OFFER, languages=frozenset({"nl"})),
        "Spreekt niet de taal die nodig is",
    ),
    Limit.VOG: (replace(OFFER, vog=(VogStatus.REQUESTED,)), "VOG nog niet gezien"),
    Limit.CAPACITY: (
        replace(OFFER, running=1),
        "Heeft op dit moment geen plek: 1 van 1 bezet",
    ),
    Limit.EXCLUSION: (
        replace(OFFER, exclusions=(Exclusion("r0", ExclusionReason.ACQUAINTANCE),)),
        "Bekende van het gezin",
    ),
}


def test_a_pair_that_fits_has_nothing_against_it() -> None:
    assert blockers(REQUEST, OFFER) == () == doubts(REQUEST, OFFER)


@pytest.mark.parametrize("limit", list(Limit))
def test_each_limit_blocks_alone_and_says_why(limit: Limit) -> None:
    offer, sentence = WORSE[limit]
    (found,) = blockers(REQUEST, offer)
    assert (found.limit, found.sentence) == (limit, sentence)
    groups = sort_offers(REQUEST, [offer])
    assert groups.one_blocker[0].may_be_proposed is (limit is Limit.VOG)
    assert LIMIT_LABELS[limit]


def test_unknown_safety_facts_block_and_unknown_wishes_do_not() -> None:
    unknown = OfferProfile(id="o1", since=date(2026, 1, 1), capacity=1)
    assert mask(blockers(REQUEST, unknown)) == Limit.VOG | Limit.HOUSEHOLD
    assert {d.limit for d in doubts(REQUEST, unknown)} == {
        *(Limit.DISTANCE, Limit.DAYPARTS, Limit.INTENSITY),
        *(Limit.AGE, Limit.FORM, Limit.LANGUAGE),
    }
    not_asked = replace(REQUEST, allergies=None)
    assert mask(blockers(not_asked, OFFER)) == Limit.HOUSEHOLD


def test_two_times_a_week_need_two_shared_dayparts() -> None:
    twice = replace(REQUEST, times_per_week=2)
    offer = replace(OFFER, max_times_per_week=2)
    (found,) = blockers(twice, offer)
    assert found.sentence == "Maar 1 dagdeel gelijk, nodig is 2 keer per week"


def test_an_expired_vog_and_one_of_two_adults() -> None:
    expired = replace(OFFER, vog=(VogStatus.SEEN, VogStatus.EXPIRED))
    assert blockers(REQUEST, expired)[0].sentence == "VOG verlopen: vraag een nieuwe aan"
    half = replace(OFFER, vog=(VogStatus.SEEN, VogStatus.ISSUED))
    sentence = "VOG nog niet gezien van 1 van de 2 volwassenen"
    assert blockers(REQUEST, half)[0].sentence == sentence


def test_the_age_of_a_parent_does_not_matter() -> None:
    parent = replace(REQUEST, subject=Subject.PARENT, age=None)
    assert blockers(parent, WORSE[Limit.AGE][0]) == ()


def test_nearest_first_then_longest_waiting_then_id() -> None:
    later = replace(OFFER, id="a", since=date(2026, 9, 2))
    same = replace(OFFER, id="o1")
    unknown = replace(OFFER, id="o2", position=None)
    far = replace(OFFER, id="o3", position=Position(51.97, 5.57))
    fits = sort_offers(REQUEST, [unknown, far, later, same, OFFER]).fits
    assert [p.offer.id for p in fits] == ["o0", "o1", "a", "o3", "o2"]


@given(requests, offers)
def test_limits_are_told_once_and_never_doubted_as_well(
    request: RequestProfile, offer: OfferProfile
) -> None:
    found = [b.limit for b in blockers(request, offer)]
    assert found == sorted(set(found))
    assert not set(found) & {d.limit for d in doubts(request, offer)}
    assert all(str(b.sentence).strip() for b in blockers(request, offer))


@given(requests, offer_lists)
def test_every_offer_is_in_one_group_whatever_the_order(
    request: RequestProfile, found: list[OfferProfile]
) -> None:
    groups = sort_offers(request, found)
    everything = [*groups.fits, *groups.one_blocker, *groups.more]
    assert sorted(p.offer.id for p in everything) == sorted(o.id for o in found)
    assert sort_offers(request, reversed(found)) == groups
    assert all(not p.blockers for p in groups.fits)
    assert all(len(p.blockers) == 1 for p in groups.one_blocker)
    assert all(len(p.blockers) > 1 for p in groups.more)


@given(requests, offer_lists)
def test_safety_and_capacity_hold_for_all_that_fits(
    request: RequestProfile, found: list[OfferProfile]
) -> None:
    for fit in sort_offers(request, found).fits:
        assert fit.offer.running < fit.offer.capacity
        assert set(fit.offer.vog) == {VogStatus.SEEN}
        assert request.allergies is not None
        assert not request.allergies or not request.allergies & (fit.offer.household or set())


TIGHTER_REQUEST = st.sampled_from(
    [
        {"max_km": 0.5},
        {"times_per_week": 3},
        {"allergies": frozenset({"cats", "dogs", "smoking"})},
        {"allergies": None},
        {"language_required": True},
        {"exclusions": tuple(Exclusion(f"o{n}", ExclusionReason.VETO) for n in range(6))},
    ]
)


@given(requests, offer_lists, TIGHTER_REQUEST)
def test_adding_a_limit_never_adds_a_fit(
    request: RequestProfile, found: list[OfferProfile], tighter: dict[str, object]
) -> None:
    before = ids(sort_offers(request, found).fits)
    if "max_km" in tighter and request.max_km is not None:
        tighter = {"max_km": min(0.5, request.max_km)}
    if "allergies" in tighter and tighter["allergies"] and request.allergies is None:
        return
    if tighter.get("allergies"):
        tighter = {"allergies": (request.allergies or frozenset()) | {"cats", "dogs", "smoking"}}
    after = ids(sort_offers(replace(request, **tighter), found).fits)  # type: ignore[arg-type]
    assert after <= before


@given(requests, offer_lists, st.integers(0, 20))
def test_fewer_dayparts_and_less_capacity_never_add_a_fit(
    request: RequestProfile, found: list[OfferProfile], bit: int
) -> None:
    before = ids(sort_offers(request, found).fits)
    fewer = [replace(o, dayparts=o.dayparts & ~(1 << bit)) for o in found]
    fewer = [f if f.dayparts else o for f, o in zip(fewer, found, strict=True)]
    less = [replace(o, capacity=max(0, o.capacity - 1)) for o in fewer]
    assert ids(sort_offers(request, less).fits) <= before


def ids(pairs: tuple[Pair, ...]) -> set[str]:
    return {p.offer.id for p in pairs}
