"""The huisarts and Open Formulieren, over HTTP: a BSN never comes in, and nothing comes twice."""

import json
from typing import Any

import pytest
from sqlalchemy import select

from core.referrals.models import Referral, Referrer
from plugins.huisarts_fhir.tests.test_bundle import ALL, PATIENT, bundle, changed
from plugins.open_formulieren.tests.test_reading import REFERRER, VALUES, aanvraag
from tests.channels.conftest import TOKEN, House

BSN = "123456782"


def test_a_huisarts_refers_from_the_system_of_the_practice(house: House) -> None:
    house.on("huisarts_fhir", token=TOKEN)
    numbered = changed(PATIENT, identifier=[{"system": "urn:bsn", "value": BSN}])
    body = bundle(ALL[0], numbered, *ALL[2:])
    first = house.post("huisarts", body, content_type="application/fhir+json")
    assert first.status_code == 201, first.text
    assert first.json["bsnVerwijderd"] is True
    assert house.post("huisarts", body, content_type="application/fhir+json").json == first.json
    with house.work() as work:
        row = work.session.scalars(select(Referral)).one()
        story = work.vault.open(Referral.story, row.id, row.story)
        referrer = work.session.scalars(select(Referrer)).one()
    assert (row.channel_key, row.channel_label) == ("huisarts_fhir.huisarts", "Huisarts")
    assert (row.first_name, row.source) == ("Meryem", "huisarts")
    assert story == "Een vaste middag zou rust geven."
    assert referrer.organisation == "Huisartsenpraktijk De Linde"
    page = house.visitor().get("/v/" + first.json["statusLink"].split("/v/")[1])
    assert page.status_code == 200


def test_a_bad_bundle_is_answered_with_its_places(house: House) -> None:
    house.on("huisarts_fhir", token=TOKEN)
    answer = house.post("huisarts", bundle(*ALL[1:]), content_type="application/fhir+json")
    assert answer.status_code == 422
    told = json.loads(answer.text)
    assert told["errors"]["ServiceRequest"]
    assert answer.mimetype == "application/problem+json"


@pytest.mark.parametrize("whole", [True, False])
def test_a_form_server_passes_a_family_on(house: House, whole: bool) -> None:
    house.on("open_formulieren", token=TOKEN)
    values: dict[str, Any] = {**VALUES, "toelichting": f"Het is veel. {BSN}", "bsn": BSN}
    message = aanvraag({"stap": values}) if whole else {"bsn": BSN, "values": values, "schema": {}}
    answer = house.post("formulier", message)
    assert answer.status_code == 201, answer.text
    assert answer.json["bsnVerwijderd"] is True
    assert answer.json["statusLink"] is None
    assert house.post("formulier", message).json == answer.json
    with house.work() as work:
        row = work.session.scalars(select(Referral)).one()
        assert work.vault.open(Referral.story, row.id, row.story) == "Het is veel. [bsn]"
    assert (row.source, row.channel_label) == ("self", "Formulier van de gemeente")


def test_and_a_professionals_sign_up(house: House) -> None:
    house.on("open_formulieren", token=TOKEN)
    answer = house.post("formulier-verwijzer", {"values": REFERRER})
    assert answer.status_code == 201, answer.text
    assert "/v/" in answer.json["statusLink"]
    missing = house.post("formulier-verwijzer", {"values": {"voornaam": "Samira"}})
    assert missing.status_code == 422
    assert {"known", "name", "story"} <= set(json.loads(missing.text)["errors"])
