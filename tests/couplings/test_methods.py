"""A coupling by another variant: chosen, decided together, shorter, with its own contract."""

import re
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from core.couplings.access import access_coupling
from core.couplings.joint import DecidedWith, decided_with
from core.couplings.models import Coupling, PhaseChange
from core.couplings.page import coupling_view
from core.couplings.services import note_agreements, note_decision, start_introduction
from core.errors import Refused
from core.method.choice import make_default, switch_on
from core.method.standard import standard
from core.method.variant import AgreementText, Demand, Need
from core.work import Work
from tests.couplings.pairs import definitive, introduced, on_trial, proposed
from tests.fixtures_web import TODAY, Person, Working
from tests.method.variants import installed, variant

TOGETHER = variant(
    "together",
    professional_decides=True,
    ages=(4, 5),
    longest_months=12,
    phase_demands=(Demand(Need.VOG_SEEN, "active"),),
    agreement_text=AgreementText("Afspraken voor een jaar", "Wij proberen dit een jaar."),
    summary="Samen met een professional.",
)
WITH = DecidedWith("Kim Bos", "gezinsvoogd", TODAY)


def changes(work: Work, coupling_id: UUID) -> list[str]:
    query = select(PhaseChange.warnings).where(PhaseChange.coupling_id == coupling_id)
    return work.session.scalars(query).one()


def test_one_method_asks_nothing(coordinator: Person, working: Working) -> None:
    with working() as work:
        proposal = proposed(work)
    page = coordinator.browser.get(f"/voorstellen/{proposal}/kennismaking").text
    assert "Met welke methode?" not in page
    assert "professional" not in page


def test_the_coordinator_chooses_a_method(coordinator: Person, working: Working) -> None:
    with installed(TOGETHER):
        with working() as work:
            switch_on(work, "together")
            proposal = proposed(work)
        path = f"/voorstellen/{proposal}/kennismaking"
        page = coordinator.browser.get(path).text
        assert "Met welke methode?" in page
        assert "Samen met een professional." in page
        told = {"on_date": "23-11-2026", "asking_says": "nog", "offering_says": "nog",
                "variant": "together"}  # fmt: skip
        half = coordinator.browser.post(path, {**told, "decided_with": "Kim Bos"})
        assert half.status_code == 422
        assert "welke functie" in half.text
        whole = {**told, "decided_with": "Kim Bos", "decided_function": "gezinsvoogd",
                 "decided_on": "20-11-2026"}  # fmt: skip
        made = coordinator.browser.post(path, whole)
        assert made.status_code == 303
        shown = coordinator.browser.get(made.headers["Location"]).text
        assert "Kim Bos" in shown
        assert "Samen besloten met een professional" in shown
        with working() as work:
            coupling = work.session.scalars(select(Coupling)).one()
            assert (coupling.variant, coupling.variant_version) == ("together", 1)
            found = decided_with(work, coupling)
            assert found == DecidedWith("Kim Bos", "gezinsvoogd", date(2026, 11, 20))


def test_only_what_is_on_can_be_chosen(working: Working) -> None:
    with working() as work, pytest.raises(Refused, match="aanstaat"):
        start_introduction(work, proposed(work), on_date=TODAY, variant="together")


def test_a_method_warns_for_what_it_asks(working: Working) -> None:
    with installed(TOGETHER), working() as work:
        switch_on(work, "together")
        coupling_id = start_introduction(work, proposed(work), on_date=TODAY, variant="together")
        assert "professional_missing" in changes(work, coupling_id)
        coupling = work.find(Coupling, coupling_id)
        assert coupling_view(work, coupling).known.facts.method is TOGETHER
        for wrong in (
            DecidedWith(" ", "x", TODAY),
            DecidedWith("x", "", TODAY),
            DecidedWith("x", "y", TODAY + timedelta(days=1)),
        ):
            with pytest.raises(Refused):
                note_decision(work, coupling_id, wrong)
        note_decision(work, coupling_id, WITH)
        note_decision(work, coupling_id, WITH)
        assert coupling_view(work, coupling).known.facts.professional_decided


def test_the_decision_is_noted_on_its_own_page(coordinator: Person, working: Working) -> None:
    with installed(TOGETHER):
        with working() as work:
            switch_on(work, "together")
            make_default(work, "together")
            coupling_id = introduced(work)
        path = f"/koppelingen/{coupling_id}/samen-besloten"
        assert coordinator.browser.get(path).status_code == 200
        told = {
            "decided_with": "Kim Bos",
            "decided_function": "wijkteam",
            "decided_on": "1-11-2026",
        }
        assert coordinator.browser.post(path, told).status_code == 303
        assert "wijkteam" in coordinator.browser.get(path).text


def test_a_coupling_is_meant_to_last_as_long_as_its_method_says(
    coordinator: Person, working: Working
) -> None:
    with installed(TOGETHER):
        with working() as work:
            switch_on(work, "together")
            make_default(work, "together")
            coupling_id = on_trial(work)
            view = coupling_view(work, access_coupling(work, coupling_id))
            assert view.lasts_until == date(2027, 11, 23)
            note_agreements(work, coupling_id, {"when": "zaterdag"})
            work.find(Coupling, coupling_id).trial_from = date(2025, 11, 20)
        page = coordinator.browser.get(f"/koppelingen/{coupling_id}").text
        assert "bedoeld tot 20 november 2026" in page
        ending = coordinator.browser.get(f"/koppelingen/{coupling_id}/afronden").text
        assert re.search(r'<option value="completed"[^>]* selected', ending)
        pdf = coordinator.browser.get(f"/koppelingen/{coupling_id}/contract.pdf")
        assert pdf.status_code == 200


def test_what_the_standard_method_does_not_say_is_not_shown(
    coordinator: Person, working: Working
) -> None:
    with working() as work:
        coupling_id = definitive(work)
        assert coupling_view(work, access_coupling(work, coupling_id)).method is standard()
    page = coordinator.browser.get(f"/koppelingen/{coupling_id}").text
    assert "Samen besloten" not in page
    assert "bedoeld tot" not in page
