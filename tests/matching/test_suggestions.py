"""The page of suggestions: groups, points, costs, map, and what is kept with a choice."""

import subprocess
import sys
from typing import Any

import pytest
from sqlalchemy import select

from core.families.models import FamilyFile, FamilyRole
from core.matching.candidates import FITS
from core.matching.changing import SOLVE
from core.matching.costing import costs_of
from core.matching.engine.optimum import regret, solve
from core.matching.engine.scoring import priority, value
from core.matching.limits import blockers
from core.matching.list_models import OfferPrice, RequestPrice, SolvedList
from core.matching.models import MatchProposal
from core.matching.profiles_query import offer_profiles
from core.matching.services import RequestDetails, add_request, exclude, propose
from core.matching.solving import searching, solve_list
from core.matching.weighing import weighing
from core.work import Work
from tenants.keys import Vault
from tests.casework import asking, offering
from tests.fixtures_web import Person, Working


def jobs(work: Work) -> int:
    """How often solving was left for after the commit in this unit of work."""
    return sum(task == SOLVE for _queue, task, *_rest in work._deferred)


def test_two_that_are_equally_good_stand_together(coordinator: Person, working: Working) -> None:
    with working() as work:
        _, request = asking(work)
        offering(work)
        offering(work, "Van Leeuwen")
        offering(work, "Hofstra", languages=("nl",), dayparts=1 << 15, own_ages=())
    page = coordinator.browser.get(f"/matching/{request}").text
    assert "Even goed" in page
    assert "Deze 2 schelen minder dan 3 procent" in page
    assert "Kan ook" in page
    assert page.index("Van Leeuwen") < page.index("Hofstra")
    assert page.count("van 1000 punten") == 3
    assert "onbekend, telt half" in page
    assert "nog niet berekend" in page
    assert "versie 1" in page


def test_the_map_shows_areas_and_never_an_address(coordinator: Person, working: Working) -> None:
    with working() as work:
        _, request = asking(work, max_km=20)
        offering(work, max_km=20)
        offering(work, "Van Leeuwen")
    page = coordinator.browser.get(f"/matching/{request}").text
    assert '<title id="kaart-titel">' in page
    assert "A De Bruin-Kaya" in page or "B De Bruin-Kaya" in page
    assert "buurt-map__ring" in page
    assert "nooit een adres" in page


def test_one_limit_away_says_what_to_ask(coordinator: Person, working: Working) -> None:
    with working() as work:
        _, request = asking(work)
        offering(work, vog=False)
        offering(work, "Smit", pets=("cats",), dayparts=1)
    page = coordinator.browser.get(f"/matching/{request}").text
    assert "VOG nog niet gezien" in page
    assert "Kennismaken mag al" in page
    assert "1 gezin past nu niet: dagdelen, allergie of huisdier" in page
    assert "Niet snel: er zijn meer redenen." in page


def test_solved_prices_say_what_a_choice_costs(coordinator: Person, working: Working) -> None:
    with working() as work:
        _, request = asking(work)
        _, other = asking(work, "Bouzidi", urgency=1)
        _, near = offering(work, own_ages=(5,))
        _, only = offering(work, "Van Leeuwen", dayparts=1 << 15)
    with working() as work:
        solve_list(work)
        work.session.flush()
        prices = {row.request_id: row for row in work.session.scalars(select(RequestPrice))}
        assert set(prices) == {request, other}
        assert {row.offer_id for row in prices.values()} == {near, only}
        for row in prices.values():
            assert row.regrets[str(row.offer_id)] == 0
        first = work.session.scalars(select(SolvedList)).one()
    with working() as work:
        solve_list(work)
        again = work.session.scalars(select(SolvedList)).one()
        assert again.id == first.id  # the same list is not solved twice
        assert len(work.session.scalars(select(OfferPrice)).all()) == 2
    page = coordinator.browser.get(f"/matching/{request}").text
    assert "is berekend om" in page


def test_what_a_choice_costs_is_shown_and_kept(coordinator: Person, working: Working) -> None:
    with working() as work:
        _, request = asking(work)
        asking(work, "Bouzidi", urgency=3, urgency_reason="Ziekenhuis")
        _, best = offering(work, own_ages=(5,))
    with working() as work:
        solve_list(work)
    path = f"/matching/{request}/{best}"
    assert "ook de beste keus voor Bouzidi" in coordinator.browser.get(path).text
    listed = coordinator.browser.get(f"/matching/{request}").text
    assert "Kost de hele lijst" in listed
    chosen = coordinator.browser.post(path, {"reason": "Zij kennen elkaar van het plein"})
    assert chosen.status_code == 303
    with working() as work:
        kept = work.session.scalars(select(MatchProposal)).one()
        assert kept.regret and kept.regret > 0
        assert kept.rank == 1
        assert kept.weights_version == 1
        assert kept.contributions is not None
        assert sum(part["points"] for part in kept.contributions) == kept.quality
        assert kept.inputs is not None
    why = coordinator.browser.get(f"/voorstellen/{kept.id}/waarom")
    assert "Waarom stelden we dit gezin voor?" in why.text
    assert "Zij kennen elkaar van het plein" in why.text
    assert f"kostte de hele lijst {kept.regret} punten" in why.text
    assert "Van de hulpvraag" in why.text


