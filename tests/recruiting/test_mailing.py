"""The mail "Kent u een gezin?": never to who signed the family up, once, and stopped by a link."""

import re
from dataclasses import replace
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from core.mail.models import Message
from core.matching.models import RequestState, SupportRequest
from core.network.contacts import ContactDetails, add_contact
from core.network.merging import merge_partners
from core.network.partners import PartnerDetails, add_partner, archive_partner
from core.recruiting.mailing import KIND
from core.recruiting.models import ChannelKind, ProfileChannel, ProfileMail, SearchProfile
from core.recruiting.recipients import Reach, people_to_mail
from core.recruiting.services import withdraw
from core.referrals.draft import ReferrerDraft
from core.referrals.models import Referral, Referrer
from core.referrals.services import receive
from core.work import Office, Work
from tests.casework import asking
from tests.fixtures_database import MakeTenant
from tests.fixtures_web import Browser, Person, Working, host_of
from tests.recruiting.shown import show
from tests.referrals.drafts import MERYEM

REFERRER = "j.bakker@sociaalteam.example"


@pytest.fixture
def profile_id(working: Working) -> UUID:
    """A profile of a family that "Sociaal team Rhenen" signed up, by mail."""
    with working() as work:
        family, request = asking(work)
        by = ReferrerDraft("Joke Bakker", organisation="Sociaal team", contact=REFERRER)
        referral = work.find(Referral, receive(work, replace(MERYEM, referrer=by)))
        referral.family_id = family
        profile = work.find(SearchProfile, show(work).id)
        profile.request_id = request
        return profile.id


def person(
    work: Work, organisation: str, mail: str, name: str = "Joris Klein", **known: str
) -> UUID:
    partner = add_partner(work, PartnerDetails(organisation, "school"))
    return add_contact(work, partner, ContactDetails(name, email=mail, **known))


def reach(work: Work, profile_id: UUID) -> dict[UUID, Reach]:
    profile = work.find(SearchProfile, profile_id)
    return {one.id: one.reach for one in people_to_mail(work, profile)}


def asked(office: Person, profile_id: UUID, people: list[UUID], **more: str) -> tuple[int, str]:
    page = f"/werving/{profile_id}/mail"
    typed = {"people": [str(one) for one in people], **more}
    answer = office.browser.post(page, typed, page=page)
    return answer.status_code, answer.text


def sent(office: Person, profile_id: UUID, people: list[UUID]) -> tuple[int, str]:
    status, shown = asked(office, profile_id, people)
    assert status == 200, shown
    text = re.search(r'name="tekst" value="(\w+)"', shown)
    assert text
    return asked(office, profile_id, people, tekst=text[1], actie="verstuur")


def letters(working: Working) -> list[tuple[str, str, str]]:
    with working() as work:
        rows = work.session.scalars(select(Message).where(Message.kind == KIND))
        opened = work.vault.open
        return [
            (
                opened(Message.recipient, one.id, one.recipient),
                one.subject,
                opened(Message.body, one.id, one.body),
            )
            for one in rows
        ]


def test_the_referrer_is_never_reached(
    coordinator: Person, working: Working, profile_id: UUID
) -> None:
    """By its row, its name, a merged name, its people's mail or phone, and its mail domain."""
    with working() as work:
        row = add_partner(work, PartnerDetails("Wijkteam Zuid", "team"))
        never = [
            add_contact(work, row, ContactDetails("Ans", email="ans@gmail.com", phone="0612345678"))
        ]
        work.session.scalars(select(Referrer)).one().partner_id = row
        older = add_partner(work, PartnerDetails("Steunpunt Oost", "team"))
        merge_partners(work, row, older)
        never += [
            person(work, "Het Sociaal team", "info@elders.example"),
            person(work, "Steunpunt Oost", "balie@steunpunt.example"),
            person(work, "Kerk De Hoeksteen", REFERRER.upper()),
            person(work, "Voetbalclub VV", "iemand@sociaalteam.example"),
            person(work, "Bibliotheek", "bieb@post.sociaalteam.example"),
            person(work, "Koor Zang", "ans@gmail.com"),
            person(work, "Buurthuis", "buurt@huis.example", phone="06 1234 5678"),
        ]
        free = person(work, "School De Klim", "directie@gmail.com")
        assert reach(work, profile_id) == {
            **dict.fromkeys(never, Reach.REFERRED), free: Reach.FREE
        }  # fmt: skip
    page = coordinator.browser.get(f"/werving/{profile_id}/mail").text
    assert page.count("Wie krijgt de mail?") == 1
    choices, told = page.split('id="niet"')
    for one in never:
        assert str(one) not in page
        assert asked(coordinator, profile_id, [free, one], actie="verstuur")[0] == 422
    assert "Wijkteam Zuid" not in choices
    assert "Wijkteam Zuid" in told and "Hoort bij wie het gezin aanmeldde" in told
    assert letters(working) == []


