"""Nothing typed is lost: a draft while one types, a connection that goes, a login that ends."""

import re

import pytest
from playwright.sync_api import Browser, Locator, expect
from sqlalchemy import func, update

from core.accounts.models import AccountSession, Role
from core.accounts.sessions import IDLE
from core.families.models import FamilyRole
from tenants.context import TenantContext
from tests.browser.people import Person
from tests.browser.running import PASSWORD, RunningHouse
from tests.casework import make_family

STORY = "Elif vertelt dat het beter gaat met slapen."


def _note(person: Person, house: RunningHouse, tenant: TenantContext) -> str:
    """Log in and go to a form; returns its address."""
    marit = house.hire(tenant, Role.COORDINATOR, "Marit Hendriks")
    with house.office.work(tenant) as work:
        family_id = make_family(work, FamilyRole.ASKING)
    home = house.address(tenant.slug)
    person.logs_in(f"{home}/inloggen", marit)
    person.goes_to(f"{home}/gezinnen/{family_id}/contact")
    return f"{home}/gezinnen/{family_id}/contact"


def _said(person: Person) -> Locator:
    return person.page.locator(".buurt-concept-said")


def _login_ends(house: RunningHouse, tenant: TenantContext) -> None:
    with house.office.work(tenant) as work:
        work.session.execute(update(AccountSession).values(last_seen_at=func.now() - IDLE))


def _logs_in_again(person: Person) -> None:
    person.types("E-mailadres", "marit@rhenen.example")
    person.types("Wachtwoord", PASSWORD)
    person.presses("Log in")


def test_what_is_typed_survives_a_crash_and_a_lost_connection(
    browser: Browser, house: RunningHouse
) -> None:
    tenant = house.found("rhenen", "Rhenen")
    marit = Person(browser, scripts=True, width=390)
    address = _note(marit, house, tenant)
    marit.types("Wat is besproken?", STORY)
    expect(_said(marit)).to_have_text(re.compile(r"Concept bewaard om \d\d:\d\d\."))
    marit.loses_connection()
    marit.types("Wat is besproken?", f"{STORY} En de buurvrouw helpt.")
    expect(_said(marit)).to_contain_text("Geen verbinding")
    marit.page.get_by_role("button", name="Bewaar contact").click()
    marit.sees_typed("Wat is besproken?", f"{STORY} En de buurvrouw helpt.")
    marit.is_connected_again()
    expect(_said(marit)).to_contain_text("Concept bewaard om")
    assert marit.page.evaluate("localStorage.length + sessionStorage.length") == 0
    # The browser crashes; the same person comes back.
    marit.goes_to(address)
    marit.sees("U hebt hier een concept van vandaag")
    marit.follows("Terugzetten")
    marit.sees_typed("Wat is besproken?", f"{STORY} En de buurvrouw helpt.")
    marit.presses("Bewaar contact")
    marit.goes_to(address)
    expect(marit.page.get_by_role("main")).not_to_contain_text("U hebt hier een concept")
    marit.leaves()


@pytest.mark.parametrize("scripts", [True, False], ids=["with-javascript", "without-javascript"])
def test_an_ended_login_loses_nothing(browser: Browser, house: RunningHouse, scripts: bool) -> None:
    tenant = house.found("rhenen", "Rhenen")
    marit = Person(browser, scripts=scripts)
    _note(marit, house, tenant)
    _login_ends(house, tenant)
    marit.types("Wat is besproken?", STORY)
    if scripts:
        expect(_said(marit)).to_contain_text("U bent uitgelogd")
    marit.presses("Bewaar contact")
    marit.sees("U was uitgelogd")
    _logs_in_again(marit)
    marit.sees("U hebt hier een concept van vandaag")
    marit.follows("Terugzetten")
    marit.sees_typed("Wat is besproken?", STORY)
    marit.presses("Bewaar contact")
    marit.sees("Het contact is bewaard.", STORY)
    marit.leaves()
