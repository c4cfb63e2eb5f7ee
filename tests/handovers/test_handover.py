"""A family goes to another gemeente: consent, preview, sealed, accepted or not, a receipt."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from core.errors import Refused
from core.families.models import (
    Consent,
    ContactMoment,
    Family,
    FamilyFile,
    FamilyMember,
)
from core.families.services import Purpose, close_file, withdraw_consent
from core.handovers.ending import expire
from core.handovers.models import ArrivalState, Handover, HandoverArrival, HandoverState
from core.handovers.packing import Choices, pack, record_yes, who_said_yes
from core.handovers.receiving import accept_handover, decline_handover, open_package
from core.intake.models import Intake
from core.mail.models import Message
from core.matching.models import SupportOffer, SupportRequest
from core.matching.services import RequestDetails, add_request
from core.safety.models import VogRecord
from core.work import Office
from tenants.context import TenantContext
from tests.fixtures_web import TODAY
from tests.handovers.moving import SECRET, Road, set_out
from tests.matching.changes import left_to_solve


def _accept(road: Road, handover_id: UUID) -> UUID:
    with road.office.work(road.there, road.receiver.actor) as work:
        family_id = accept_handover(work, handover_id, road.receiver.account.membership_id)
        assert left_to_solve(work) == 1
        return family_id


def test_the_whole_road_by_http(road: Road) -> None:
    path = f"/gezinnen/{road.family_id}/overdragen/vraag"
    assert (
        "Overdragen aan andere gemeente"
        in road.sender.browser.get(f"/gezinnen/{road.family_id}").text
    )
    told = {"receiver": str(road.there.id), "intake": "ja"}
    seen = road.sender.browser.post(path, told)
    assert seen.status_code == 200
    assert SECRET in seen.text
    assert "over school" not in seen.text
    with road.office.work(road.here) as work:
        assert not work.session.scalars(select(Handover.id)).all()
    sent = road.sender.browser.post(path, told | {"stap": "versturen"})
    assert sent.status_code == 303
    assert "Er loopt een overdracht" in road.sender.browser.get(path).text
    with road.office.work(road.here) as work:
        handover_id = work.session.scalars(select(Handover.id)).one()
    road.deliver(handover_id)
    inbox = road.receiver.browser.get("/aanmeldingen").text
    assert f"Overdracht van {road.here.name}" in inbox
    assert SECRET not in inbox
    arrival = f"/aanmeldingen/overdrachten/{handover_id}"
    assert SECRET in road.receiver.browser.get(arrival).text
    mine = {"coordinator": str(road.receiver.account.membership_id)}
    taken = road.receiver.browser.post(arrival, mine)
    assert taken.status_code == 303
    assert SECRET in road.receiver.browser.get(taken.location).text
    assert "gewist" in road.receiver.browser.get(arrival).text
    road.job(road.there, "send_handover_receipt", handover_id=str(handover_id))
    file = road.sender.browser.get(f"/gezinnen/{road.family_id}").text
    assert "Overgenomen" in file
    assert "Sluit nu het dossier" in file
    close = f"/gezinnen/{road.family_id}/sluiten/vraag"
    assert road.sender.browser.post(close, {"reason": "handed_over"}).status_code == 303


def test_a_vraaggezin_arrives_whole(road: Road) -> None:
    handover_id = road.send()
    road.deliver(handover_id)
    family_id = _accept(road, handover_id)
    with road.office.work(road.there, road.receiver.actor) as work:
        family = work.find(Family, family_id)
        assert (family.name, family.postcode4) == (f"{SECRET} Aydin", "3911")
        assert work.vault.open(Family.address, family.id, family.address) == SECRET
        people = work.session.scalars(select(FamilyMember).order_by(FamilyMember.id)).all()
        assert [person.first_name for person in people] == ["Elif", "Mila"]
        request = work.session.scalars(select(SupportRequest)).one()
        mila = next(person for person in people if person.first_name == "Mila")
        assert request.member_id == mila.id
        assert request.avoid_pets == ["cats"]
        liked = (request.interests, request.themes, request.wish_keys, request.traits)
        assert liked == (["music"], ["autism"], [], None)
        assert (request.home_languages, request.together_key) == (["tr"], None)
        file = work.session.scalars(select(FamilyFile)).one()
        assert file.coordinator_id == road.receiver.account.membership_id
        intake = work.session.scalars(select(Intake)).one()
        assert intake.suitability == ""
        notes = work.session.scalars(select(ContactMoment)).all()
        texts = [work.vault.open(ContactMoment.note, note.id, note.note) for note in notes]
    assert any("over school" in one for one in texts)
    assert any("veiligheidscheck" in one for one in texts)


def test_siblings_arrive_together(road: Road) -> None:
    with road.office.work(road.here, road.sender.actor) as work:
        first = work.session.scalars(select(SupportRequest.id)).one()
        add_request(work, road.family_id, RequestDetails("Elif, koffie", "parent"))
        add_request(work, road.family_id, RequestDetails("Sam", together_with=(first,)))
    handover_id = road.send()
    road.deliver(handover_id)
    assert (
        "Samen bij één gezin"
        in road.receiver.browser.get(f"/aanmeldingen/overdrachten/{handover_id}").text
    )
    _accept(road, handover_id)
    with road.office.work(road.there) as work:
        rows = work.session.scalars(select(SupportRequest)).all()
        keys = {row.title: row.together_key for row in rows}
    assert keys["Elif, koffie"] is None
    assert keys["Sam"] is not None
    assert keys["Sam"] == keys["Mila, zaterdag"]


def test_a_steungezin_arrives_without_its_vog(offering_road: Road) -> None:
    road = offering_road
    handover_id = road.send(notes=False)
    road.deliver(handover_id)
    _accept(road, handover_id)
    with road.office.work(road.there) as work:
        offer = work.session.scalars(select(SupportOffer)).one()
        told = work.vault.open(SupportOffer.own_experience, offer.id, offer.own_experience)
        assert told == SECRET
        liked = (offer.interests, offer.themes, offer.wish_keys, offer.traits, offer.own_ages)
        assert liked == (["music"], ["autism"], [], None, [7])
        assert offer.experience_may_match
        assert not work.session.scalars(select(VogRecord.id)).all()
        notes = work.session.scalars(select(ContactMoment)).all()
        [text] = [work.vault.open(ContactMoment.note, note.id, note.note) for note in notes]
    assert "De VOG van Joris is daar gezien op" in text
    assert "over school" not in text


def test_who_said_no_stays(
    app: Flask, office: Office, tenant: TenantContext, other_tenant: TenantContext
) -> None:
    road = set_out(app, office, tenant, other_tenant, says_yes=False)
    with office.work(tenant, road.sender.actor) as work:
        with pytest.raises(Refused):
            pack(work, road.family_id, road.role, Choices())
        people = select(FamilyMember).where(FamilyMember.family_id == road.family_id)
        elif_, mila = work.session.scalars(people.order_by(FamilyMember.id)).all()
        with pytest.raises(Refused):
            record_yes(work, road.family_id, frozenset({mila.id}))
        assert record_yes(work, road.family_id, frozenset({elif_.id})) == 2
        assert who_said_yes(work, road.family_id) == {elif_.id, mila.id}
        mila.born_on = TODAY - timedelta(days=13 * 366)
        work.session.flush()
        for consent in work.session.scalars(select(Consent).where(Consent.member_id == mila.id)):
            work.session.delete(consent)
        work.session.flush()
        # The only request is for Mila, who is 13 and did not say yes herself.
        with pytest.raises(Refused):
            pack(work, road.family_id, road.role, Choices())


def test_a_yes_that_is_withdrawn_takes_it_back(road: Road) -> None:
    handover_id = road.send()
    road.deliver(handover_id)
    with road.office.work(road.here, road.sender.actor) as work:
        yes = select(Consent.id).where(Consent.purpose == Purpose.HANDOVER)
        withdraw_consent(work, next(iter(work.session.scalars(yes))))
    road.job(road.here, "stop_handovers", family_id=str(road.family_id))
    road.job(road.here, "withdraw_handover", handover_id=str(handover_id))
    with road.office.work(road.there) as work:
        arrival = work.find(HandoverArrival, handover_id)
        assert (arrival.state, arrival.parcel) == (ArrivalState.WITHDRAWN, None)


def test_declined_with_a_reason_and_no_more(road: Road) -> None:
    handover_id = road.send()
    road.deliver(handover_id)
    path = f"/aanmeldingen/overdrachten/{handover_id}/niet-overnemen"
    assert road.receiver.browser.post(path, {"reason": ""}).status_code == 422
    answer = road.receiver.browser.post(path, {"reason": "no_capacity"})
    assert answer.status_code == 303
    road.job(road.there, "send_handover_receipt", handover_id=str(handover_id))
    page = road.sender.browser.get(f"/gezinnen/{road.family_id}").text
    assert "Wij hebben nu geen plek" in page
    with road.office.work(road.here, road.sender.actor) as work:
        with pytest.raises(Refused):
            close_file(work, road.family_id, road.role, "handed_over")
        assert work.find(Handover, handover_id).parcel is None
    with road.office.work(road.there) as work:
        assert work.find(HandoverArrival, handover_id).parcel is None


def test_the_file_stays_open_until_there_is_an_answer(road: Road) -> None:
    handover_id = road.send()
    with road.office.work(road.here, road.sender.actor) as work:
        for reason in ("moved", "handed_over"):
            with pytest.raises(Refused):
                close_file(work, road.family_id, road.role, reason)
    with pytest.raises(Refused):
        road.send()
    road.deliver(handover_id)


def test_it_expires_by_the_day_and_is_erased_at_night(road: Road) -> None:
    handover_id = road.send()
    road.deliver(handover_id)
    after = TODAY + timedelta(days=31)
    with road.office.work(road.there, road.receiver.actor) as work:
        late = replace(work, today=after)
        for act in (
            lambda: open_package(late, handover_id),
            lambda: accept_handover(late, handover_id, road.receiver.account.membership_id),
            lambda: decline_handover(late, handover_id, "other"),
        ):
            with pytest.raises(Refused):
                act()
    for tenant in (road.here, road.there):
        with road.office.work(tenant) as work:
            expire(replace(work, today=after))
    with road.office.work(road.there) as work:
        arrival = work.find(HandoverArrival, handover_id)
        assert (arrival.state, arrival.parcel) == (ArrivalState.EXPIRED, None)
    with road.office.work(road.here) as work:
        assert work.find(Handover, handover_id).state == HandoverState.EXPIRED


def test_withdrawn_by_http(road: Road) -> None:
    handover_id = road.send()
    road.deliver(handover_id)
    page = f"/gezinnen/{road.family_id}/overdragen/vraag"
    path = f"/gezinnen/overdrachten/{handover_id}/intrekken"
    assert road.sender.browser.post(path, page=page).status_code == 303
    road.job(road.here, "withdraw_handover", handover_id=str(handover_id))
    assert "Overdracht van" not in road.receiver.browser.get("/aanmeldingen").text
    shown = road.receiver.browser.get(f"/aanmeldingen/overdrachten/{handover_id}").text
    assert "Ingetrokken door de afzender" in shown


def test_mails_name_nobody(road: Road) -> None:
    handover_id = road.send()
    road.deliver(handover_id)
    _accept(road, handover_id)
    road.job(road.there, "send_handover_receipt", handover_id=str(handover_id))
    road.job(road.there, "send_handover_receipt", handover_id=str(handover_id))
    for tenant in (road.here, road.there):
        with road.office.work(tenant) as work:
            mail = work.session.scalars(select(Message)).one()
            body = work.vault.open(Message.body, mail.id, mail.body)
            assert SECRET not in body + mail.subject


def test_only_open_programmes_can_be_chosen(road: Road) -> None:
    page = road.sender.browser.get(f"/gezinnen/{road.family_id}/overdragen/vraag").text
    assert f'value="{road.there.id}"' in page
    assert f'value="{road.here.id}"' not in page
    told = {"receiver": str(road.here.id)}
    path = f"/gezinnen/{road.family_id}/overdragen/vraag"
    assert road.sender.browser.post(path, told).status_code == 422