def test_a_pair_that_does_not_fit_costs_what_solving_without_it_says(
    coordinator: Person, working: Working
) -> None:
    with working() as work:
        _, request = asking(work)
        asking(work, "Bouzidi", avoid_pets=(), urgency=3, urgency_reason="Ziekenhuis")
        _, cats = offering(work, "Smit", pets=("cats",))
    with working() as work:
        solve_list(work)
    with working() as work:
        waiting, offers = searching(work), offer_profiles(work)
        asked, offer, weights = waiting[request], offers[cats], weighing(work).weights
        optimum = solve(waiting.values(), offers.values(), weights, work.today)
        worth = value(asked, offer, weights, work.today)
        lost = regret(optimum, asked.id, offer.id, worth)
        assert blockers(asked, offer) and lost
        quality = worth - priority(asked, work.today)
        assert costs_of(work, asked, {cats: quality}).of[cats].points == lost
    page = coordinator.browser.get(f"/matching/{request}/{cats}").text
    assert f'<span class="buurt-score">{lost}</span>' in page
    assert "hoogstens" not in page


def test_a_family_of_a_colleague_is_not_named(
    coordinator: Person, admin: Person, working: Working
) -> None:
    with working() as work:
        _, request = asking(work)
        family, _ = asking(work, "Bouzidi", urgency=3, urgency_reason="Ziekenhuis")
        file = work.session.scalars(
            select(FamilyFile).where(
                FamilyFile.family_id == family, FamilyFile.role == FamilyRole.ASKING
            )
        ).one()
        file.coordinator_id = admin.account.membership_id
        offering(work)
    with working() as work:
        solve_list(work)
    page = coordinator.browser.get(f"/matching/{request}").text
    assert "beste keus voor een ander gezin" in page
    assert "Bouzidi" not in page


def test_siblings_are_shown_with_each_other(coordinator: Person, working: Working) -> None:
    with working() as work:
        family, request = asking(work)
        details = RequestDetails("Noor, zaterdag", together_with=(request,))
        other = add_request(work, family, details)
    page = coordinator.browser.get(f"/matching/{request}").text
    assert "Deze kinderen horen bij elkaar" in page
    assert f"/matching/{other}" in page


@pytest.mark.parametrize("page", ["core.app", "core.tasks", "core.week.views"])
def test_nothing_that_solves_is_loaded_at_the_start(page: str) -> None:
    code = f"import sys, {page}; print([n for n in ('numpy', 'ortools') if n in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_the_handbook_is_one_page(coordinator: Person) -> None:
    page = coordinator.browser.get("/handleiding/matching")
    assert page.status_code == 200
    for words in ("Grenzen", "Punten", "Wat kost het de hele lijst?", "Advies"):
        assert words in page.text


def test_choosing_tells_that_the_list_changed(working: Working) -> None:
    with working() as work:
        _, request = asking(work)
        assert jobs(work) == 1
        _, offer = offering(work)
        assert jobs(work) == 1  # once in a unit of work
    with working() as work:
        propose(work, request, offer, reason=None)
        assert jobs(work) == 1


def test_only_what_is_shown_is_opened(
    coordinator: Person, working: Working, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: dict[str, Any] = {"own_experience": "Mijn broer", "experience_may_match": True}
    with working() as work:
        _, request = asking(work)
        _, other = asking(work, "Bouzidi")
        offers = [offering(work, f"Steun {n}", **told)[1] for n in range(FITS + 3)]
        exclude(work, request, offers[0], "veto")
        exclude(work, other, offers[1], "acquaintance")
    opened: list[str] = []
    really = Vault.open

    def watched(vault: Vault, column: Any, *given: Any) -> str:
        opened.append(str(column))
        return really(vault, column, *given)

    monkeypatch.setattr(Vault, "open", watched)
    page = coordinator.browser.get(f"/matching/{request}").text
    assert opened.count("SupportOffer.own_experience") == FITS + 1
    assert opened.count("Exclusion.reason") == 1
    assert "Een van beide gezinnen wil dit niet" in page
    assert "Bekende van het gezin" not in page
