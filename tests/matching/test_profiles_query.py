"""What the rows become as profiles, and that what is listed as fitting has no blocker."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import NotFound
from core.families.services import Purpose, give_consent, withdraw_consent
from core.matching.candidates import candidates_for
from core.matching.households import HOUSEHOLD
from core.matching.limits import blockers
from core.matching.models import SupportOffer, SupportRequest
from core.matching.profiles import Subject, VogStatus
from core.matching.profiles_query import offer_profiles, request_profiles
from core.matching.request_seen import asked_for
from core.matching.services import RequestDetails, add_request, exclude, keep_together
from core.work import Work
from tests.casework import asking, offering
from tests.fixtures_web import Working

PETS = sorted(set(HOUSEHOLD) - {"smoking"})
pets = st.none() | st.lists(st.sampled_from(PETS), unique=True, max_size=2).map(tuple)
masks = st.integers(0, (1 << 21) - 1)
subjects = st.sampled_from([("child",), ("parent",), ("child", "parent")])
kinds = st.lists(st.sampled_from(["weekend", "daypart"]), unique=True).map(tuple)
requests = st.fixed_dictionaries(
    {
        "dayparts": masks,
        "per_week": st.integers(1, 3),
        "max_km": st.integers(1, 30),
        "forms": kinds,
        "avoid_pets": pets,
        "avoid_smoking": st.booleans(),
        "required_language": st.none() | st.sampled_from(["nl", "tr"]),
    }
)
offers = st.fixed_dictionaries(
    {
        "dayparts": masks,
        "per_week": st.integers(1, 3),
        "subjects": subjects,
        "forms": kinds,
        "age_from": st.integers(0, 6),
        "age_to": st.integers(6, 18),
        "pets": pets,
        "smokes": st.none() | st.booleans(),
        "languages": st.lists(st.sampled_from(["nl", "tr"]), unique=True).map(tuple),
        "vog": st.booleans(),
    }
)


def test_rows_become_profiles(working: Working) -> None:
    with working() as work:
        _, request_id = asking(work, required_language="tr", avoid_smoking=True)
        _, offer_id = offering(work, pets=("dogs",), smokes=True)
        exclude(work, request_id, offer_id, "veto")
        request = request_profiles(work, SupportRequest.id == request_id)[request_id]
        offer = offer_profiles(work, SupportOffer.id == offer_id)[offer_id]
    assert request.subject is Subject.CHILD
    assert request.age == 5
    assert request.allergies == frozenset({"cats", "smoking"})
    assert request.languages == frozenset({"tr"})
    assert request.position is not None
    assert request.since == date(2026, 11, 23)
    assert offer.household == frozenset({"dogs", "smoking"})
    assert offer.vog == (VogStatus.SEEN,)
    assert (offer.capacity, offer.running) == (1, 0)
    assert [e.other_id for e in offer.exclusions] == [str(request_id)]


def test_what_was_not_asked_is_not_known(working: Working) -> None:
    with working() as work:
        _, request_id = asking(work, avoid_pets=None)
        _, offer_id = offering(work, pets=None, smokes=False, languages=())
        assert request_profiles(work)[request_id].allergies is None
        offer = offer_profiles(work)[offer_id]
    assert (offer.household, offer.languages) == (None, None)


LIKES = ("outdoors", "music")
PREFERENCES: dict[str, Any] = {
    "interests": LIKES,
    "themes": ("autism",),
    "traits": (),
    "wish_keys": ("garden",),
}


def test_what_makes_a_good_fit_is_in_the_profiles(working: Working) -> None:
    with working() as work:
        family, request_id = asking(work, home_languages=("tr", "nl"), **PREFERENCES)
        give_consent(work, family, Purpose.HEALTH, "Elif")
        given_here = {**PREFERENCES, "traits": ("garden",), "wish_keys": None, "own_ages": (7, 9)}
        _, offer_id = offering(work, experience_may_match=True, **given_here)
        request = request_profiles(work)[request_id]
        offer = offer_profiles(work)[offer_id]
    assert request.interests == offer.interests == frozenset(LIKES)
    assert request.themes == offer.themes == frozenset({"autism"})
    assert request.wishes == frozenset({"garden"})
    assert offer.traits == frozenset({"garden", "own_children"})
    assert (request.traits, offer.wishes) == (frozenset(), None)
    assert request.languages == frozenset({"tr", "nl"})
    assert not request.language_required
    assert (request.urgency, offer.own_ages) == (1, (7, 9))


def test_themes_count_only_with_consent(working: Working) -> None:
    with working() as work:
        family, request_id = asking(work, **PREFERENCES)
        other, _ = asking(work, "De Wit", **PREFERENCES)
        give_consent(work, other, Purpose.HEALTH, "Elif")
        given_before = give_consent(work, family, Purpose.HEALTH, "Elif")
        withdraw_consent(work, given_before)
        _, offer_id = offering(work, experience_may_match=False, **PREFERENCES)
        assert request_profiles(work)[request_id].themes is None
        assert offer_profiles(work)[offer_id].themes is None


def test_siblings_go_to_one_family(working: Working) -> None:
    with working() as work:
        family, mila = asking(work)
        sam, noor, stranger = (
            add_request(work, family, RequestDetails("Sam", together_with=(mila,))),
            add_request(work, family, RequestDetails("Noor")),
            asking(work, "De Wit")[1],
        )
        assert _groups(work, mila, sam, noor) == [0, 0, None]
        keep_together(work, noor, (mila, sam))
        assert _groups(work, mila, sam, noor) == [0, 0, 0]
        keep_together(work, noor, ())
        assert _groups(work, mila, sam, noor) == [0, 0, None]
        keep_together(work, mila, ())
        assert _groups(work, mila, sam, noor) == [None, None, None]
        with pytest.raises(NotFound):
            keep_together(work, mila, (stranger,))


def _groups(work: Work, *requests: UUID) -> list[int | None]:
    work.session.flush()
    keys = [request_profiles(work)[request].together for request in requests]
    seen = list(dict.fromkeys(key for key in keys if key))
    return [seen.index(key) if key else None for key in keys]


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(requests, st.lists(offers, min_size=1, max_size=4))
def test_what_is_listed_as_fitting_has_no_blocker(
    working: Working, wanted: dict[str, Any], given_offers: list[dict[str, Any]]
) -> None:
    with working() as work:
        _, request_id = asking(work, **wanted)
        made = [
            offering(work, f"Steun {n}", **details)[1] for n, details in enumerate(given_offers)
        ]
        found = candidates_for(work, asked_for(work, request_id))
        request = request_profiles(work, SupportRequest.id == request_id)[request_id]
        profiles = offer_profiles(work, SupportOffer.id.in_(made))
        fitting = {candidate.offer_id for candidate in found.fits}
        for offer_id, profile in profiles.items():
            assert (offer_id in fitting) == (not blockers(request, profile))
        assert sum(found.counts) == len(offer_profiles(work))
        for offer_id in made:
            work.session.delete(work.find(SupportOffer, offer_id))
