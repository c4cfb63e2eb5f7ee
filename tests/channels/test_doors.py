"""Channels at the public door and behind the link of an organisation."""

import pytest
from sqlalchemy import select

from core.channels.models import ChannelLink
from core.network.models import Partner
from core.network.services import archive_partner, merge_partners
from core.plugins.models import PluginTrouble
from core.plugins.services import switch_off
from core.referrals.models import Referral, Referrer
from core.referrals.references import invitation_reference
from tenants.context import TenantContext
from tenants.ids import new_id
from tests.channels.conftest import House
from tests.fixtures_web import Browser
from tests.network.partners import school
from tests.public.test_doors import hidden

ANSWERS = {
    "known": "ja",
    "first_name": "Meryem",
    "contact": "06 87 65 43 21",
    "message_safe": "ja",
    "name": "Joris Wester",
    "function": "intern begeleider",
    "organisation": "De Zaagmolen",
    "own_contact": "j.wester@school.example",
    "story": "Een vaste middag. BSN 123456782.",
    "joins_talk": "ask",
}
MORE = {
    "school": {"workplace": "childcare", "age_group": "4-7"},
    "cjg": {"comes_to_hours": "ja"},
    "jgz": {"moment": "visit", "visit_together": "ja"},
    "nazorg": {
        "measure": "ots",
        "ends_on": "1-12-2026",
        "decides_name": "Els de Boer",
        "decides_contact": "els@jb.example",
        "joint": "ja",
    },
}
PLUGINS = {"school": "school_opvang", "cjg": "cjg", "jgz": "jgz", "nazorg": "nazorg_kanaal"}
TOLD = {
    "school": ("childcare", "Leeftijd van het kind: 4 tot en met 7 jaar"),
    "cjg": ("cjg", "Komt naar het spreekuur: ja"),
    "jgz": ("jgz", "Samen op huisbezoek: ja"),
    "nazorg": ("youth_help", "Beslist mee: Els de Boer, els@jb.example"),
}


def send(browser: Browser, path: str, answers: dict[str, str]) -> str:
    """Fill in, check and send; returns where it led."""
    checked = browser.post(path, answers)
    assert checked.status_code == 200, checked.text
    assert "Klopt dit?" in checked.text
    data = {**hidden(checked.text).to_dict(flat=False), "stap": "versturen"}
    sent = browser.client.post(path, data=data, base_url=f"http://{browser.host}")
    assert sent.status_code == 303, sent.text
    return str(sent.location)


def the_referral(house: House) -> tuple[Referral, Referrer | None, str]:
    with house.work() as work:
        row = work.session.scalars(select(Referral)).one()
        referrer = work.session.scalars(select(Referrer)).one_or_none()
        return row, referrer, work.vault.open(Referral.story, row.id, row.story)


@pytest.mark.parametrize("channel", sorted(PLUGINS))
def test_a_family_comes_in_by_the_door_of_a_plugin(house: House, channel: str) -> None:
    browser, path = house.visitor(), f"/aanmelden/{channel}"
    assert path not in browser.get("/").text
    assert browser.get(path).status_code == 404
    house.on(PLUGINS[channel])
    assert f'href="{path}"' in browser.get("/").text
    arrived = send(browser, path, {**ANSWERS, **MORE[channel]})
    assert "Dank u wel, Joris Wester" in browser.get(arrived).text
    row, referrer, story = the_referral(house)
    source, told = TOLD[channel]
    assert row.channel_key == f"{PLUGINS[channel]}.{channel}"
    assert (row.source, row.first_name) == (source, "Meryem")
    assert told in story
    assert "123456782" not in story
    assert "[bsn]" in story
    assert referrer is not None and referrer.partner_id is None


def test_another_tenant_does_not_have_it(house: House, other_tenant: TenantContext) -> None:
    house.on("school_opvang")
    elsewhere = House(house.app, other_tenant).visitor()
    assert elsewhere.get("/aanmelden/school").status_code == 404
    assert "/aanmelden/" not in elsewhere.get("/").text
    assert elsewhere.post("/aanmelden/school", ANSWERS, page="/").status_code == 404


def test_what_is_wrong_is_asked_again_and_nothing_is_lost(house: House) -> None:
    house.on("nazorg_kanaal", agreement="Wij bellen u samen.")
    browser = house.visitor()
    assert "Wij bellen u samen." in browser.get("/aanmelden/nazorg").text
    wrong = {**ANSWERS, **MORE["nazorg"], "joint": "", "decides_name": "1"}
    page = browser.post("/aanmelden/nazorg", wrong)
    assert page.status_code == 422
    assert "Bespreek het eerst met die professional" in page.text
    assert "naam van een persoon" in page.text
    assert 'value="Joris Wester"' in page.text


def test_the_trap_and_a_channel_with_one_address(house: House) -> None:
    house.on("open_formulieren", token="een-token-van-de-gemeente-1")
    house.on("cjg", hours="dinsdag 9.00 uur", place="de bibliotheek", phone="0318 123456")
    browser = house.visitor()
    page = browser.get("/aanmelden/cjg").text
    assert "Spreekuur: dinsdag 9.00 uur" in page
    assert "Waar: de bibliotheek" in page
    assert browser.post("/aanmelden/cjg", {**ANSWERS, "website": "x"}).status_code == 422
    for path in ("formulier", "formulier_verwijzer", "formulier-verwijzer", "bestaat-niet"):
        assert browser.get(f"/aanmelden/{path}").status_code == 404


