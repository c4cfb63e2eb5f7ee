"""A practice's own FHIR library (SMART's fhirclient) sends to us over a real connection."""

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from core.referrals.models import Referral
from plugins.huisarts_fhir.tests.test_bundle import ALL, URL
from tests.channels.conftest import TOKEN, House
from tests.fixtures_web import host_of
from tests.serving import serving

client = pytest.importorskip(
    "fhirclient.models.bundle", reason="fhirclient is not installed: no second FHIR library"
)
PATH = "/api/v1/aanmeldingen/huisarts"


def bundle() -> Any:
    """A Bundle as objects of that library, which checks them against R4 itself."""
    entries = [
        {"resource": one, **({"fullUrl": URL} if one["resourceType"] == "Practitioner" else {})}
        for one in ALL
    ]
    return client.Bundle({"resourceType": "Bundle", "type": "collection", "entry": entries})


@contextmanager
def practice(house: House) -> Iterator[tuple[httpx.Client, int]]:
    house.on("huisarts_fhir", token=TOKEN)
    headers = {"Host": host_of(house.tenant), "Content-Type": "application/fhir+json"}
    with serving(house.app.wsgi_app) as port:
        address = f"http://127.0.0.1:{port}"
        with httpx.Client(base_url=address, headers=headers, trust_env=False) as made:
            yield made, port


def kept(house: House) -> list[Referral]:
    with house.work() as work:
        return list(work.session.scalars(select(Referral)))


def test_what_another_library_made_is_taken_in_once(house: House) -> None:
    body = json.dumps(bundle().as_json())
    bearer = {"Authorization": f"Bearer {TOKEN}"}
    with practice(house) as (http, _port):
        refused = http.post(PATH, content=body, headers={"Authorization": "Bearer x"})
        assert refused.status_code == 401
        answers = [http.post(PATH, content=body, headers=bearer) for _again in range(2)]
    assert [one.status_code for one in answers] == [201, 201], answers[0].text
    assert answers[0].json() == answers[1].json()
    assert [one.first_name for one in kept(house)] == ["Meryem"]


def test_half_a_message_leaves_nothing(house: House) -> None:
    body = json.dumps(bundle().as_json()).encode()
    head = (
        f"POST {PATH} HTTP/1.1\r\nHost: {host_of(house.tenant)}\r\n"
        f"Authorization: Bearer {TOKEN}\r\nContent-Type: application/fhir+json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    with practice(house) as (_http, port), socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall(head.encode() + body[: len(body) // 2])
        line.shutdown(socket.SHUT_WR)
        said = line.recv(200)
    assert b" 400 " in said
    assert kept(house) == []
