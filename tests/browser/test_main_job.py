"""The whole main job, as its users do it: from a referral to an evaluated, ended coupling.

Once with JavaScript and once without; everybody uses visible labels, links and buttons only.
"""

from datetime import date

import pytest
from playwright.sync_api import Browser, expect

from core.accounts.models import Role
from core.programme.services import set_pilot
from tests.browser import getting_ready, together
from tests.browser.people import Person, all_leave
from tests.browser.running import RunningHouse
from tests.browser.sign_up import offer_support, refer_a_family
from tests.browser.together import ASKING, IF_IT_FAILS, OFFERING, WHEN


@pytest.mark.parametrize("scripts", [True, False], ids=["with-javascript", "without-javascript"])
def test_from_a_referral_to_an_ended_coupling(
    browser: Browser, house: RunningHouse, scripts: bool
) -> None:
    rhenen = house.found("rhenen", "Rhenen")
    home, console = house.address("rhenen"), house.address("console")
    with house.office.work(rhenen) as work:
        first, last = date(2026, 1, 1), date(2027, 12, 31)
        set_pilot(work, starts_on=first, ends_on=last, target=10, budget_cents=4_000_000)
    visitor, coordinator, officer, operator = (Person(browser, scripts=scripts) for _ in range(4))
    officer.logs_in(f"{home}/inloggen", house.hire(rhenen, Role.GEMEENTE, "Hanna de Wolf"))
    operator.logs_in(f"{console}/console/inloggen", house.hire_operator("Anneke Bos"))
    officer.sees("Er zijn nog geen koppelingen gemaakt.")
    _operator_sees(operator, requests=0, made=0, running=0)

    status = refer_a_family(visitor, f"{home}/")
    offer_support(visitor, f"{home}/")
    house.run_jobs()

    marit = house.hire(rhenen, Role.COORDINATOR, "Marit Hendriks")
    coordinator.logs_in(f"{home}/inloggen", marit)
    _gets_both_families_ready(coordinator, house)
    visitor.goes_to(status)
    expect(visitor.page.locator("[aria-current=step]")).to_contain_text("In gesprek")

    _starts_a_trial(coordinator, house)
    house.run_jobs()
    officer.follows("Cijfers")
    _officer_sees(officer, made=1, running=1, ended=0)
    _operator_sees(operator, requests=1, made=1, running=1)

    _makes_it_definitive(coordinator, house)
    _evaluates_and_ends(coordinator, house)
    house.run_jobs()
    officer.follows("Cijfers")
    _officer_sees(officer, made=1, running=0, ended=1)
    _operator_sees(operator, requests=1, made=1, running=0)
    all_leave([visitor, coordinator, officer, operator])


def _gets_both_families_ready(coordinator: Person, house: RunningHouse) -> None:
    getting_ready.sees_both_sign_ups(coordinator)
    getting_ready.accepts_the_family(coordinator)
    getting_ready.plans_the_intake(coordinator, "25-11-2026")
    getting_ready.accepts_the_steungezin(coordinator)

    house.move_to(date(2026, 11, 25))
    coordinator.follows("Deze week")
    coordinator.sees("Intake, 14.30 uur", ASKING)
    getting_ready.opens_the_file(coordinator, ASKING)
    getting_ready.adds_a_member(coordinator, "Kind", "Bas", "4-5-2018")
    getting_ready.opens_the_file(coordinator, ASKING)
    getting_ready.does_the_intake(coordinator)
    getting_ready.does_the_safety_check(coordinator)
    getting_ready.writes_the_request(coordinator)

    getting_ready.opens_the_file(coordinator, OFFERING)
    getting_ready.adds_a_member(coordinator, "Ouder", "Wim")
    getting_ready.opens_the_file(coordinator, OFFERING)
    getting_ready.does_the_intake_of_the_steungezin(coordinator)
    getting_ready.writes_the_offer(coordinator)
    getting_ready.opens_the_file(coordinator, OFFERING)
    adults = ("Jorien", "Wim")
    getting_ready.follows_the_vog(coordinator, "Aangevraagd", "25-11-2026", *adults)
    house.move_to(date(2026, 12, 14))
    getting_ready.follows_the_vog(coordinator, "Afgegeven", "10-12-2026", *adults)
    getting_ready.follows_the_vog(coordinator, "Gezien", "14-12-2026", *adults)


def _starts_a_trial(coordinator: Person, house: RunningHouse) -> None:
    getting_ready.chooses_the_steungezin(coordinator)
    together.plans_the_introduction(coordinator, "16-12-2026")
    house.move_to(date(2026, 12, 17))
    together.opens_the_coupling(coordinator)
    together.both_sides_say_yes(coordinator)
    together.starts_the_trial(coordinator, "17-12-2026", "29-1-2027")
    together.notes_the_agreements(coordinator)


def _makes_it_definitive(coordinator: Person, house: RunningHouse) -> None:
    """The evaluation at the end of the trial, the contract, and both signatures."""
    house.move_to(date(2027, 1, 25))
    coordinator.follows("Deze week")
    coordinator.sees("gaan we door?")
    together.opens_the_coupling(coordinator)
    together.both_sides_say_yes(coordinator)
    together.evaluates(coordinator)
    together.opens_the_coupling(coordinator)
    contract = together.downloads_the_contract(coordinator)
    for words in (ASKING, OFFERING, "Bas", WHEN, IF_IT_FAILS, "Marit Hendriks"):
        assert words in contract
    house.move_to(date(2027, 2, 1))
    together.notes_that_both_signed(coordinator, "1-2-2027")
    together.makes_it_definitive(coordinator, "1-2-2027")


def _evaluates_and_ends(coordinator: Person, house: RunningHouse) -> None:
    """After half a year the evaluation has come onto the list by itself."""
    house.move_to(date(2027, 7, 26))
    coordinator.follows("Deze week")
    coordinator.sees("Evaluatie met beide gezinnen")
    together.opens_the_coupling(coordinator)
    together.evaluates(coordinator)
    together.opens_the_coupling(coordinator)
    together.ends_it(coordinator, "Steun is niet meer nodig", "26-7-2027")


def _officer_sees(officer: Person, *, made: int, running: int, ended: int) -> None:
    for words, number in (("Gemaakt", made), ("Lopend", running), ("Afgerond", ended)):
        assert officer.figure(words) == str(number), words


def _operator_sees(operator: Person, *, requests: int, made: int, running: int) -> None:
    operator.follows("Landelijke cijfers")
    for words, number in (
        ("Vraaggezinnen aangemeld", requests),
        ("Koppelingen gemaakt", made),
        ("Koppelingen lopend", running),
    ):
        assert operator.figure(words) == str(number), words
