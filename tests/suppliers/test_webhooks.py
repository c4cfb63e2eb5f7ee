"""What happens is told once to a system that hears: signed, again after a fault, never without a
yes; and its answer is taken once."""

import json
import time
from uuid import UUID

import pytest
from sqlalchemy import select
from standardwebhooks import Webhook

from core.extension import signed
from core.families.consents import withdraw_consent
from core.families.models import Consent, FamilyFile, FamilyRole
from core.families.services import close_file
from core.suppliers.models import ChangeState, SupplierChange, SupplierInbound, SupplierReceipt
from tenants.ids import new_id
from tests.fixtures_web import Browser, host_of
from tests.suppliers.counterpart import Counterpart
from tests.suppliers.desk import KEY, Desk

SUPPLIER = "webhooks"


@pytest.fixture
def hearing(desk: Desk, other_side: Counterpart) -> Desk:
    """A programme whose system hears of families that said yes."""
    desk.switch_on("webhooks", address=f"{other_side.url}/haak", signing_secret=KEY)
    return desk


def closed(desk: Desk, family_id: UUID) -> UUID:
    """Close the family's file and leave what is told of it."""
    with desk.work(desk.coordinator.actor) as work:
        close_file(work, family_id, FamilyRole.ASKING, "support_done")
        query = select(FamilyFile.id).where(FamilyFile.family_id == family_id)
        file_id = work.session.scalars(query).one()
    event = {"hook": "family_closed", "subject_id": str(file_id), "event_id": str(new_id())}
    for _again in range(2):  # a worker that was killed does its job once more
        desk.run("tell_suppliers", **event)
    return file_id


def test_a_message_arrives_signed_and_without_a_name(
    hearing: Desk, other_side: Counterpart
) -> None:
    family_id = hearing.family("Zonneroosje")
    hearing.yes(family_id, SUPPLIER)
    closed(hearing, family_id)
    hearing.push()
    [(_method, path, headers, body)] = other_side.requests
    told = Webhook(KEY).verify(body, headers)
    assert path == "/haak"
    assert told["type"] == "dossier.gesloten"
    assert told["data"]["family"] == str(family_id)
    assert b"Zonneroosje" not in body and b"Elif" not in body and b"Mila" not in body
    [change] = hearing.changes()
    assert change.state == ChangeState.SENT
    assert headers["webhook-id"] == change.reference == str(change.id)


def test_nothing_goes_without_a_yes(hearing: Desk, other_side: Counterpart) -> None:
    closed(hearing, hearing.family())
    assert hearing.changes() == []


def test_a_yes_that_is_taken_back_stops_what_waits(hearing: Desk, other_side: Counterpart) -> None:
    family_id = hearing.family()
    hearing.yes(family_id, SUPPLIER)
    closed(hearing, family_id)
    with hearing.work() as work:
        for consent in work.session.scalars(select(Consent)):
            withdraw_consent(work, consent.id)
    hearing.push()
    [change] = hearing.changes()
    assert (change.state, change.facts) == (ChangeState.WITHDRAWN, None)
    assert other_side.requests == []


@pytest.mark.parametrize("plan", [
    ["silent"], ["half"], ["500"], ["401"], ["429", "503", "silent"], ["302"], ["404"],
])  # fmt: skip
def test_after_a_fault_it_goes_again_with_the_same_id_and_counts_once(
    hearing: Desk, other_side: Counterpart, plan: list[str]
) -> None:
    family_id = hearing.family()
    hearing.yes(family_id, SUPPLIER)
    closed(hearing, family_id)
    other_side.plan = list(plan)
    [change] = hearing.changes()
    for _attempt in plan:
        assert not hearing.run("push_to_supplier", change_id=str(change.id))
    assert hearing.changes()[0].state == ChangeState.WAITING
    assert hearing.run("push_to_supplier", change_id=str(change.id))
    assert hearing.run("push_to_supplier", change_id=str(change.id))
    assert len(other_side.taken) == 1
    assert {headers["webhook-id"] for _m, _p, headers, _b in other_side.requests} == {
        str(change.id)
    }
    assert len(other_side.requests) == len(plan) + 1
    [change] = hearing.changes()
    assert (change.state, change.tries) == (ChangeState.SENT, len(plan) + 1)
    with hearing.work() as work:
        outcomes = list(work.session.scalars(select(SupplierReceipt.outcome)))
    assert outcomes == ["later"] * len(plan) + ["done"]


def test_what_is_refused_is_over_and_says_so(hearing: Desk, other_side: Counterpart) -> None:
    family_id = hearing.family()
    hearing.yes(family_id, SUPPLIER)
    closed(hearing, family_id)
    other_side.plan = ["409"]
    hearing.push()
    hearing.push()
    [change] = hearing.changes()
    assert change.state == ChangeState.REFUSED
    assert len(other_side.requests) == 1


