"""A family that goes to another organisation: asked, shown, sent once, with a receipt; and back."""

import json
import re
import time
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select
from standardwebhooks import Webhook

from core.accounts.models import Role
from core.errors import Refused
from core.extension import signed
from core.families.models import Consent, Family, FamilyMember
from core.families.services import withdraw_consent
from core.referrals.models import Referral
from core.suppliers.models import ChangeState, SupplierChange
from core.suppliers.outbox import held
from core.suppliers.services import try_again
from core.work import Office
from tenants.context import TenantContext
from tests.fixtures_web import Person, hire
from tests.suppliers.counterpart import Counterpart
from tests.suppliers.desk import KEY, Desk
from tests.suppliers.test_webhooks import post

HOME_START = "home_start"


@pytest.fixture
def working_together(desk: Desk, other_side: Counterpart) -> Desk:
    """A programme that works with Home-Start and MET."""
    desk.switch_on("overdracht", home_start_address=f"{other_side.url}/hs", home_start_secret=KEY)
    desk.switch_on("met", address=f"{other_side.url}/met", signing_secret=KEY)
    return desk


def place(family_id: UUID, supplier: str = "") -> str:
    return f"/gezinnen/{family_id}/delen/vraag" + (f"/{supplier}" if supplier else "")


def say_yes_on_the_page(desk: Desk, family_id: UUID, supplier: str) -> None:
    with desk.work() as work:
        people = select(FamilyMember.id).where(FamilyMember.family_id == family_id)
        givers = [str(one) for one in work.session.scalars(people)]
    page = f"{place(family_id, supplier)}/toestemming"
    answer = desk.coordinator.browser.post(page, {"givers": givers})
    assert answer.status_code == 303
    assert answer.location.endswith(place(family_id, supplier))


def test_the_road_of_a_family_to_home_start(
    working_together: Desk, other_side: Counterpart
) -> None:
    desk, browser = working_together, working_together.coordinator.browser
    family_id = desk.family("Zonneroosje")
    assert "Delen met een andere organisatie" in browser.get(f"/gezinnen/{family_id}").text
    overview = browser.get(place(family_id)).text
    assert "Home-Start" in overview and "MET" in overview
    assert "Pleegzorg" not in overview  # not filled in, so not offered
    say_yes_on_the_page(desk, family_id, HOME_START)
    here = place(family_id, HOME_START)
    shown = browser.post(here, {"why": "Er is wekelijks iemand nodig."})
    for words in (
        "Dit gaat naar Home-Start",
        "Zonneroosje",
        "Elif",
        "Er is wekelijks iemand nodig.",
    ):
        assert words in shown.text
    assert other_side.requests == [] and desk.changes() == []
    sent = browser.post(here, {"why": "Er is wekelijks iemand nodig.", "stap": "versturen"})
    assert sent.status_code == 303
    other_side.answers = lambda *_asked: (200, b'{"reference": "HS-12"}')
    desk.push()
    [(_method, path, headers, body)] = other_side.requests
    told = Webhook(KEY).verify(body, headers)
    assert path == "/hs" and told["type"] == "overdracht"
    assert told["data"]["answers"] == {"why": "Er is wekelijks iemand nodig."}
    assert {one["first_name"] for one in told["data"]["people"]} == {"Elif", "Mila"}
    [change] = desk.changes()
    assert (change.state, change.reference) == (ChangeState.SENT, "HS-12")
    receipt = browser.get(f"/gezinnen/delen/{change.id}").text
    assert "HS-12" in receipt and "Zij nemen contact op" in receipt and "Elif" in receipt
    assert "Home-Start heeft het ontvangen" in browser.get(f"/gezinnen/{family_id}").text
    assert "Zonneroosje" not in desk.admin.browser.get("/leveranciers").text


def test_everything_that_goes_was_shown(working_together: Desk, other_side: Counterpart) -> None:
    desk = working_together
    family_id = desk.family()
    say_yes_on_the_page(desk, family_id, HOME_START)
    answers = {"why": "Het past beter."}
    shown = desk.coordinator.browser.post(place(family_id, HOME_START), answers).text
    desk.coordinator.browser.post(place(family_id, HOME_START), {**answers, "stap": "versturen"})
    desk.push()
    [(_method, _path, _headers, body)] = other_side.requests
    unseen = {"asking", "parent", "child", "self", "nl", ""}
    for value in values_in(json.loads(body)["data"], skip=("id", "area_code", "source")):
        day = re.sub(r"^(\d{4})-0?(\d+)-0?(\d+)$", r"\3-\2-\1", value)
        assert value in unseen or day in shown, value