def give_link(house: House, channel: str = "netwerk.netwerk") -> str:
    """A coordinator gives a school a link; returns its path."""
    with house.work() as work:
        partner_id = school(work)
    browser = house.coordinator().browser
    page = f"/netwerk/{partner_id}"
    made = browser.post(f"{page}/links", {"channel": channel}, page=page)
    assert made.status_code == 303
    shown = browser.get(page).text
    return "/verwijzen/" + shown.split("/verwijzen/")[1].split("<")[0].strip()


def test_an_organisation_refers_by_its_link(house: House) -> None:
    house.on("netwerk")
    path = give_link(house)
    browser = house.visitor()
    page = browser.get(path)
    assert "Basisschool De Zaagmolen" in page.text
    assert 'value="Basisschool De Zaagmolen"' in page.text
    assert page.headers["Referrer-Policy"] == "no-referrer"
    arrived = send(browser, path, {**ANSWERS, "organisation": "De Zaagmolen, groep 4"})
    assert "/v/" in browser.get(arrived).text
    row, referrer, _story = the_referral(house)
    assert row.channel_key == "netwerk.netwerk"
    with house.work() as work:
        link = work.session.scalars(select(ChannelLink)).one()
        partner = work.session.scalars(select(Partner)).one()
        assert (link.uses, link.last_used_on) == (1, work.today)
    assert referrer is not None and referrer.partner_id == partner.id
    coordinator = house.coordinator().browser
    assert "1 aanmelding, " in coordinator.get(f"/netwerk/{partner.id}").text
    inbox = coordinator.get(f"/aanmeldingen/{row.id}").text
    assert "Uit de buurt: kerk, club of vereniging" in inbox


def test_the_words_of_a_channel_stay_when_its_plugin_goes(house: House) -> None:
    house.on("school_opvang")
    send(house.visitor(), "/aanmelden/school", {**ANSWERS, **MORE["school"]})
    row, _referrer, _story = the_referral(house)
    with house.work() as work:
        switch_off(work, "school_opvang")
    page = house.coordinator().browser.get(f"/aanmeldingen/{row.id}").text
    assert "School en kinderopvang" in page


def test_a_link_is_renewed_withdrawn_and_then_over(house: House) -> None:
    house.on("netwerk")
    path = give_link(house)
    with house.work() as work:
        link = work.session.scalars(select(ChannelLink)).one()
        link.expires_on = work.today.replace(day=1)
        page = f"/netwerk/{link.partner_id}"
    visitor, browser = house.visitor(), house.coordinator().browser
    assert visitor.get(path).status_code == 410
    assert "Verlopen" in browser.get(page).text
    browser.post(f"/netwerk/links/{link.id}/verlengen", page=page)
    assert visitor.get(path).status_code == 200
    browser.post(f"/netwerk/links/{link.id}/intrekken", page=page)
    assert visitor.get(path).status_code == 410
    assert path not in browser.get(page).text


def test_a_link_follows_its_organisation(house: House) -> None:
    house.on("netwerk")
    path = give_link(house)
    with house.work() as work:
        kept = school(work, "OBS De Regenboog")
        gone = work.session.scalars(select(ChannelLink)).one().partner_id
        merge_partners(work, kept, gone)
    visitor = house.visitor()
    assert "OBS De Regenboog" in visitor.get(path).text
    assert path in house.coordinator().browser.get(f"/netwerk/{kept}").text
    with house.work() as work:
        archive_partner(work, kept)
    assert visitor.get(path).status_code == 410


def test_no_other_link_opens_anything(house: House, other_tenant: TenantContext) -> None:
    house.on("netwerk")
    path = give_link(house)
    elsewhere = House(house.app, other_tenant)
    elsewhere.on("netwerk")
    assert elsewhere.visitor().get(path).status_code == 404
    with house.work() as work:
        unknown = f"/verwijzen/{invitation_reference(work, new_id())}"
        link = work.session.scalars(select(ChannelLink)).one()
    for tried in (unknown, "/verwijzen/onzin"):
        assert house.visitor().get(tried).status_code == 404
    stranger = elsewhere.coordinator().browser
    for act in ("verlengen", "intrekken"):
        assert stranger.post(f"/netwerk/links/{link.id}/{act}", page="/netwerk").status_code == 404
    with house.work() as work:
        switch_off(work, "netwerk")
    assert house.visitor().get(path).status_code == 410


def test_a_link_is_for_a_channel_that_is_on_and_one_of_each(house: House) -> None:
    house.on("netwerk")
    give_link(house)
    with house.work() as work:
        partner_id = work.session.scalars(select(Partner.id)).one()
    browser, page = house.coordinator().browser, f"/netwerk/{partner_id}"
    for wrong in ("netwerk.netwerk", "cjg.cjg", "onzin", ""):
        browser.post(f"{page}/links", {"channel": wrong}, page=page)
    with house.work() as work:
        assert len(work.session.scalars(select(ChannelLink)).all()) == 1


@pytest.mark.parametrize("plugin", ["kapot", "onzin", "niemand"])
def test_a_plugin_that_fails_keeps_what_was_typed_and_tells_the_admin(
    trying: House, plugin: str
) -> None:
    trying.on(plugin)
    browser, path = trying.visitor(), f"/aanmelden/{plugin}"
    checked = browser.post(path, ANSWERS)
    data = {**hidden(checked.text).to_dict(flat=False), "stap": "versturen"}
    failed = browser.client.post(path, data=data, base_url=f"http://{browser.host}")
    assert failed.status_code == 503
    assert "Er is niets verstuurd" in failed.text
    assert 'value="Meryem"' in failed.text
    with trying.work() as work:
        assert work.session.scalars(select(Referral)).all() == []
        assert len(work.session.scalars(select(PluginTrouble)).all()) == 1
