"""The forms of a request and an offer: what is asked, and what stays unknown."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.families.services import Purpose, give_consent
from core.matching import asked
from core.matching.models import SupportOffer, SupportRequest
from core.matching.offer_form import read_ages
from core.matching.preferences import COMING, HOME, INTERESTS, THEMES
from core.method.choice import method_of
from core.referrals.schemas import ask_form, offer_form, refer_form
from tests.casework import asking, offering
from tests.fixtures_web import Person, Working
from tests.matching.test_pages import OFFER, REQUEST

FITTING = {
    "home_languages": ["tr"],
    "interests": ["music", "animals"],
    "themes": ["none"],
    "wish_keys": ["unknown"],
    "traits": ["calm"],
}
HEADINGS = ("Wie en wat", "Wanneer en waar", "Waar letten we op", "Wensen")


def test_a_request_keeps_what_was_asked(coordinator: Person, working: Working) -> None:
    with working() as work:
        _, request_id = asking(work)
    path = f"/hulpvragen/{request_id}/wijzig"
    assert coordinator.browser.post(path, {**REQUEST, **FITTING}).status_code == 303
    with working() as work:
        row = work.find(SupportRequest, request_id)
        assert row.home_languages == ["tr"]
        assert (row.interests, row.themes) == (["animals", "music"], [])
        assert (row.wish_keys, row.traits) == (None, ["calm"])
    page = coordinator.browser.get(path).text
    assert [heading for heading in HEADINGS if heading in page] == list(HEADINGS)
    for ticked in ("themes-none", "wish-keys-unknown", "traits-calm", "interests-music"):
        assert is_ticked(page, ticked), ticked
    assert not is_ticked(page, "traits-unknown")


def test_an_offer_keeps_what_was_asked(coordinator: Person, working: Working) -> None:
    with working() as work:
        _, offer_id = offering(work)
    path = f"/aanbod/{offer_id}/wijzig"
    told = {"themes": ["autism"], "own_children": "ja", "own_ages": "11, 4 en 7"}
    half = coordinator.browser.post(path, {**OFFER, **told})
    assert half.status_code == 422
    assert 'href="#experience-may-match-ja"' in half.text
    given_too = {**OFFER, **told, "experience_may_match": "ja", "smokes": "unknown"}
    assert coordinator.browser.post(path, given_too).status_code == 303
    with working() as work:
        row = work.find(SupportOffer, offer_id)
        assert (row.own_ages, row.themes, row.smokes) == ([4, 7, 11], ["autism"], None)
        assert (row.interests, row.experience_may_match) == (None, True)
    page = coordinator.browser.get(path).text
    assert 'value="4, 7, 11"' in page
    assert is_ticked(page, "smokes-unknown")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"avoid": ["unknown", "cats"]}, "U koos “nog niet bekend” en ook iets anders"),
        ({"traits": ["none", "calm"]}, "U koos “geen” en ook iets anders"),
        ({"themes": ["religion"]}, "Wat speelt er thuis?"),
        ({"avoid": []}, "Waar kan dit gezin niet tegen?"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(
    coordinator: Person, working: Working, wrong: dict[str, object], words: str
) -> None:
    with working() as work:
        _, request_id = asking(work)
    page = coordinator.browser.post(f"/hulpvragen/{request_id}/wijzig", {**REQUEST, **wrong})
    assert page.status_code == 422
    assert words in page.text


def test_siblings_are_chosen_from_the_same_family(coordinator: Person, working: Working) -> None:
    with working() as work:
        family, first = asking(work)
        _, stranger = asking(work, "De Wit")
    new = f"/gezinnen/{family}/hulpvraag/nieuw"
    other = coordinator.browser.post(new, {**REQUEST, "together_with": [str(stranger)]})
    assert other.status_code == 422
    made = coordinator.browser.post(new, {**REQUEST, "together_with": [str(first)]})
    assert made.status_code == 303
    second = UUID(made.location.rpartition("/")[2])
    with working() as work:
        keys = {work.find(SupportRequest, one).together_key for one in (first, second)}
    assert len(keys) == 1
    assert keys != {None}
    page = coordinator.browser.get(f"/hulpvragen/{second}/wijzig").text
    assert is_ticked(page, f"together-with-{first}")


def test_the_page_says_when_health_may_not_be_used(coordinator: Person, working: Working) -> None:
    words = "Nog geen toestemming voor gezondheid"
    with working() as work:
        family, request_id = asking(work)
    path = f"/hulpvragen/{request_id}/wijzig"
    assert words in coordinator.browser.get(path).text
    with working() as work:
        give_consent(work, family, Purpose.HEALTH, "Elif")
    assert words not in coordinator.browser.get(path).text


def test_the_public_doors_ask_nothing_of_this(working: Working) -> None:
    with working() as work:
        method = method_of(work)
    of_matching = {
        "interests", "themes", "wish_keys", "traits", "own_ages", "own_children", "dayparts",
        "home_languages", "avoid", "pets", "smokes", "together_with", "own_experience",
    }  # fmt: skip
    for door in (ask_form(method), offer_form(method), refer_form(method)):
        assert not of_matching & set(door().load_fields)


@given(st.none() | st.sets(st.sampled_from(sorted({**INTERESTS, **THEMES}))).map(sorted).map(tuple))
def test_what_is_shown_is_what_was_told(keys: tuple[str, ...] | None) -> None:
    assert asked.told(asked.ticks(keys)) == keys


@given(st.lists(st.integers(0, 40), min_size=1, max_size=6))
def test_ages_are_read_as_they_are_written(ages: list[int]) -> None:
    words = [str(age) for age in ages]
    for text in (", ".join(words), " ".join(words), " en ".join(words), ";".join(words)):
        assert read_ages(text) == tuple(sorted(ages))


@pytest.mark.parametrize("text", ["vier", "4 jaar", "41", "-3", "4,,x", "٤"])
def test_other_words_are_no_ages(text: str) -> None:
    assert read_ages(text) is None


def test_keys_mean_one_thing() -> None:
    lists = (INTERESTS, THEMES, HOME, COMING)
    reserved = {asked.NONE, asked.UNKNOWN}
    assert not any(reserved & set(labels) for labels in lists)


def is_ticked(page: str, control: str) -> bool:
    """Whether the control with this id is ticked."""
    [tag] = [part for part in page.split("<input") if f'id="{control}"' in part.partition(">")[0]]
    return " checked" in tag.partition(">")[0]