def values_in(told: object, skip: tuple[str, ...]) -> list[str]:
    if isinstance(told, dict):
        return [v for k, one in told.items() if k not in skip for v in values_in(one, skip)]
    if isinstance(told, list):
        return [v for one in told for v in values_in(one, skip)]
    return [str(told)] if isinstance(told, str) else []


def test_without_a_yes_nothing_is_shown_or_sent(working_together: Desk) -> None:
    desk = working_together
    family_id = desk.family()
    answer = desk.coordinator.browser.post(place(family_id, HOME_START), {"why": "Daarom."})
    assert answer.status_code == 422
    assert "ja zei tegen deze overdracht" in answer.text and "Daarom." in answer.text
    # A yes to MET is no yes to Home-Start.
    say_yes_on_the_page(desk, family_id, "met")
    answer = desk.coordinator.browser.post(
        place(family_id, HOME_START), {"why": "Daarom.", "stap": "versturen"}
    )
    assert answer.status_code == 422 and desk.changes() == []


def test_whoever_takes_a_yes_back_stops_it(working_together: Desk, other_side: Counterpart) -> None:
    desk = working_together
    family_id = desk.family()
    say_yes_on_the_page(desk, family_id, HOME_START)
    desk.coordinator.browser.post(
        place(family_id, HOME_START), {"why": "Daarom.", "stap": "versturen"}
    )
    with desk.work() as work:
        mila = select(Consent).join(FamilyMember, FamilyMember.id == Consent.member_id)
        [consent] = work.session.scalars(mila.where(FamilyMember.first_name == "Mila"))
        withdraw_consent(work, consent.id)
    desk.run("stop_supplier_changes", family_id=str(family_id), supplier=HOME_START)
    desk.push()
    [change] = desk.changes()
    assert (change.state, change.facts, change.shown) == (ChangeState.WITHDRAWN, None, None)
    assert other_side.requests == []


def test_what_waits_can_be_taken_back(working_together: Desk, other_side: Counterpart) -> None:
    desk = working_together
    family_id = desk.family()
    say_yes_on_the_page(desk, family_id, HOME_START)
    here = place(family_id, HOME_START)
    desk.coordinator.browser.post(here, {"why": "Daarom.", "stap": "versturen"})
    twice = desk.coordinator.browser.post(here, {"why": "Daarom.", "stap": "versturen"})
    assert twice.status_code == 422 and "wacht al een overdracht" in twice.text
    [change] = desk.changes()
    page = f"/gezinnen/delen/{change.id}"
    assert desk.coordinator.browser.post(f"{page}/intrekken", page=page).status_code == 303
    desk.push()
    assert other_side.requests == []


def test_nobody_waits_for_what_is_being_sent(
    working_together: Desk, other_side: Counterpart
) -> None:
    desk = working_together
    family_id = desk.family()
    say_yes_on_the_page(desk, family_id, HOME_START)
    desk.coordinator.browser.post(
        place(family_id, HOME_START), {"why": "Daarom.", "stap": "versturen"}
    )
    [change] = desk.changes()
    with desk.work() as sending:
        assert held(sending, change.id) is not None
        with desk.office.beside(desk.tenant) as work, pytest.raises(Refused):
            try_again(work, change.id)
    with desk.work() as work:
        try_again(work, change.id)


def test_a_colleague_and_a_neighbour_see_nothing(
    working_together: Desk, office: Office, other_tenant: TenantContext
) -> None:
    desk = working_together
    family_id = desk.family()
    say_yes_on_the_page(desk, family_id, HOME_START)
    desk.coordinator.browser.post(
        place(family_id, HOME_START), {"why": "Daarom.", "stap": "versturen"}
    )
    [change] = desk.changes()
    pages = (place(family_id), place(family_id, HOME_START), f"/gezinnen/delen/{change.id}")
    colleague = hire(desk.app, desk.office, desk.tenant, Role.COORDINATOR, "Bram van Zuid")
    gemeente = hire(desk.app, desk.office, desk.tenant, Role.GEMEENTE, "Hanna de Wolf")
    stranger = hire(desk.app, desk.office, other_tenant, Role.ADMIN, "Vreemde")
    assert [status_of(colleague, page) for page in pages] == [302] * 3  # a reason is asked
    assert [status_of(gemeente, page) for page in pages] == [403] * 3
    assert [status_of(stranger, page) for page in pages] == [404] * 3


def status_of(person: Person, page: str) -> int:
    return person.browser.get(page).status_code


