"""A worry: sent without a login, read by few, seen to in time."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from core.accounts.models import Role
from core.couplings.models import Coupling
from core.errors import NotFound, Refused
from core.families.models import FamilyMember, FamilyRole
from core.families.services import assign_coordinator
from core.mail.models import Message
from core.signals import links
from core.signals.models import COMPARTMENT, Signal, SignalLink
from core.signals.services import NewSignal, close_signal, receive_signal
from core.work import Office, Work
from tenants.context import TenantContext
from tests.couplings.pairs import introduced
from tests.fixtures_web import TODAY, Browser, Person, Working, hire
from tests.page_forms import forms_of

STORY = "Ik hoorde 's avonds geschreeuw en zag Noah huilen"


def fill_in(browser: Browser, path: str, **told: str) -> str:
    """Send the form of a page once; returns where it leads."""
    page = browser.get(path)
    [form] = [one for one in forms_of(page.text, path, TODAY.isoformat()) if one.action == path]
    values = dict(form.values) | {"website": "", "contact": "", "about": "", "sender": ""} | told
    answer = browser.post(path, values)
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def mails(work: Work) -> list[tuple[str, str, str]]:
    """Kind, recipient and text of every mail."""
    opened = work.vault.open
    return [
        (one.kind, opened(Message.recipient, one.id, one.recipient),
         opened(Message.body, one.id, one.body) + one.subject)
        for one in work.session.scalars(select(Message))
    ]  # fmt: skip


def couple(work: Work, person: Person | None) -> UUID:
    """A coupling whose steungezin has this coordinator."""
    coupling_id = introduced(work)
    coupling = work.find(Coupling, coupling_id)
    if person:
        for family_id, role in (
            (coupling.asking_family_id, FamilyRole.ASKING),
            (coupling.offering_family_id, FamilyRole.OFFERING),
        ):
            assign_coordinator(work, family_id, role, person.account.membership_id)
    return coupling_id


def new(coupling_id: UUID | None = None) -> NewSignal:
    return NewSignal(uuid4(), STORY, coupling_id=coupling_id)


def test_a_steungezin_writes_by_its_own_link(
    app: Flask, office: Office, tenant: TenantContext, visitor: Browser, coordinator: Person,
    working: Working,
) -> None:  # fmt: skip
    other = hire(app, office, tenant, Role.COORDINATOR, "Joke")
    with working() as work:
        coupling = couple(work, coordinator)
    page = f"/koppelingen/{coupling}/zorg-link"
    coordinator.browser.post(f"{page}/maken", page=page)
    with working(coordinator.actor) as work:
        link = links.known_link(work, coupling)
        assert link
    path = link.address[link.address.index("/z/") :]
    shown = visitor.get(path).text
    assert 'href="tel:112"' in shown
    assert 'href="tel:08002000"' in shown
    assert "Aydin" not in shown
    sent = visitor.get(fill_in(visitor, path, story=STORY))
    assert "uiterlijk dinsdag 24 november" in sent.text
    assert STORY not in sent.text
    week = coordinator.browser.get("/week").text
    assert week.index("iemand maakt zich zorgen") < week.index("Te doen")
    assert "geschreeuw" not in week
    with working() as work:
        signal = work.session.scalars(select(Signal)).one()
        assert (signal.coupling_id, b"geschreeuw" in signal.story.data) == (coupling, False)
        told = [one for one in mails(work) if one[0] == "signal.new"]
        assert [one[1] for one in told] == [coordinator.account.email]
        assert "Noah" not in told[0][2]
    assert "geschreeuw" in coordinator.browser.get(f"/signalen/{signal.id}").text
    assert other.browser.get(f"/signalen/{signal.id}").status_code == 404
    assert "iemand maakt zich zorgen" not in other.browser.get("/week").text


def test_anybody_writes_and_nothing_is_looked_up(
    app: Flask, office: Office, tenant: TenantContext, visitor: Browser, coordinator: Person,
    gemeente_officer: Person, working: Working,
) -> None:  # fmt: skip
    other = hire(app, office, tenant, Role.COORDINATOR, "Joke")
    told = {"story": f"{STORY} bsn 123456782", "about": "Noah", "contact": "0612345678"}
    fill_in(visitor, "/ik-maak-me-zorgen", **told)
    with working() as work:
        signal = work.session.scalars(select(Signal)).one()
        assert signal.coupling_id is None
    path = f"/signalen/{signal.id}"
    for person in (coordinator, other):
        page = person.browser.get(path).text
        assert "[bsn]" in page
        assert "123456782" not in page
        assert 'href="tel:+31612345678"' in page
    assert gemeente_officer.browser.get(path).status_code == 403
    assert coordinator.browser.post(f"{path}/oppakken", page=path).status_code == 303
    assert other.browser.get(path).status_code == 404
    given = {"member": str(other.account.membership_id)}
    assert coordinator.browser.post(f"{path}/doorgeven", given, page=path).status_code == 303
    assert coordinator.browser.get(path).status_code == 404
    assert other.browser.post(f"{path}/afronden", {"outcome": ""}, page=path).status_code == 422
    done = other.browser.post(f"{path}/afronden", {"outcome": "Gebeld"}, page=path)
    assert done.status_code == 303
    assert "Gebeld" in other.browser.get(path).text


def test_a_machine_and_an_empty_form_are_refused(visitor: Browser, working: Working) -> None:
    path = "/ik-maak-me-zorgen"
    for told in ({"story": ""}, {"story": STORY, "website": "spam"}, {"story": STORY}):
        assert visitor.post(path, told).status_code == 422
    with working() as work:
        assert work.session.scalars(select(Signal)).all() == []


def test_the_same_sending_twice_is_one(working: Working) -> None:
    with working() as work:
        once = new()
        assert receive_signal(work, once) == receive_signal(work, once)
        assert len(work.session.scalars(select(Signal)).all()) == 1


def test_what_lies_too_long_is_read_by_all(
    app: Flask, office: Office, tenant: TenantContext, coordinator: Person, admin: Person,
    working: Working,
) -> None:  # fmt: skip
    other = hire(app, office, tenant, Role.COORDINATOR, "Joke")
    with working() as work:
        signal_id = receive_signal(work, new(couple(work, coordinator)))
    path = f"/signalen/{signal_id}"
    assert (other.browser.get(path).status_code, admin.browser.get(path).status_code) == (404, 200)
    with working() as work:
        work.find(Signal, signal_id).respond_by = TODAY - timedelta(days=1)
    assert other.browser.get(path).status_code == 200
    assert "Te laat" in other.browser.get(path).text


def test_without_a_coordinator_all_read_it(coordinator: Person, working: Working) -> None:
    with working() as work:
        signal_id = receive_signal(work, new(couple(work, None)))
    assert coordinator.browser.get(f"/signalen/{signal_id}").status_code == 200


def test_a_link_that_ended_leads_to_the_page_for_all(
    coordinator: Person, visitor: Browser, working: Working
) -> None:
    with working(coordinator.actor) as work:
        coupling = couple(work, coordinator)
        old = links.make_link(work, coupling)
        first = links.known_link(work, coupling)
        links.make_link(work, coupling)
        second = links.known_link(work, coupling)
        assert first and second and first != second
    gone = visitor.get(first.address[first.address.index("/z/") :])
    assert gone.status_code == 410
    assert "/ik-maak-me-zorgen" in gone.text
    path = second.address[second.address.index("/z/") :]
    assert visitor.get(path).status_code == 200
    assert visitor.get(path + "x").status_code == 404
    with working(coordinator.actor) as work:
        links.revoke_link(work, coupling)
        assert links.known_link(work, coupling) is None
    assert visitor.get(path).status_code == 410
    with working() as work:
        assert work.find(SignalLink, old).revoked_on == TODAY


def test_the_link_is_mailed_only_when_that_is_safe(coordinator: Person, working: Working) -> None:
    with working(coordinator.actor) as work:
        coupling = couple(work, coordinator)
        links.make_link(work, coupling)
        with pytest.raises(Refused):
            links.mail_link(work, coupling)
        family = work.find(Coupling, coupling).offering_family_id
        adult = work.session.scalars(
            select(FamilyMember).where(FamilyMember.family_id == family)
        ).one()
        adult.email = work.vault.seal(FamilyMember.email, adult.id, "steun@voorbeeld.example")
        adult.message_safe = False
        work.session.flush()
        with pytest.raises(Refused):
            links.mail_link(work, coupling)
        adult.message_safe = True
        work.session.flush()
        links.mail_link(work, coupling)
        [(_kind, recipient, body)] = [one for one in mails(work) if one[0] == "signal.link"]
        assert recipient == "steun@voorbeeld.example"
        assert "/z/" in body and "Verhoef" not in body and "112" in body


def test_a_worry_has_a_vault_of_its_own_and_no_words_no_end(
    coordinator: Person, working: Working
) -> None:
    with working(coordinator.actor) as work:
        signal_id = receive_signal(work, new())
        with pytest.raises(Refused):
            close_signal(work, signal_id, " ")
        close_signal(work, signal_id, "Gebeld")
        with pytest.raises(Refused):
            close_signal(work, signal_id, "Nog eens")
        signal = work.find(Signal, signal_id)
        opened = work.vault.within(COMPARTMENT).open(Signal.story, signal_id, signal.story)
        assert opened == STORY
    with working() as work, pytest.raises(NotFound):
        close_signal(work, uuid4(), "Niets")
