"""A zaak for families of the gemeente's own team: once, whatever goes wrong, and without names.

The registration here is a small one that keeps what it is sent; where `prism` and the published
description are at hand (`PRISM`, `ZGW_ZAKEN_OPENAPI`), each request goes past those first and has
to be right by the description.
"""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from uuid import UUID, uuid4

import jwt
import pytest

from core.extension.suppliers import ChangeKind
from core.families.models import FamilyRole
from core.plugins.services import troubles_with
from core.suppliers.happened import Happened, leave_if_wanted
from core.suppliers.models import ChangeState
from core.suppliers.outbox import leave
from core.suppliers.services import supplier_here
from plugins.zgw_zaken.options import is_rsin
from tests.suppliers.counterpart import Counterpart
from tests.suppliers.desk import Desk

SECRET = "een lang geheim dat beide kanten kennen"
TYPES = "https://catalogi.voorbeeld.example/api/v1"
OPTIONS = {
    "client_id": "buurtgezinnen",
    "client_secret": SECRET,
    "rsin": "123456782",
    "unit": "TEAM-OOST",
    "own_teams": ["social_team"],
    "zaaktype": f"{TYPES}/zaaktypen/{UUID(int=1)}",
    "roltype": f"{TYPES}/roltypen/{UUID(int=2)}",
    "status_new": f"{TYPES}/statustypen/{UUID(int=3)}",
    "status_trial": f"{TYPES}/statustypen/{UUID(int=4)}",
    "status_active": f"{TYPES}/statustypen/{UUID(int=5)}",
    "status_end": f"{TYPES}/statustypen/{UUID(int=6)}",
    "resultaattype": f"{TYPES}/resultaattypen/{UUID(int=7)}",
}


class Registration:
    """What a zaaksysteem keeps: POST makes, GET with a query finds."""

    def __init__(self, side: Counterpart, validator: str = "") -> None:
        self.side, self.validator = side, validator
        self.kept: dict[str, list[dict[str, Any]]] = {}
        self.lookups = 0
        side.answers = self.answer

    def answer(self, method: str, path: str, body: bytes) -> tuple[int, bytes]:
        address = urlsplit(path)
        _method, _path, headers, _body = self.side.requests[-1]
        token = headers["authorization"].removeprefix("Bearer ")
        claims = jwt.decode(token, SECRET, algorithms=["HS256"])
        assert claims["client_id"] == claims["iss"] == "buurtgezinnen"
        if self.validator:
            checked_by(self.validator, method, path, body, headers)
        things = self.kept.setdefault(address.path, [])
        if method == "GET":
            wanted = dict(parse_qsl(address.query))
            found = [one for one in things if all(one.get(k) == v for k, v in wanted.items())]
            told = {"count": len(found), "next": None, "previous": None, "results": found}
            return 200, json.dumps(told).encode()
        made = {**json.loads(body), "uuid": str(uuid4())}
        made["url"] = f"https://zaken.voorbeeld.example{address.path}/{made['uuid']}"
        things.append(made)
        return 201, json.dumps(made).encode()


def checked_by(validator: str, method: str, path: str, body: bytes, headers: Any) -> None:
    """Let the description say whether a request is right; AssertionError with what is wrong."""
    if method == "POST" and path == "/zaken":
        check_zaak(json.loads(body))
    kept = ("authorization", "content-type", "accept", "accept-crs", "content-crs")
    sent = {name: headers[name] for name in kept if name in headers}
    request = urllib.request.Request(  # noqa: S310 - our own machine
        f"{validator}{path}", body or None, sent, method=method
    )
    try:
        with urllib.request.urlopen(request, timeout=20):  # noqa: S310 - our own machine
            return
    except urllib.error.HTTPError as wrong:
        raise AssertionError(f"{method} {path}: {wrong.read().decode()}") from wrong


def check_zaak(zaak: dict[str, Any]) -> None:
    """The body of a zaak against the description: Prism checks all but this schema's properties."""
    yaml = pytest.importorskip("yaml")
    text = Path(os.environ["ZGW_ZAKEN_OPENAPI"]).read_text()
    schema = yaml.load(text, yaml.CSafeLoader)["components"]["schemas"]["Zaak"]
    known = {name: one for name, one in schema["properties"].items() if not one.get("readOnly")}
    needed = {name for name in schema["required"] if name in known}
    assert set(zaak) <= set(known), sorted(set(zaak) - set(known))
    assert needed - {"betalingsindicatieWeergave"} <= set(zaak), sorted(needed - set(zaak))
    for name, value in zaak.items():
        assert isinstance(value, str), name
        assert len(value) <= known[name].get("maxLength", 10_000), name
        assert known[name].get("format") != "uri" or urlsplit(value).scheme == "https", name
        if known[name].get("format") == "date":
            assert date.fromisoformat(value).isoformat() == value, name


@pytest.fixture
def registration(desk: Desk, other_side: Counterpart) -> Registration:
    """A registration, and a programme that works with it."""
    desk.switch_on("zgw_zaken", address=other_side.url, **OPTIONS)
    return Registration(other_side)


def told(desk: Desk, family_id: UUID, kind: ChangeKind, **facts: str) -> None:
    """Leave what happened for the zaaksysteem."""
    known = {
        "family": str(family_id), "role": "asking", "source": "social_team",
        "since": "2026-09-01", "on": "2026-11-20",
    }  # fmt: skip
    with desk.work() as work:
        leave(
            work, "zgw_zaken", "zgw_zaken", kind, {**known, **facts},
            family_id=family_id, role=FamilyRole.ASKING,
        )  # fmt: skip


