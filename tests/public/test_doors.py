"""The three doors, as people walk through them."""

import html
import re
from typing import Any

from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from core.families.models import FamilyRole
from core.mail.models import Message
from core.referrals.models import Referral, ReferralState, Referrer
from tenants.context import TenantContext
from tests.fixtures_web import TODAY, Browser, Person, Working

ASK = "/ik-zoek-steun"
OFFER = "/ik-wil-steun-geven"
REFER = "/een-gezin-aanmelden"
SAMIRA = {
    "first_name": "Samira",
    "reach": "call",
    "contact": "06 12 34 56 78",
    "message_safe": "nee",
    "language": "nl",
    "postcode4": "1506 ab",
    "wishes": ["regular_place", "someone_to_talk_to"],
    "story": "Het is veel.",
    "consent": "ja",
}
JORIS = {
    "known": "ja",
    "first_name": "Meryem",
    "contact": "06 87 65 43 21",
    "message_safe": "ja",
    "name": "Joris Wester",
    "function": "intern begeleider",
    "source": "school",
    "organisation": "De Zaagmolen",
    "own_contact": "j.wester@school.example",
    "story": "Een vaste middag zou rust geven.",
    "joins_talk": "ask",
}
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


def hidden(page: str) -> MultiDict[str, str]:
    return MultiDict((name, html.unescape(value)) for name, value in _HIDDEN.findall(page))


def send(browser: Browser, checked: TestResponse, path: str = ASK) -> TestResponse:
    """Press "Verstuur" on the page with all answers."""
    data = hidden(checked.text)
    data["stap"] = "versturen"
    return browser.client.post(path, data=data, base_url=f"http://{browser.host}")


def referrals(working: Working) -> list[Referral]:
    with working() as work:
        return list(work.session.scalars(select(Referral).order_by(Referral.received_at)))


def opened(working: Working, row: Referral, column: InstrumentedAttribute[Any]) -> str:
    with working() as work:
        return work.vault.open(column, row.id, getattr(row, column.key))


def test_the_street_leads_to_three_doors(visitor: Browser) -> None:
    page = visitor.get("/")
    assert page.status_code == 200
    for path in (ASK, OFFER, REFER, "/privacy", "/toegankelijkheid", "/inloggen"):
        assert f'href="{path}"' in page.text
        assert visitor.get(path).status_code == 200


def test_who_asks_sees_every_answer_before_anything_is_kept(
    visitor: Browser, working: Working
) -> None:
    checked = visitor.post(ASK, SAMIRA)
    assert checked.status_code == 200
    for shown in ("Klopt dit?", "Samira", "06 12 34 56 78", "1506", "Het is veel.", "Nederlands"):
        assert shown in checked.text
    assert referrals(working) == []


def test_a_family_asks_and_is_told_what_happens_next(visitor: Browser, working: Working) -> None:
    sent = send(visitor, visitor.post(ASK, SAMIRA))
    assert sent.status_code == 303
    assert "Samira" not in sent.location
    page = visitor.get(sent.location)
    assert "Dank u wel, Samira" in page.text
    assert "maandag 30 november" in page.text
    assert "spreken wij niets in" in page.text
    (row,) = referrals(working)
    assert (row.role, row.source, row.state) == (FamilyRole.ASKING, "self", ReferralState.NEW)
    assert (row.postcode4, row.language, row.message_safe) == ("1506", "nl", False)
    assert row.wishes == ["regular_place", "someone_to_talk_to"]
    assert row.consent_on == TODAY
    assert opened(working, row, Referral.contact) == "+31612345678"
    assert opened(working, row, Referral.story) == "Het is veel."


def test_a_family_offers(visitor: Browser, working: Working) -> None:
    answers = {**SAMIRA, "wishes": ["weekend"]}
    send(visitor, visitor.post(OFFER, answers), OFFER)
    (row,) = referrals(working)
    assert (row.role, row.wishes) == (FamilyRole.OFFERING, ["weekend"])


def test_sending_twice_gives_one_referral_and_the_same_page(
    visitor: Browser, working: Working
) -> None:
    checked = visitor.post(ASK, SAMIRA)
    first, second = send(visitor, checked), send(visitor, checked)
    assert len(referrals(working)) == 1
    pages = {visitor.get(sent.location).text for sent in (first, second)}
    # The reference in the address tells the second in which it was made.
    assert len({re.sub(r"csrf[^>]+|/aanmelding-binnen/[^\"?]+", "", page) for page in pages}) == 1


def test_changing_an_answer_loses_none(visitor: Browser, working: Working) -> None:
    data = hidden(visitor.post(ASK, SAMIRA).text)
    data["stap"] = "wijzigen"
    page = visitor.client.post(ASK, data=data, base_url=f"http://{visitor.host}")
    assert page.status_code == 200
    assert 'value="Samira"' in page.text
    assert "Het is veel." in page.text
    assert "utrecht-alert--error" not in page.text
    assert referrals(working) == []


def test_a_forged_mark_sends_nothing_and_asks_again(visitor: Browser, working: Working) -> None:
    data = hidden(visitor.post(ASK, SAMIRA).text)
    data["stap"], data["verzending"] = "versturen", "verzonnen"
    page = visitor.client.post(ASK, data=data, base_url=f"http://{visitor.host}")
    assert page.status_code == 422
    assert "Controleer alles nog een keer" in page.text
    assert referrals(working) == []


