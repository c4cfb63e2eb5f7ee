"""An organisation without a system: a link by mail, a code by phone, fetched once, and no more."""

import io
import re
from datetime import timedelta
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from pypdf import PdfReader
from sqlalchemy import select
from structlog.testing import capture_logs

from core.accounts.models import Role
from core.families.models import Consent, FamilyMember
from core.families.services import withdraw_consent
from core.mail.models import Message
from core.suppliers.models import ChangeState, SupplierChange, SupplierLink
from core.suppliers.one_time import LinkIsOver, WrongCode, fetch, reference_of
from tenants.context import TenantContext
from tests.fixtures_web import TODAY, Browser, hire, host_of
from tests.suppliers.desk import Desk
from tests.suppliers.test_overdracht import place, say_yes_on_the_page

HOME_START = "home_start"
MAIL = "intake@home-start.example"


@pytest.fixture
def by_mail(desk: Desk) -> Desk:
    """A programme whose Home-Start and MET have no system."""
    desk.switch_on("overdracht", home_start_mail=MAIL)
    desk.switch_on("met", mail_address="met@voorbeeld.example")
    return desk


def hand_over(desk: Desk, name: str = "Zonneroosje") -> tuple[UUID, SupplierChange]:
    family_id = desk.family(name)
    say_yes_on_the_page(desk, family_id, HOME_START)
    here, answers = place(family_id, HOME_START), {"why": "Er is wekelijks iemand nodig."}
    shown = desk.coordinator.browser.post(here, answers).text
    assert MAIL in shown and name in shown and "binnen 14 dagen" in shown
    sent = desk.coordinator.browser.post(here, {**answers, "stap": "versturen"})
    [change] = desk.changes()
    assert sent.location.endswith(f"/gezinnen/delen/{change.id}")
    return family_id, change


def code_on(desk: Desk, change: SupplierChange) -> str:
    """The code as the coordinator reads it."""
    page = desk.coordinator.browser.get(f"/gezinnen/delen/{change.id}").text
    found = re.search(r"\b\d{4} \d{4}\b", page)
    assert found, "no code"
    return found[0]


def mails(desk: Desk) -> list[tuple[str, str, str]]:
    """Recipient, subject and body of the mails with a link."""
    with desk.work() as work:
        query = select(Message).where(Message.kind == "supplier.link").order_by(Message.id)
        opened = work.vault.open
        return [
            (opened(Message.recipient, one.id, one.recipient), one.subject,
             opened(Message.body, one.id, one.body))
            for one in work.session.scalars(query)
        ]  # fmt: skip


def path_in(body: str) -> str:
    [address] = re.findall(r"https?://\S+/ophalen/\S+", body)
    return str(urlsplit(address).path)