def whole_story(desk: Desk, family_id: UUID) -> None:
    """From sign-up to the end."""
    desk.yes(family_id, "zgw_zaken")
    told(desk, family_id, ChangeKind.REFERRAL, state="accepted")
    told(desk, family_id, ChangeKind.COUPLING, phase="trial", on="2026-11-21")
    told(desk, family_id, ChangeKind.COUPLING, phase="active", on="2026-11-21")
    told(desk, family_id, ChangeKind.FAMILY_CLOSED, on="2026-11-22")


def is_whole(registration: Registration, family_id: UUID) -> None:
    """One zaak with one rol, each status once and one resultaat."""
    kept = registration.kept
    [zaak] = kept["/zaken"]
    assert zaak["identificatie"] == f"BG-{family_id.hex}"
    assert zaak["bronorganisatie"] == zaak["verantwoordelijkeOrganisatie"] == "123456782"
    assert zaak["startdatum"] == "2026-09-01"
    [rol] = kept["/rollen"]
    assert rol["betrokkeneType"] == "organisatorische_eenheid"
    statuses = [status["statustype"] for status in kept["/statussen"]]
    names = ("status_new", "status_trial", "status_active", "status_end")
    assert statuses == [OPTIONS[name] for name in names]
    moments = [status["datumStatusGezet"] for status in kept["/statussen"]]
    assert moments == sorted(set(moments))
    [resultaat] = kept["/resultaten"]
    assert {one["zaak"] for one in (rol, resultaat, *kept["/statussen"])} == {zaak["url"]}


def push_until_done(desk: Desk) -> None:
    """Let the worker go on until nothing waits."""
    for _round in range(40):
        if all(one.state != ChangeState.WAITING for one in desk.changes()):
            return
        desk.push()
    raise AssertionError("it still waits")


def test_a_zaak_from_sign_up_to_the_end_without_a_name(
    desk: Desk, registration: Registration, other_side: Counterpart
) -> None:
    family_id = desk.family("Zonneroosje")
    whole_story(desk, family_id)
    push_until_done(desk)
    is_whole(registration, family_id)
    everything = b"".join(body for _m, _p, _h, body in other_side.requests)
    for name in (b"Zonneroosje", b"Elif", b"Mila"):
        assert name not in everything
    assert all(change.state == ChangeState.SENT for change in desk.changes())


@pytest.mark.parametrize("fault", ["silent", "half", "401", "409", "429", "500", "503"])
def test_a_fault_at_any_step_loses_nothing_and_makes_nothing_twice(
    desk: Desk, registration: Registration, other_side: Counterpart, fault: str
) -> None:
    family_id = desk.family()
    whole_story(desk, family_id)
    # Every request in turn goes wrong once, and then goes well.
    other_side.plan = ["ok", fault, fault, "ok"] * 12
    push_until_done(desk)
    is_whole(registration, family_id)


def test_only_families_of_the_own_team(desk: Desk, registration: Registration) -> None:
    family_id = desk.family()
    desk.yes(family_id, "zgw_zaken")
    with desk.work() as work:
        found = supplier_here(work, "zgw_zaken")
        for source, role in (("school", "asking"), ("self", "asking"), ("social_team", "offering")):
            facts = {"source": source, "role": role, "state": "accepted"}
            what = Happened(ChangeKind.REFERRAL, family_id, FamilyRole(role), facts)
            leave_if_wanted(work, *found, what)
    assert desk.changes() == []


def test_wrong_settings_are_told_when_they_are_saved(
    desk: Desk, registration: Registration, other_side: Counterpart
) -> None:
    with desk.work() as work:
        assert troubles_with(work, "zgw_zaken") == []
    other_side.plan = ["403"]
    with desk.work() as work:
        [trouble] = troubles_with(work, "zgw_zaken")
    assert "client-id" in trouble


@pytest.mark.parametrize(("text", "good"), [
    ("123456782", True), ("123456789", False), ("000000000", False), ("12345678", False),
    ("12345678a", False), ("１23456782", False),
])  # fmt: skip
def test_the_elfproef(text: str, good: bool) -> None:
    assert is_rsin(text) is good


@pytest.fixture(scope="module")
def validator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Prism, which checks requests against the published description."""
    description = os.environ.get("ZGW_ZAKEN_OPENAPI", "")
    program = os.environ.get("PRISM") or shutil.which("prism")
    if not program or not Path(description).is_file():
        pytest.skip("set PRISM and ZGW_ZAKEN_OPENAPI to check against the published description")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [program, "mock", "--errors", "-h", "127.0.0.1", "-p", str(port), description]
    log = tmp_path_factory.mktemp("prism") / "log"
    with log.open("wb") as said:
        process = subprocess.Popen(command, stdout=said, stderr=said)
        try:
            _wait_for(process, port, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(10)


def _wait_for(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise AssertionError(log.read_text())


def test_every_request_is_right_by_the_published_description(
    desk: Desk, registration: Registration, validator: str
) -> None:
    registration.validator = validator
    family_id = desk.family()
    whole_story(desk, family_id)
    push_until_done(desk)
    is_whole(registration, family_id)


def test_the_description_refuses_what_is_wrong(validator: str) -> None:
    headers = {"authorization": "Bearer x", "content-type": "application/json"}
    headers |= {"accept-crs": "EPSG:4326", "content-crs": "EPSG:4326"}
    with pytest.raises(AssertionError):
        checked_by(validator, "POST", "/rollen", b'{"zaak": "geen url"}', headers)
    with pytest.raises(AssertionError):
        checked_by(validator, "POST", "/zaken", b'{"zaaktype": "geen url"}', headers)