def test_a_family_that_is_handed_over_to_us_comes_in_once(working_together: Desk) -> None:
    desk = working_together
    data = {
        "from": {"programme": "Home-Start Rhenen", "name": "Ans de Boer", "mail": "ans@hs.example"},
        "family": {"name": "Verhoef", "postcode4": "3911"},
        "people": [
            {"kind": "child", "first_name": "Sem"},
            {"kind": "parent", "first_name": "Lotte", "phone": "0612345678"},
        ],
        "answers": {"why": "BSN 123456782. Zij zoeken steun in het weekend."},
    }
    body = json.dumps({"type": "overdracht", "data": data}).encode()
    headers = signed(KEY, "hs-77", int(time.time()), body)
    assert [post(desk, body, headers, HOME_START) for _twice in range(3)] == [202] * 3
    with desk.work() as work:
        [referral] = work.session.scalars(select(Referral))
        story = work.vault.open(Referral.story, referral.id, referral.story)
    assert (referral.first_name, referral.family_name) == ("Lotte", "Verhoef")
    assert referral.channel_key == HOME_START
    assert "Komt van Home-Start." in story and "weekend" in story
    assert "123456782" not in story
    assert post(desk, body, signed(KEY, "hs-78", 0, body), HOME_START) == 401


def test_a_family_goes_up_to_met_with_three_concerns_in_order(
    working_together: Desk, other_side: Counterpart
) -> None:
    desk = working_together
    family_id = desk.family()
    say_yes_on_the_page(desk, family_id, "met")
    answers = {
        "first_concern": "Mila slaapt slecht", "second_concern": "Er zijn schulden",
        "third_concern": "", "agreed_by": "Gezin en school", "agreed_on": "20-11-2026",
        "stap": "versturen",
    }  # fmt: skip
    assert desk.coordinator.browser.post(place(family_id, "met"), answers).status_code == 422
    answers["third_concern"] = "Moeder staat er alleen voor"
    assert desk.coordinator.browser.post(place(family_id, "met"), answers).status_code == 303
    desk.push()
    [(_method, path, _headers, body)] = other_side.requests
    told = json.loads(body)
    assert path == "/met" and told["type"] == "opschalen"
    assert told["data"]["concerns"] == [
        "Mila slaapt slecht", "Er zijn schulden", "Moeder staat er alleen voor",
    ]  # fmt: skip
    assert told["data"]["agreed"] == {"by": "Gezin en school", "on": "2026-11-20"}


@pytest.mark.parametrize(("concerns", "code"), [
    (["Slaap", "Schulden", "Alleen"], 202), (["Slaap", "Schulden"], 401), (["a", "b", ""], 401),
])  # fmt: skip
def test_a_family_comes_back_from_met_with_its_three_concerns(
    working_together: Desk, concerns: list[str], code: int
) -> None:
    data = {
        "people": [{"kind": "parent", "first_name": "Lotte", "phone": "0612345678"}],
        "concerns": concerns,
    }
    body = json.dumps({"type": "afschalen", "data": data}).encode()
    headers = signed(KEY, "met-1", int(time.time()), body)
    assert post(working_together, body, headers, "met") == code
    with working_together.work() as work:
        found = list(work.session.scalars(select(Referral)))
        stories = [work.vault.open(Referral.story, one.id, one.story) for one in found]
    assert [("1. Slaap\n2. Schulden\n3. Alleen" in story) for story in stories] == (
        [True] if code == 202 else []
    )


def test_erasing_the_family_takes_what_was_kept_of_it(working_together: Desk) -> None:
    desk = working_together
    family_id = desk.family()
    say_yes_on_the_page(desk, family_id, HOME_START)
    desk.coordinator.browser.post(
        place(family_id, HOME_START), {"why": "Daarom.", "stap": "versturen"}
    )
    with desk.work() as work:
        work.session.delete(work.find(Family, family_id))
    assert desk.changes() == []


def test_after_thirty_days_only_the_receipt_is_left(
    working_together: Desk, other_side: Counterpart
) -> None:
    desk = working_together
    family_id = desk.family()
    say_yes_on_the_page(desk, family_id, HOME_START)
    desk.coordinator.browser.post(
        place(family_id, HOME_START), {"why": "Daarom.", "stap": "versturen"}
    )
    desk.push()
    [change] = desk.changes()
    with desk.work() as work:
        row = work.find(SupplierChange, change.id)
        assert row.done_on is not None
        row.done_on -= timedelta(days=31)
    desk.run("tend_suppliers")
    [change] = desk.changes()
    assert (change.state, change.facts, change.shown) == (ChangeState.SENT, None, None)
    again = desk.admin.browser.post(f"/leveranciers/{change.id}/opnieuw", page="/leveranciers")
    assert again.status_code == 302
    assert desk.changes()[0].state == ChangeState.SENT
