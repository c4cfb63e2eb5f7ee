"""The programme in the directory of help, and a directory of others in the network."""

import json
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from core.network.models import Partner
from tests.fixtures_web import Browser, host_of
from tests.suppliers.counterpart import Counterpart
from tests.suppliers.desk import Desk

SERVICES = [
    {
        "id": "0c9e0d2a-53e7-4d8b-9a28-1d0b4a1f0001",
        "name": "Taalcafé",
        "status": "active",
        "description": "Nederlands oefenen.",
        "organization": {"id": "1", "name": "Bibliotheek Rhenen", "description": "Boeken"},
        "service_at_locations": [{"location": {"addresses": [{"city": "Rhenen"}]}}],
    },
    {"id": "0c9e0d2a-53e7-4d8b-9a28-1d0b4a1f0002", "name": "Speeltuin Zuid", "status": "active"},
]


@pytest.fixture
def on_the_map(desk: Desk, other_side: Counterpart) -> Desk:
    desk.switch_on(
        "sociale_kaart_hsds", organisation="Stichting Zorgdroom", description="Steun in de buurt.",
        email="info@voorbeeld.example", phone="0317 123456", website="https://voorbeeld.example",
        place="Rhenen", feed=f"{other_side.url}/hsds",
    )  # fmt: skip
    other_side.answers = lambda _method, path, _body: (200, page_of(path))
    return desk


def page_of(path: str) -> bytes:
    number = 2 if "page=2" in path else 1
    told = {"total_pages": 2, "page_number": number, "last_page": number == 2,
            "contents": SERVICES[number - 1 : number]}  # fmt: skip
    return json.dumps(told).encode()


def read(desk: Desk, path: str) -> Any:
    browser = Browser(desk.app, host_of(desk.tenant))
    answer = browser.get(f"/p/sociale_kaart_hsds/hsds{path}")
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    return json.loads(answer.data)


def test_everyone_reads_the_programme_as_a_service(on_the_map: Desk) -> None:
    assert read(on_the_map, "")["version"] == "3.0"
    page = read(on_the_map, "/services")
    assert page["total_items"] == len(page["contents"]) == 1
    [service] = page["contents"]
    assert str(UUID(service["id"])) == service["id"]
    assert service["status"] == "active"
    assert service["organization"]["name"] == "Stichting Zorgdroom"
    assert service["service_at_locations"][0]["location"]["location_type"] == "physical"
    assert read(on_the_map, f"/services/{service['id']}") == service
    assert read(on_the_map, "/organizations")["contents"] == [service["organization"]]
    browser = Browser(on_the_map.app, host_of(on_the_map.tenant))
    assert browser.get("/p/sociale_kaart_hsds/hsds/services/onbekend").status_code == 404


def test_a_validator_that_is_not_ours_takes_what_we_tell(on_the_map: Desk) -> None:
    models = pytest.importorskip(
        "hsds_validator.lib.models", reason="install hsds-validator (Python 3.13) to check HSDS"
    )
    [service] = read(on_the_map, "/services")["contents"]
    models.Organization.model_validate(service["organization"])
    models.Service.model_validate(service)
    models.Location.model_validate(service["service_at_locations"][0]["location"])


def test_elsewhere_it_is_not_there(desk: Desk) -> None:
    browser = Browser(desk.app, host_of(desk.tenant))
    assert browser.get("/p/sociale_kaart_hsds/hsds/services").status_code == 404


def test_services_of_others_come_into_the_network_once(
    on_the_map: Desk, other_side: Counterpart
) -> None:
    for _night in range(2):
        assert on_the_map.run("poll_supplier", supplier="sociale_kaart")
    with on_the_map.work() as work:
        partners = list(work.session.scalars(select(Partner).order_by(Partner.name)))
        notes = [work.vault.open(Partner.note, one.id, one.note) for one in partners]
    assert [(one.name, one.place) for one in partners] == [
        ("Bibliotheek Rhenen", "Rhenen"), ("Speeltuin Zuid", ""),
    ]  # fmt: skip
    assert "Taalcafé" in notes[0] and "Bron: Sociale kaart" in notes[0]


@pytest.mark.parametrize("fault", ["500", "silent", "half", "404"])
def test_a_directory_that_fails_is_asked_again(
    on_the_map: Desk, other_side: Counterpart, fault: str
) -> None:
    other_side.plan = [fault]
    assert not on_the_map.run("poll_supplier", supplier="sociale_kaart")
    assert on_the_map.run("poll_supplier", supplier="sociale_kaart")
    with on_the_map.work() as work:
        assert len(list(work.session.scalars(select(Partner.id)))) == 2
