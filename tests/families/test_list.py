"""The list of families: found, sorted, paged, with the phase of each role."""

import re
from datetime import date

import pytest

from core.couplings.models import CouplingPhase
from core.families import services
from core.families.models import FamilyRole, MemberKind
from core.families.services import NewMember
from core.family_file.family_list import Wanted, list_families
from core.family_file.phase import FamilyPhase
from core.matching.models import MatchProposal, OfferState, SupportOffer
from core.safety.models import VogRecord
from core.work import Work
from tests.families.households import (
    ask,
    couple,
    intake,
    make_family,
    offer,
    people_ids,
    statements_of,
)
from tests.fixtures_web import TODAY, Person, Working

ASKING, OFFERING = FamilyRole.ASKING, FamilyRole.OFFERING


def test_every_phase_of_a_family_that_asks(working: Working) -> None:
    with working() as work:
        for phase in ("signed_up", "intake_done", "searching", "proposed", "closed"):
            _ask_until(work, make_family(work, None, phase), phase)
        helper = make_family(work, None, "helper", OFFERING)
        for coupled in (CouplingPhase.INTRODUCTION, CouplingPhase.TRIAL, CouplingPhase.ACTIVE):
            couple(work, make_family(work, None, coupled), helper, coupled)
        ended = make_family(work, None, "ended")
        couple(work, ended, helper, CouplingPhase.ENDED)
    with working() as work:
        phases = _phases(work, ASKING)
    assert phases == {
        "signed_up": FamilyPhase.SIGNED_UP,
        "intake_done": FamilyPhase.INTAKE_DONE,
        "searching": FamilyPhase.SEARCHING,
        "proposed": FamilyPhase.PROPOSED,
        "introduction": FamilyPhase.INTRODUCTION,
        "trial": FamilyPhase.TRIAL,
        "active": FamilyPhase.COUPLED,
        "ended": FamilyPhase.SEARCHING,
        "closed": FamilyPhase.CLOSED,
    }


def _ask_until(work: Work, family_id: object, phase: str) -> None:
    steps = ["signed_up", "intake_done", "searching", "proposed"]
    if phase == "closed":
        services.close_file(work, family_id, ASKING, "moved")  # type: ignore[arg-type]
        return
    done = steps[1 : steps.index(phase) + 1]
    if "intake_done" in done:
        intake(work, family_id, ASKING)  # type: ignore[arg-type]
    if "searching" in done:
        request = ask(work, family_id)  # type: ignore[arg-type]
    if "proposed" in done:
        helper = offer(work, make_family(work, None, "Aanbieder", OFFERING))
        proposal = MatchProposal(request_id=request, offer_id=helper, chosen_on=TODAY, blockers=[])
        work.add(proposal)


def test_every_phase_of_a_family_that_offers(working: Working) -> None:
    with working() as work:
        make_family(work, None, "signed_up", OFFERING)
        intake(work, make_family(work, None, "intake_done", OFFERING), OFFERING)
        for name in ("vog", "available", "paused", "half"):
            family = make_family(work, None, name, OFFERING)
            intake(work, family, OFFERING)
            offered = offer(work, family, capacity=1)
            seen = None if name == "vog" else TODAY
            parent = people_ids(work, family)["Elif"]
            work.add(VogRecord(member_id=parent, requested_on=TODAY, seen_on=seen))
            if name == "paused":
                work.find(SupportOffer, offered).state = OfferState.PAUSED
            if name == "half":
                pair = couple(work, make_family(work, None, "Gesteund"), family)
                work.find(SupportOffer, pair.offer).capacity = 2
        gone = make_family(work, None, "closed", OFFERING)
        services.close_file(work, gone, OFFERING, "no_vog")
    with working() as work:
        phases = _phases(work, OFFERING)
    assert phases == {
        "signed_up": FamilyPhase.SIGNED_UP,
        "intake_done": FamilyPhase.INTAKE_DONE,
        "vog": FamilyPhase.VOG_RUNNING,
        "available": FamilyPhase.AVAILABLE,
        "half": FamilyPhase.AVAILABLE,
        "paused": FamilyPhase.OCCUPIED,
        "closed": FamilyPhase.CLOSED,
    }


def test_a_family_with_as_many_couplings_as_places_is_occupied(working: Working) -> None:
    with working() as work:
        family = make_family(work, None, "vol", OFFERING)
        couple(work, make_family(work, None), family)
    with working() as work:
        assert _phases(work, OFFERING) == {"vol": FamilyPhase.OCCUPIED}


