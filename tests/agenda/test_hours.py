"""Office hours: kept by who works here, read by everybody."""

from flask import Flask
from sqlalchemy import select

from core.accounts.models import Role
from core.agenda.models import OfficeHour
from core.work import Office
from tenants.context import TenantContext
from tests.fixtures_web import Browser, Person, Working, hire

TUESDAY = {
    "weekday": "1", "from_time": "9.00", "till_time": "11.00", "place": "De Bibliotheek",
    "note": "De koffie staat klaar.",
}  # fmt: skip


def opened(person: Person, **changed: str) -> str:
    """The address of fresh office hours."""
    answer = person.browser.post("/spreekuren/nieuw", {**TUESDAY, **changed})
    assert answer.status_code == 303
    page = person.browser.get("/spreekuren").text
    return "/spreekuren/" + page.split("/dicht")[0].rsplit("/spreekuren/", 1)[1]


def test_they_stand_on_the_public_page(coordinator: Person, visitor: Browser) -> None:
    assert "spreekuur" not in visitor.get("/").text
    opened(coordinator)
    page = visitor.get("/").text
    for said in ("Dinsdag 9.00 tot 11.00 uur", "De Bibliotheek", "De koffie staat klaar."):
        assert said in page
    assert coordinator.account.name not in page


def test_a_closed_day_is_told_and_taken_back(coordinator: Person, visitor: Browser) -> None:
    path = opened(coordinator)
    posted = coordinator.browser.post(f"{path}/dicht", {"on_date": "1-12-2026"})
    assert posted.status_code == 303
    assert "Dicht op 1 december." in visitor.get("/").text
    again = coordinator.browser.post(f"{path}/dicht", {"on_date": "1-12-2026"})
    assert again.status_code == 422
    page = coordinator.browser.get("/spreekuren").text
    reopen = page.split('action="/spreekuren/dicht/')[1].split('"')[0]
    coordinator.browser.post(f"/spreekuren/dicht/{reopen}", page="/spreekuren")
    assert "Dicht op" not in visitor.get("/").text


def test_odd_days_and_times_are_refused_and_stay_typed(coordinator: Person) -> None:
    path = opened(coordinator)
    for day, told in (("2-12-2026", "Kies een dinsdag"), ("17-11-2026", "Kies vandaag of")):
        page = coordinator.browser.post(f"{path}/dicht", {"on_date": day})
        assert page.status_code == 422
        assert told in page.text
        assert day in page.text
    page = coordinator.browser.post(path, {**TUESDAY, "till_time": "8.00"})
    assert page.status_code == 422
    assert "Het einde ligt vóór het begin" in page.text


def test_they_are_changed_and_stopped(coordinator: Person, visitor: Browser) -> None:
    path = opened(coordinator)
    changed = {**TUESDAY, "weekday": "3", "place": "Het buurthuis"}
    assert coordinator.browser.post(path, changed).status_code == 303
    assert "Donderdag 9.00 tot 11.00 uur</strong>, Het buurthuis" in visitor.get("/").text
    stopped = coordinator.browser.post(f"{path}/stoppen", page=path)
    assert stopped.status_code == 303
    assert "Het buurthuis" not in visitor.get("/").text


def test_whoever_left_keeps_no_door_open(
    coordinator: Person, admin: Person, visitor: Browser
) -> None:
    opened(coordinator, member=str(coordinator.account.membership_id))
    assert "De Bibliotheek" in visitor.get("/").text
    path = f"/medewerkers/{coordinator.account.membership_id}/beeindigen"
    assert admin.browser.post(path).status_code == 303
    assert "De Bibliotheek" not in visitor.get("/").text
    assert "deze collega werkt hier niet meer" in admin.browser.get("/spreekuren").text


def test_another_tenants_are_not_there(
    app: Flask, office: Office, other_tenant: TenantContext, coordinator: Person, working: Working
) -> None:
    path = opened(coordinator)
    stranger = hire(app, office, other_tenant, Role.ADMIN)
    assert "De Bibliotheek" not in stranger.browser.get("/spreekuren").text
    assert "De Bibliotheek" not in stranger.browser.get("/").text
    for page in (path, f"{path}/dicht"):
        assert stranger.browser.get(page).status_code == 404
    stop = stranger.browser.post(f"{path}/stoppen", page="/spreekuren")
    assert stop.status_code == 404
    foreign = {**TUESDAY, "member": str(coordinator.account.membership_id)}
    assert stranger.browser.post("/spreekuren/nieuw", foreign).status_code in (404, 422)
    with working() as work:
        assert work.session.scalars(select(OfficeHour.id)).all()
