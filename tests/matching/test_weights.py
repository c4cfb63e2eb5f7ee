"""The weights: versions, what a change would do, and sums that must be 1,000."""

import pytest

from core.errors import Refused
from core.matching.engine.weights import FACTORS, Weights
from core.matching.previewing import preview
from core.matching.weighing import newest, past, save_weights, weighing
from tests.casework import asking, offering
from tests.fixtures_web import Person, Working

STANDARD = {factor.value: Weights().of(factor) for factor in FACTORS}
OTHER = {**STANDARD, "distance": 150, "ages": 250}


def test_the_first_version_is_the_standard_one(working: Working) -> None:
    with working() as work:
        assert weighing(work).weights == Weights()


@pytest.mark.parametrize(
    ("ages", "words"), [(160, "10 punten te veel"), (140, "10 punten te weinig")]
)
def test_weights_are_a_thousand_together(working: Working, ages: int, words: str) -> None:
    with working() as work:
        variant = weighing(work).variant
        with pytest.raises(Refused, match=words):
            save_weights(work, variant, {**STANDARD, "ages": ages}, "meer op leeftijd")


def test_a_change_is_looked_at_and_saved_with_why(
    admin: Person, coordinator: Person, working: Working
) -> None:
    with working() as work:
        asking(work)
        offering(work, "Dichtbij", own_ages=())
        offering(work, "Even oud", own_ages=(5,), max_km=1)
    path = "/instellingen/weging"
    wrong = admin.browser.post(path, {**OTHER, "ages": "100", "reason": "x", "doe": "kijk"})
    assert wrong.status_code == 422
    assert "150 punten te weinig" in wrong.text
    looked = admin.browser.post(path, {**OTHER, "reason": "leeftijd zegt meer", "doe": "kijk"})
    assert looked.status_code == 200
    assert "Wat er verandert" in looked.text
    saved = admin.browser.post(path, {**OTHER, "reason": "leeftijd zegt meer", "doe": "bewaar"})
    assert saved.status_code == 303
    with working() as work:
        used = weighing(work)
        assert used.weights.version == 2
        assert used.weights.ages == 250
        assert past(work, used.variant)[0].reason == "leeftijd zegt meer"
        assert newest(work, "another") == Weights()
    assert "leeftijd zegt meer" in admin.browser.get(path).text
    assert coordinator.browser.get(path).status_code == 403


def test_a_preview_names_who_would_come_first(working: Working) -> None:
    with working() as work:
        asking(work, interests=("swimming",))
        offering(work, "Zwemt", interests=("swimming",), own_ages=())
        offering(work, "Even oud", interests=(), own_ages=(5,))
    with working() as work:
        then = Weights(2, **{**STANDARD, "interests": 0, "ages": 270})
        found = preview(work, Weights(), then)
        assert found.looked_at == 1
        assert [(one.before, one.after) for one in found.changes] == [("Zwemt", "Even oud")]