def _phases(work: Work, role: FamilyRole) -> dict[str, FamilyPhase]:
    """The phases, each found by asking for that phase alone."""
    found: dict[str, FamilyPhase] = {}
    for phase in FamilyPhase:
        for line in list_families(work, Wanted(role=role, phase=phase)).lines:
            assert line.phase is phase
            assert line.name not in found
            found[line.name] = phase
    return {name: phase for name, phase in found.items() if name not in ("helper", "Aanbieder")}


def test_waiting_is_counted_from_the_oldest_request_without_a_family(working: Working) -> None:
    with working() as work:
        family = make_family(work, None, "Aydin")
        couple(work, family, make_family(work, None, "Verhoef", OFFERING))
        ask(work, family, since=date(2026, 10, 12))
        make_family(work, None, "Nieuw")
        done = make_family(work, None, "Klaar")
        couple(work, done, make_family(work, None, "Postma", OFFERING))
    with working() as work:
        lines = list_families(work, Wanted(role=ASKING, sort="wachttijd")).lines
        assert [(line.name, line.waiting_since) for line in lines] == [
            ("Aydin", date(2026, 10, 12)),
            ("Nieuw", TODAY),
            ("Klaar", None),
        ]
        long = list_families(work, Wanted(waiting_weeks=6)).lines
        assert [line.name for line in long] == ["Aydin"]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Aydin", "Bos", "De Vries"]),
        ("naam=ayd", ["Aydin"]),
        ("naam=JORIS", ["Bos"]),
        ("naam=%25", []),
        ("plaats=Elst", ["De Vries"]),
        ("rol=steun", ["Bos"]),
        ("fase=searching", ["Aydin"]),
        ("fase=onzin&rol=onzin&wacht=x&pagina=0&sorteer=x", ["Aydin", "Bos", "De Vries"]),
        ("sorteer=plaats", ["De Vries", "Aydin", "Bos"]),
    ],
)
def test_families_are_found(
    coordinator: Person, working: Working, query: str, names: list[str]
) -> None:
    mine = coordinator.account.membership_id
    with working(coordinator.actor) as work:
        ask(work, make_family(work, mine, "Aydin"))
        joris = NewMember(MemberKind.PARENT, "Joris")
        make_family(work, mine, "Bos", OFFERING, members=(joris,))
        make_family(work, mine, "De Vries", place="Elst")
        make_family(work, None, "Van een ander")
    page = coordinator.browser.get(f"/gezinnen?{query}")
    assert page.status_code == 200
    found = re.findall(r'href="/gezinnen/[0-9a-f-]{36}">([^<]+)<', page.text)
    assert found == names
    assert ("Geen gezin gevonden" in page.text) == (not names)


def test_mine_and_all(coordinator: Person, admin: Person, working: Working) -> None:
    with working() as work:
        make_family(work, coordinator.account.membership_id, "Vanmij")
        make_family(work, admin.account.membership_id, "Vanada")
    assert "Vanada" not in coordinator.browser.get("/gezinnen").text
    assert "Vanada" in coordinator.browser.get("/gezinnen?wie=alle").text
    assert "Vanmij" in admin.browser.get("/gezinnen").text


def test_an_empty_list_says_what_to_do(coordinator: Person) -> None:
    assert "Neem een aanmelding aan" in coordinator.browser.get("/gezinnen").text


def test_pages_of_twenty_five_with_the_total_and_no_query_per_row(
    coordinator: Person, working: Working
) -> None:
    mine = coordinator.account.membership_id
    with working() as work:
        for number in range(5):
            make_family(work, mine, f"Gezin {number:02}")
    few = statements_of(coordinator, "/gezinnen")
    with working() as work:
        for number in range(5, 28):
            make_family(work, mine, f"Gezin {number:02}")
    assert statements_of(coordinator, "/gezinnen") == few
    first = coordinator.browser.get("/gezinnen").text
    assert "28 dossiers" in first
    assert "Bladzijde 1 van 2" in first
    assert "Gezin 24" in first
    assert "Gezin 25" not in first
    last = coordinator.browser.get("/gezinnen?pagina=99").text
    assert "Gezin 27" in last


def test_the_step_before_a_note_finds_a_family(coordinator: Person, working: Working) -> None:
    with working() as work:
        mine = make_family(work, coordinator.account.membership_id, "Vanmij")
        other = make_family(work, None, "Ander")
    page = coordinator.browser.get("/contact/nieuw").text
    assert f"/gezinnen/{mine}/contact" in page
    assert f"/gezinnen/{other}/contact" not in page
    assert f"/gezinnen/{other}/contact" in coordinator.browser.get("/contact/nieuw?naam=and").text
