"""What operators see: programmes with totals, and the country as a whole."""

import json
from datetime import date

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from core.commands.figures import as_numbers
from core.console.geography import by_province, dots
from core.console.tenant_list import PAGE_SIZE, Wanted, tenant_page
from core.figures.national import TOTALS, TenantFigures
from core.figures.publish import publish_figures
from core.figures.queries import national
from core.work import Office
from tenants.context import TenantState
from tests.figures.operators import operator_browser
from tests.figures.pages import tables_of
from tests.figures.programmes import couple
from tests.fixtures_database import MakeTenant
from tests.fixtures_web import Browser, Person
from tests.isolation.emitted import statements_of


@pytest.fixture
def operator(app: Flask, office: Office) -> Browser:
    return operator_browser(app, office)


def figures(number: int, **changes: object) -> TenantFigures:
    told = {
        "tenant_id": number, "slug": f"t{number}", "name": f"Gemeente {number:02}",
        "area_code": "GM0340", "state": TenantState.ACTIVE, "inhabitants": 1000 * (number + 1),
        "organisation": "Stichting", "numbers": {**dict.fromkeys(TOTALS, 0), "running": number},
    }  # fmt: skip
    return TenantFigures(**{**told, **changes})  # type: ignore[arg-type]


def test_the_list_shows_totals_and_no_file(
    office: Office, operator: Browser, make_tenant: MakeTenant
) -> None:
    name = "Wijdewormer"
    with office.work(make_tenant(name=name)) as work:
        couple(work, date(2026, 2, 2))
        couple(work, date(2026, 2, 2), ended_on=date(2026, 6, 1), reason="moved")
        publish_figures(work)
    make_tenant(name=f"{name}-Oost", state=TenantState.PREPARATION)
    page = operator.get(f"/gemeenten?zoek={name.lower()}").text
    rows = tables_of(page)["Gemeenten, met koppelingen sinds de start"][1:]
    assert [row[4:] for row in rows] == [
        ["Actief", "2", "1", "1"],
        ["In voorbereiding", "–", "–", "–"],
    ]
    assert "Verhuizing" not in page
    only = operator.get(f"/gemeenten?zoek={name}&stand=preparation").text
    assert len(tables_of(only)["Gemeenten, met koppelingen sinds de start"]) == 2
    assert "Geen gemeente gevonden" in operator.get("/gemeenten?zoek=nergensland").text


@given(st.lists(st.integers(0, 90), unique=True, max_size=70), st.integers(1, 9))
def test_pages_hold_everything_once(numbers: list[int], page: int) -> None:
    tenants = [figures(number) for number in numbers]
    wanted = Wanted(order="lopend")
    first = tenant_page(tenants, wanted)
    seen = [
        row.tenant_id
        for n in range(1, first.pages + 1)
        for row in tenant_page(tenants, Wanted(order="lopend", page=n)).rows
    ]
    assert seen == sorted(numbers, reverse=True)
    assert len(tenant_page(tenants, Wanted(page=page)).rows) <= PAGE_SIZE


def test_filters_travel_with_the_page() -> None:
    wanted = Wanted.from_query({"zoek": " Lopik ", "volgorde": "gemaakt", "bladzijde": "x"})
    assert wanted == Wanted(name="Lopik", order="gemaakt")
    assert wanted.address(2) == {"zoek": "Lopik", "volgorde": "gemaakt", "bladzijde": 2}
    assert Wanted.from_query({"volgorde": "kwaad"}) == Wanted()


def test_accents_and_hyphens_do_not_matter() -> None:
    tenants = [figures(1, name="Súdwest-Fryslân")]
    assert tenant_page(tenants, Wanted(name="sudwest fry")).found == 1


def test_the_map_has_every_programme_that_counts() -> None:
    tenants = [
        figures(4),
        figures(0, area_code="GM0363-ZUID"),
        figures(2, area_code="GM9999"),
        figures(9, state=TenantState.PREPARATION),
    ]
    lit = [dot.size for dot in dots(tenants) if dot.size]
    assert sorted(lit) == [1, 4]
    rows = by_province(tenants)
    assert {row.name: row.running for row in rows} == {
        "Noord-Holland": 0, "Onbekend": 2, "Utrecht": 4,
    }  # fmt: skip


def test_the_country_is_the_same_as_the_command(
    office: Office, operator: Browser, make_tenant: MakeTenant
) -> None:
    with office.work(make_tenant()) as work:
        couple(work, date(2026, 2, 2))
        publish_figures(work)
    with office.database.console() as session:
        told = json.loads(json.dumps(as_numbers(national(session))))
    page = operator.get("/landelijk").text
    rows = tables_of(page)["Aantallen naar grootte van de gemeente"]
    last = [int(cell.replace(".", "")) for cell in rows[-1][1:]]
    assert last[:3] == [told["requests"], told["offers"], told["couplings"]]
    assert last[-1] == told["target"]
    for column in range(1, 7):
        cells = [int(row[column].replace(".", "")) for row in rows[1:]]
        assert sum(cells[:-1]) == cells[-1]


def test_only_an_operator_may(app: Flask, office: Office, coordinator: Person) -> None:
    stranger = Browser(app, office.settings.console_host)
    for address in ("/gemeenten", "/landelijk"):
        assert stranger.get(address).status_code == 302
        assert coordinator.browser.get(address).status_code == 404


def test_the_number_of_queries_does_not_grow(
    office: Office, operator: Browser, make_tenant: MakeTenant
) -> None:
    def sent(address: str) -> int:
        with statements_of(office.database) as statements:
            assert operator.get(address).status_code == 200
        return len(statements)

    before = [sent(address) for address in ("/gemeenten", "/landelijk")]
    for _number in range(3):
        with office.work(make_tenant()) as work:
            couple(work, date(2026, 2, 2))
            publish_figures(work)
    assert [sent(address) for address in ("/gemeenten", "/landelijk")] == before
