"""The first page of a coordinator, by HTTP."""

from datetime import time

from core.families.models import AppointmentKind, FamilyRole
from tests.fixtures_web import TODAY, Person, Working
from tests.week import neighbourhood as near


def test_empty(coordinator: Person) -> None:
    page = coordinator.browser.get("/week")
    assert page.status_code == 200
    assert "U bent bij" in page.text


def test_an_intake(coordinator: Person, working: Working) -> None:
    with working() as work:
        home = near.family(work, FamilyRole.ASKING, "Van Dam")
        near.talk(
            work, home, AppointmentKind.INTAKE, on_date=TODAY, at_time=time(14, 30), where="thuis"
        )
    text = coordinator.browser.get("/week").text
    assert "Intake, 14.30 uur" in text and "Van Dam" in text
    assert "geo:0,0?q=3911%20Rhenen" in text
