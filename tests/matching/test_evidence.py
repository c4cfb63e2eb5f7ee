"""What suggestions brought: counts that tell of nobody, and reasons for who may read them."""

from core.matching.evidence import evidence
from core.matching.services import propose
from core.matching.solving import solve_list
from tests.casework import asking, offering
from tests.fixtures_web import Person, Working

PATH = "/cijfers/matching"


def test_small_counts_are_not_shown_and_reasons_not_to_who_pays(
    coordinator: Person, gemeente_officer: Person, working: Working
) -> None:
    with working() as work:
        _, request = asking(work)
        asking(work, "Bouzidi", urgency=3, urgency_reason="Ziekenhuis")
        _, offer = offering(work)
    with working() as work:
        solve_list(work)
    with working() as work:
        propose(work, request, offer, reason="Zij wonen naast elkaar")
    assert "Zij wonen naast elkaar" in coordinator.browser.get(PATH).text
    seen = gemeente_officer.browser.get(PATH)
    assert seen.status_code == 200
    assert "Zij wonen naast elkaar" not in seen.text
    assert "Nog te weinig om te tonen." in seen.text


def test_counts_of_ten_or_more_are_shown(working: Working) -> None:
    with working() as work:
        for number in range(12):
            _, request = asking(work, f"Vraag {number}", max_km=2)
            _, offer = offering(work, f"Steun {number}")
            propose(work, request, offer, reason=None)
        for number in range(11):
            asking(work, f"Ver {number}", max_km=20)
    with working() as work:
        found = evidence(work, with_reasons=True)
        assert found.ranks.total == 12
        parts = {str(label): rows for label, rows in found.served}
        assert [part.count for part in parts["Afstand die het gezin wil"]] == [12, 0, 11]
        assert [part.count for part in found.lasting] == [0, 0, 0]