def text_of(content: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def outsider(desk: Desk) -> Browser:
    return Browser(desk.app, host_of(desk.tenant))


def links(desk: Desk) -> list[SupplierLink]:
    with desk.work() as work:
        return list(work.session.scalars(select(SupplierLink).order_by(SupplierLink.id)))


def test_fetched_once_with_link_and_code_and_the_receipt_is_on_the_file(by_mail: Desk) -> None:
    family_id, change = hand_over(by_mail)
    assert change.state == ChangeState.READY
    [(recipient, subject, body)] = mails(by_mail)
    code, path = code_on(by_mail, change), path_in(body)
    assert recipient == MAIL
    for words in (subject, body, path):
        for secret in ("Zonneroosje", "Elif", "Mila", str(family_id), code, code.replace(" ", "")):
            assert secret not in words
    other = outsider(by_mail)
    with capture_logs() as logs:
        # Looking opens nothing, however often: programs look at links in mails.
        for _look in range(3):
            page = other.get(path)
            assert page.status_code == 200
            assert "Zonneroosje" not in page.text and code not in page.text
        got = other.post(path, {"code": code.replace(" ", "-")})
    assert (got.status_code, got.mimetype) == (200, "application/pdf")
    assert got.headers["Cache-Control"] == "no-store"
    assert "Zonneroosje" not in got.headers["Content-Disposition"]
    told = text_of(got.data)
    for words in ("Zonneroosje", "Elif", "Er is wekelijks iemand nodig."):
        assert words in told
    for secret in ("Zonneroosje", "Elif", code, path.rsplit("/", 1)[1], str(family_id)):
        assert secret not in str(logs)
    [change] = by_mail.changes()
    assert (change.state, change.done_on, change.tries) == (ChangeState.SENT, TODAY, 1)
    receipt = by_mail.coordinator.browser.get(f"/gezinnen/delen/{change.id}").text
    assert "Opgehaald met de link en de code." in receipt and code not in receipt
    timeline = by_mail.coordinator.browser.get(f"/gezinnen/{family_id}").text
    assert "Home-Start heeft het ontvangen" in timeline
    # Once is once.
    again = other.post(path, {"code": code}, page="/")
    assert again.status_code == 410 and other.get(path).status_code == 410
    assert "Deze link werkt niet meer" in again.text and "Zonneroosje" not in again.text
    [link] = links(by_mail)
    assert link.fetched_at is not None and link.code is None


def test_wrong_codes_are_slowed_down_and_open_nothing(by_mail: Desk) -> None:
    _family_id, change = hand_over(by_mail)
    [(_to, _subject, body)] = mails(by_mail)
    path, code, other = path_in(body), code_on(by_mail, change), outsider(by_mail)
    wrong = f"{(int(code.replace(' ', '')) + 1) % 10**8:08d}"
    guesses = (wrong, "", "geen code", wrong, wrong, "١٢٣٤٥٦٧٨", wrong, wrong)
    answers = [other.post(path, {"code": guess}).status_code for guess in guesses]
    assert set(answers[:5]) == {422} and answers[-1] == 429
    # The right code has to wait as well, so that a guess that is right says nothing.
    late = other.post(path, {"code": code})
    assert late.status_code == 429 and "te vaak geprobeerd" in late.text
    assert by_mail.changes()[0].state == ChangeState.READY


def test_a_link_of_another_tenant_or_of_nobody_never_existed(
    by_mail: Desk, other_tenant: TenantContext
) -> None:
    _family_id, change = hand_over(by_mail)
    [(_to, _subject, body)] = mails(by_mail)
    path, code = path_in(body), code_on(by_mail, change)
    stranger = Browser(by_mail.app, host_of(other_tenant))
    asked = [stranger.get(path), stranger.get("/ophalen/onzin"), stranger.get(path + "x"),
             stranger.post(path, {"code": code}, page="/")]  # fmt: skip
    assert {one.status_code for one in asked} == {404}
    assert len({re.sub(r'nonce="[^"]*"|content="[^"]*"', "", one.text) for one in asked[:3]}) == 1
    # An id of ours, signed for there, is no link there.
    with by_mail.office.work(other_tenant) as work:
        forged = reference_of(work, links(by_mail)[0].id)
    assert stranger.get(f"/ophalen/{forged}").status_code == 404
    assert by_mail.changes()[0].state == ChangeState.READY


@pytest.mark.parametrize("how", ["late", "withdrawn", "replaced", "no"])
def test_a_link_that_is_over_opens_nothing(by_mail: Desk, how: str) -> None:
    _family_id, change = hand_over(by_mail)
    [(_to, _subject, body)] = mails(by_mail)
    path, code, browser = path_in(body), code_on(by_mail, change), by_mail.coordinator.browser
    page, [link] = f"/gezinnen/delen/{change.id}", links(by_mail)
    day = 0
    if how == "late":
        day = 15
    elif how == "withdrawn":
        assert browser.post(f"{page}/intrekken", page=page).status_code == 303
    elif how == "replaced":
        assert browser.post(f"{page}/nieuwe-link", page=page).status_code == 303
    else:
        with by_mail.work() as work:
            mila = select(Consent).join(FamilyMember, FamilyMember.id == Consent.member_id)
            [consent] = work.session.scalars(mila.where(FamilyMember.first_name == "Mila"))
            withdraw_consent(work, consent.id)
    with by_mail.work() as work:
        work.today = TODAY + timedelta(days=day)
        with pytest.raises(LinkIsOver):
            fetch(work, link.id, code)
    if how != "late":
        assert outsider(by_mail).get(path).status_code == 410
    if how == "replaced":
        [_old, (_to, _subject, fresh)] = mails(by_mail)
        assert path_in(fresh) != path
        with by_mail.work() as work:
            newest = links(by_mail)[-1].id
            if code != code_on(by_mail, change):
                with pytest.raises(WrongCode):
                    fetch(work, newest, code)
        got = outsider(by_mail).post(path_in(fresh), {"code": code_on(by_mail, change)})
        assert got.status_code == 200


def test_what_nobody_fetches_is_erased_and_said(by_mail: Desk) -> None:
    _family_id, change = hand_over(by_mail)
    with by_mail.work() as work:
        row = work.session.scalars(select(SupplierLink)).one()
        row.expires_on = TODAY - timedelta(days=1)
    by_mail.run("expire_supplier_links")
    by_mail.run("expire_supplier_links")
    [change] = by_mail.changes()
    assert (change.state, change.facts, change.shown) == (ChangeState.WITHDRAWN, None, None)
    assert links(by_mail)[0].code is None
    page = by_mail.coordinator.browser.get(f"/gezinnen/delen/{change.id}").text
    assert "Niet opgehaald binnen 14 dagen" in page
    refused = by_mail.coordinator.browser.post(
        f"/gezinnen/delen/{change.id}/nieuwe-link", page=f"/gezinnen/delen/{change.id}"
    )
    assert refused.status_code == 302 and by_mail.changes()[0].state == ChangeState.WITHDRAWN


def test_of_two_at_once_one_gets_it(by_mail: Desk) -> None:
    _family_id, change = hand_over(by_mail)
    code, [link] = code_on(by_mail, change), links(by_mail)
    with by_mail.work() as work:
        assert fetch(work, link.id, code).startswith(b"%PDF")
        with pytest.raises(LinkIsOver):
            fetch(work, link.id, code)


def test_only_who_may_open_the_file_sees_the_code(
    by_mail: Desk, other_tenant: TenantContext
) -> None:
    _family_id, change = hand_over(by_mail)
    code, page = code_on(by_mail, change), f"/gezinnen/delen/{change.id}"
    office, tenant = by_mail.office, by_mail.tenant
    people = {
        hire(by_mail.app, office, tenant, Role.COORDINATOR, "Bram van Zuid"): 302,
        hire(by_mail.app, office, tenant, Role.GEMEENTE, "Hanna de Wolf"): 403,
        hire(by_mail.app, office, other_tenant, Role.COORDINATOR, "Vreemde"): 404,
    }
    for person, status in people.items():
        assert person.browser.get(page).status_code == status
        made = person.browser.post(f"{page}/nieuwe-link", page="/cijfers")
        assert made.status_code in (302, 403, 404)
    overview = by_mail.admin.browser.get("/leveranciers").text
    assert code not in overview and "Zonneroosje" not in overview
    assert "Klaar om op te halen" in overview and "opnieuw" not in overview.partition("<main")[2]
    assert code_on(by_mail, change) == code and len(mails(by_mail)) == 1


def test_met_without_a_system_is_offered_too(by_mail: Desk) -> None:
    family_id = by_mail.family()
    say_yes_on_the_page(by_mail, family_id, "met")
    answers = {
        "first_concern": "Mila slaapt slecht", "second_concern": "Er zijn schulden",
        "third_concern": "Moeder is alleen", "agreed_by": "Gezin en school",
        "agreed_on": "20-11-2026", "stap": "versturen",
    }  # fmt: skip
    by_mail.coordinator.browser.post(place(family_id, "met"), answers)
    [change] = by_mail.changes()
    assert (change.state, change.by_link) == (ChangeState.READY, True)
    with by_mail.work() as work:
        content = fetch(work, links(by_mail)[0].id, code_on(by_mail, change))
    told = text_of(content)
    assert told.index("Mila slaapt slecht") < told.index("Er zijn schulden")
