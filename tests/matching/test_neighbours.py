"""Where nobody fits, the neighbouring gemeente is named, and nothing of its families."""

import re

import pytest

from core.work import Office
from tenants.context import TenantContext, TenantState
from tests.casework import asking, offering
from tests.fixtures_database import MakeTenant
from tests.fixtures_web import Person, Working

NEXT_DOOR, FAR = "GM0345", "GM0014"
"""Veenendaal, at 9.7 km by road; Groningen."""
SECRET = "Zwaluwstaart"


@pytest.fixture
def neighbour(make_tenant: MakeTenant, office: Office) -> TenantContext:
    """An open programme next door, with a steungezin that fits Mila."""
    found = make_tenant(name="Buurdorp Oost", area_code=NEXT_DOOR, state=TenantState.ACTIVE)
    with office.work(found) as work:
        offering(work, SECRET, max_km=20)
    return found


def test_it_is_asked_and_leads_to_a_hand_over(
    coordinator: Person, working: Working, neighbour: TenantContext
) -> None:
    with working() as work:
        family, request = asking(work, max_km=15)
    page = coordinator.browser.get(f"/matching/{request}").text
    assert "Vraag de buurgemeente" in page
    assert neighbour.name in page
    link = re.search(rf'href="(/gezinnen/{family}/overdragen/vraag)"', page)
    assert link
    led = coordinator.browser.get(link[1])
    assert led.status_code == 200
    assert neighbour.name in led.text
    for seen in (page, led.text):
        assert SECRET not in seen
    assert "Nu past niemand" in page


@pytest.mark.usefixtures("neighbour")
def test_who_has_somebody_here_is_not_sent_away(coordinator: Person, working: Working) -> None:
    with working() as work:
        _family, request = asking(work, max_km=15)
        offering(work, max_km=15)
    assert "Vraag de buurgemeente" not in coordinator.browser.get(f"/matching/{request}").text


@pytest.mark.parametrize(
    ("area_code", "state"), [(FAR, TenantState.ACTIVE), (NEXT_DOOR, TenantState.PREPARATION)]
)
def test_only_open_programmes_within_reach_are_named(
    coordinator: Person,
    working: Working,
    make_tenant: MakeTenant,
    area_code: str,
    state: TenantState,
) -> None:
    make_tenant(name="Te ver of te vroeg", area_code=area_code, state=state)
    with working() as work:
        _family, request = asking(work, max_km=15)
    page = coordinator.browser.get(f"/matching/{request}").text
    assert "Te ver of te vroeg" not in page