def test_mailing_needs_an_address(visitor: Browser) -> None:
    page = visitor.post(ASK, {**SAMIRA, "reach": "mail"})
    assert page.status_code == 422
    assert "U koos mailen. Vul een e-mailadres in" in page.text


def test_machines_that_fill_everything_in_are_stopped(visitor: Browser, working: Working) -> None:
    page = visitor.post(ASK, {**SAMIRA, "website": "http://spam.example"})
    assert page.status_code == 422
    assert "Samira" in page.text
    assert referrals(working) == []


def test_a_bsn_is_taken_out_and_said_so(visitor: Browser, working: Working) -> None:
    checked = visitor.post(ASK, {**SAMIRA, "story": "Mijn nummer is 111222333, bel me."})
    assert "111222333" not in checked.text
    assert "Wij hebben het eruit gehaald" in checked.text
    page = visitor.get(send(visitor, checked).location)
    assert "niet bewaard" in page.text
    (row,) = referrals(working)
    assert opened(working, row, Referral.story) == "Mijn nummer is [bsn], bel me."


def test_a_professional_refers_and_gets_a_link(visitor: Browser, working: Working) -> None:
    data = {**JORIS, **hidden(visitor.get(REFER).text)}
    sent = visitor.post(REFER, data)
    assert sent.status_code == 303
    page = visitor.get(sent.location)
    assert "Dank u wel, Joris Wester" in page.text
    assert "Meryem" not in page.text
    assert "23 februari 2027" in page.text
    (row,) = referrals(working)
    assert (row.source, row.first_name, row.named, row.consent_on) == (
        "school", "Meryem", True, TODAY,
    )  # fmt: skip
    with working() as work:
        referrer = work.find(Referrer, row.referrer_id)
        assert (referrer.name, referrer.organisation) == ("Joris Wester", "De Zaagmolen")


def test_without_a_name_the_server_drops_who_it_is(visitor: Browser, working: Working) -> None:
    data = {**JORIS, "known": "nee", **hidden(visitor.get(REFER).text)}
    page = visitor.get(visitor.post(REFER, data).location)
    assert "Samen bespreekt u hoe u het aan het gezin vraagt" in page.text
    (row,) = referrals(working)
    assert (row.named, row.first_name, row.contact, row.contact_index) == (False, "", None, None)
    assert (row.message_safe, row.consent_on) == (None, None)


def test_the_back_button_signs_a_second_family_up(visitor: Browser, working: Working) -> None:
    data = {**JORIS, **hidden(visitor.get(REFER).text)}
    visitor.post(REFER, data)
    visitor.post(REFER, data)
    visitor.post(REFER, {**data, "first_name": "Elif"})
    assert sorted(row.first_name for row in referrals(working)) == ["Elif", "Meryem"]
    with working() as work:
        assert len(list(work.session.scalars(select(Referrer.id)))) == 1


def test_mail_tells_without_names(visitor: Browser, coordinator: Person, working: Working) -> None:
    visitor.post(REFER, {**JORIS, **hidden(visitor.get(REFER).text)})
    with working() as work:
        messages = list(work.session.scalars(select(Message)))
        texts = {
            work.vault.open(Message.recipient, row.id, row.recipient): row.subject
            + work.vault.open(Message.body, row.id, row.body)
            for row in messages
        }
    assert set(texts) == {"j.wester@school.example", coordinator.account.email}
    assert "/v/" in texts["j.wester@school.example"]
    link = re.search(r"http://[^/]+(/v/\S+)", texts["j.wester@school.example"])
    assert link
    assert visitor.get(link[1]).status_code == 200
    assert not any("Meryem" in text for text in texts.values())


def test_no_mail_where_a_message_is_not_safe(visitor: Browser, working: Working) -> None:
    answers = {**SAMIRA, "reach": "mail", "contact": "s@mail.example"}
    send(visitor, visitor.post(ASK, answers))
    with working() as work:
        assert list(work.session.scalars(select(Message.id))) == []
    send(visitor, visitor.post(ASK, {**answers, "message_safe": "ja"}))
    with working() as work:
        assert len(list(work.session.scalars(select(Message.id)))) == 1


def test_references_of_another_tenant_are_unknown(
    visitor: Browser, app: Flask, other_tenant: TenantContext
) -> None:
    sent = send(visitor, visitor.post(ASK, SAMIRA))
    elsewhere = Browser(app, f"{other_tenant.slug}.localhost")
    assert elsewhere.get(sent.location).status_code == 404
    assert elsewhere.get("/aanmelding-binnen/onzin").status_code == 404
    assert elsewhere.get("/v/onzin").status_code == 404


_texts = st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), max_size=30)
_answers = st.fixed_dictionaries(
    dict.fromkeys(("first_name", "contact", "postcode4", "story"), _texts),
    optional={
        "reach": st.sampled_from(["call", "app", "mail", "duif"]),
        "message_safe": st.sampled_from(["ja", "nee"]),
        "wishes": st.lists(st.sampled_from(["regular_place", "not_sure"]), unique=True),
        "consent": st.just("ja"),
    },
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(answers=_answers)
def test_nothing_typed_is_lost(visitor: Browser, answers: dict[str, Any]) -> None:
    page = visitor.post(ASK, {**answers, "language": "tr"})
    shown = html.unescape(page.text)
    for name in ("first_name", "contact", "postcode4", "story"):
        assert answers[name].strip() in shown
    if page.status_code == 422:
        assert "U kunt nog niet verder" in shown
        assert f'value="{answers.get("reach")}" checked' in shown or answers.get("reach") in (
            None, "duif",
        )  # fmt: skip