def test_the_admin_sees_what_waits_and_sends_it_again(
    hearing: Desk, other_side: Counterpart
) -> None:
    family_id = hearing.family("Zonneroosje")
    hearing.yes(family_id, SUPPLIER)
    closed(hearing, family_id)
    other_side.plan = ["503"]
    hearing.push()
    page = hearing.admin.browser.get("/leveranciers").text
    assert "1 bericht wacht" in page
    assert "De andere kant kan het nu niet aan." in page
    assert "Zonneroosje" not in page
    [change] = hearing.changes()
    again = f"/leveranciers/{change.id}/opnieuw"
    assert hearing.admin.browser.post(again, page="/leveranciers").status_code == 303
    hearing.push()
    assert "Verstuur nog eens" in hearing.admin.browser.get("/leveranciers").text
    # Replay: what arrived goes once more, with the same id.
    hearing.admin.browser.post(again, page="/leveranciers")
    hearing.push()
    assert len(other_side.taken) == 1 and len(other_side.requests) == 3
    assert hearing.coordinator.browser.get("/leveranciers").status_code == 403


def test_switched_off_it_waits_until_it_is_on(hearing: Desk, other_side: Counterpart) -> None:
    from core.plugins.services import switch_off

    family_id = hearing.family()
    hearing.yes(family_id, SUPPLIER)
    closed(hearing, family_id)
    with hearing.work() as work:
        switch_off(work, "webhooks")
    hearing.push()
    assert hearing.changes()[0].state == ChangeState.WAITING
    assert "De plugin staat uit" in hearing.admin.browser.get("/leveranciers").text
    hearing.switch_on("webhooks", address=f"{other_side.url}/haak", signing_secret=KEY)
    hearing.run("tend_suppliers")
    hearing.push()
    assert hearing.changes()[0].state == ChangeState.SENT


def post(desk: Desk, body: bytes, headers: dict[str, str], supplier: str = SUPPLIER) -> int:
    """Post as the other system does: without a cookie, without a token of a form."""
    browser = Browser(desk.app, host_of(desk.tenant))
    answer = browser.client.post(
        f"/api/v1/leveranciers/{supplier}", data=body, headers=headers,
        base_url=f"http://{browser.host}", content_type="application/json",
    )  # fmt: skip
    assert answer.mimetype in ("application/json", "application/problem+json")
    assert answer.headers["API-Version"] == "1.0.0"
    return answer.status_code


def test_an_answer_is_taken_once_and_stands_on_the_message(
    hearing: Desk, other_side: Counterpart
) -> None:
    family_id = hearing.family()
    hearing.yes(family_id, SUPPLIER)
    closed(hearing, family_id)
    hearing.push()
    [change] = hearing.changes()
    told = {"type": "status", "data": {"reference": str(change.id), "state": "In behandeling"}}
    body = json.dumps(told).encode()
    headers = signed(KEY, "bericht-1", int(time.time()), body)
    assert [post(hearing, body, headers) for _twice in range(2)] == [202, 202]
    with hearing.work() as work:
        [inbound] = work.session.scalars(select(SupplierInbound))
        assert inbound.change_id == change.id
        row = work.find(SupplierChange, change.id)
        assert work.vault.open(SupplierChange.answer, row.id, row.answer) == "In behandeling"
    page = hearing.coordinator.browser.get(f"/gezinnen/delen/{change.id}").text
    assert "In behandeling" in page


def test_what_is_not_signed_is_not_taken(hearing: Desk, other_side: Counterpart) -> None:
    body = b'{"data": {"reference": "x", "state": "y"}}'
    now = int(time.time())
    good = signed(KEY, "bericht-2", now, body)
    assert post(hearing, body, {}) == 401
    assert post(hearing, body + b" ", good) == 401
    assert post(hearing, body, {**good, "webhook-id": "bericht-3"}) == 401
    assert post(hearing, body, signed(KEY, "oud", now - 4000, body)) == 401
    other = "whsec_" + "A" * 32
    assert post(hearing, body, signed(other, "bericht-4", now, body)) == 401
    assert post(hearing, body, good) == 401  # signed, and answers to nothing that was sent
    assert post(hearing, body, good, supplier="onbekend") == 404


def test_elsewhere_there_is_nothing(hearing: Desk, other_tenant: object) -> None:
    browser = Browser(hearing.app, host_of(other_tenant))  # type: ignore[arg-type]
    answer = browser.client.post(
        "/api/v1/leveranciers/webhooks", data=b"{}", base_url=f"http://{browser.host}"
    )
    assert answer.status_code == 404