def test_the_mail_is_read_first_and_goes_once(
    coordinator: Person, working: Working, profile_id: UUID
) -> None:
    with working() as work:
        joris = person(work, "School De Klim", "joris@klim.example")
        els = person(work, "Kerk De Hoeksteen", "els@kerk.example", "Els Vos")
        same = person(work, "Koor Zang", "ELS@kerk.example", "Els Vos")
    status, shown = asked(coordinator, profile_id, [joris])
    assert status == 200
    assert "Kent u een gezin met plek voor een vaste middag?" in shown
    assert "Beste Joris Klein" in shown and "Verstuur aan 1 mens" in shown
    assert letters(working) == []
    assert sent(coordinator, profile_id, [joris, els, same])[0] == 303
    assert [to for to, _subject, _body in letters(working)] == [
        "joris@klim.example", "els@kerk.example"
    ]  # fmt: skip
    _to, subject, body = letters(working)[0]
    assert subject == "Kent u een gezin met plek voor een vaste middag?"
    assert "/k/jw7-p1" in body and "/zoekprofielen/jw7-p1/poster.pdf" in body
    with working() as work:
        channels = work.session.scalars(
            select(ProfileChannel).where(ProfileChannel.kind == ChannelKind.PARTNER)
        ).all()
        assert sorted(one.code for one in channels) == ["jw7-p1", "jw7-p2"]
        assert reach(work, profile_id) == dict.fromkeys((joris, els, same), Reach.SENT)
    assert asked(coordinator, profile_id, [joris])[0] == 422, "nobody gets it twice"
    assert len(letters(working)) == 2
    page = coordinator.browser.get(f"/werving/{profile_id}").text
    assert "Joris Klein</strong>, School De Klim" in page and "op 23 november 2026" in page


def test_another_text_is_read_again(
    coordinator: Person, working: Working, profile_id: UUID
) -> None:
    with working() as work:
        joris = person(work, "School De Klim", "joris@klim.example")
    status, told = asked(coordinator, profile_id, [joris], tekst="00", actie="verstuur")
    assert status == 422 and "Bekijk de mail opnieuw" in told
    assert letters(working) == []


@pytest.mark.parametrize("how", ["withdrawn", "expired", "coupled"])
def test_what_is_not_in_public_is_not_sent(
    how: str, coordinator: Person, working: Working, profile_id: UUID
) -> None:
    with working() as work:
        joris = person(work, "School De Klim", "joris@klim.example")
        profile = work.find(SearchProfile, profile_id)
        if how == "expired":
            profile.until = work.today.replace(day=1)
        elif how == "coupled":
            work.find(SupportRequest, profile.request_id).state = RequestState.COUPLED
    if how == "withdrawn":
        with working(coordinator.actor) as work:
            withdraw(work, profile_id)
    status, told = asked(coordinator, profile_id, [joris], actie="verstuur")
    assert status == 422 and "staat niet online" in told
    assert letters(working) == []


def test_somebody_stops_it_by_a_button(
    coordinator: Person, working: Working, visitor: Browser, profile_id: UUID
) -> None:
    with working() as work:
        joris = person(work, "School De Klim", "joris@klim.example")
    sent(coordinator, profile_id, [joris])
    link = re.search(r"(/geen-zoekprofielen/\S+)", letters(working)[0][2])
    assert link
    asked_first = visitor.get(link[1])
    assert "Geen zoekprofielen meer?" in asked_first.text
    assert asked_first.headers["Cache-Control"] == "no-store"
    with working() as work:
        assert reach(work, profile_id) == {joris: Reach.SENT}, "a look stops nothing"
    assert visitor.post(link[1], {}).status_code == 303
    assert "U krijgt geen zoekprofielen meer" in visitor.get(link[1]).text
    with working() as work:
        other = show(work, "ab3").id
        left = work.session.scalars(select(ProfileMail.partner_id)).one()
        assert left
        archive_partner(work, left)
        again = person(work, "De Klim", "Joris@klim.example")
        assert reach(work, other) == {again: Reach.STOPPED}, "also under another name"
    status, told = asked(coordinator, other, [again], actie="verstuur")
    assert status == 422
    assert "Wil geen zoekprofielen meer" in told


def test_a_link_of_another_tenant_stops_nothing(
    app: Flask, coordinator: Person, working: Working, office: Office, make_tenant: MakeTenant,
    profile_id: UUID,
) -> None:  # fmt: skip
    there = make_tenant()
    with working() as work:
        joris = person(work, "School De Klim", "joris@klim.example")
    sent(coordinator, profile_id, [joris])
    link = re.search(r"(/geen-zoekprofielen/\S+)", letters(working)[0][2])
    assert link
    stranger = Browser(app, host_of(there))
    assert stranger.get(link[1]).status_code == 404
    assert stranger.post(link[1], {}).status_code == 404
    assert stranger.get("/geen-zoekprofielen/abc").status_code == 404
    with office.work(there) as work:
        foreign = person(work, "School", "school@elders.example")
    assert asked(coordinator, profile_id, [foreign], actie="verstuur")[0] == 422
    assert len(letters(working)) == 1
