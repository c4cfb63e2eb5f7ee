"""The page "Berichten"."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from uuid import uuid4

import pytest
import sqlalchemy as sa
from flask import Flask

from core.accounts.models import Role
from core.app import create_app
from core.calendar.clock import FixedClock
from core.mail.letters import CannotDeliver
from core.mail.sending import deliver
from core.mail.services import send_mail
from core.settings import Settings
from core.work import Office
from tenants.context import TenantContext
from tests.fixtures_web import TODAY, Person, Working, hire

LINK = "https://proefdorp.example/uitnodiging/abc"


class Refusing:
    def deliver(self, letter: object) -> None:
        raise CannotDeliver("De mailserver weigert dit adres (code 550).", for_good=True)


@pytest.fixture
def demo(settings: Settings) -> Iterator[Flask]:
    app = create_app(replace(settings, is_demo=True), FixedClock(TODAY))
    app.testing = True
    yield app
    app.extensions["office"].database.close()


def test_an_admin_sees_the_state_of_each_message_but_never_its_text(
    admin: Person, working: Working
) -> None:
    assert "Er is nog niets verstuurd" in admin.browser.get("/berichten").text
    with working() as work:
        message_id = send_mail(work, "t", "anna@voorbeeld.example", "Uw uitnodiging", LINK)
    page = admin.browser.get("/berichten").text
    assert "Uw uitnodiging" in page
    assert "anna@voorbeeld.example" in page
    assert "wacht" in page
    assert LINK not in page
    assert admin.browser.get(f"/berichten/{message_id}").status_code == 404


def test_a_failed_message_can_be_sent_again(admin: Person, working: Working) -> None:
    with working() as work:
        message_id = send_mail(work, "t", "anna@voorbeeld.example", "Uw uitnodiging", LINK)
    with working() as work:
        deliver(work, message_id, Refusing())
    page = admin.browser.get("/berichten").text
    assert "mislukt" in page
    assert "De mailserver weigert dit adres" in page
    answer = admin.browser.post(f"/berichten/{message_id}/opnieuw", page="/berichten")
    assert answer.status_code == 303
    assert "mislukt" not in admin.browser.get("/berichten").text


def test_a_coordinator_sees_no_messages_outside_the_demo(coordinator: Person) -> None:
    assert coordinator.browser.get("/berichten").status_code == 403
    assert "/berichten" not in coordinator.browser.get("/wachtwoord").text


def test_in_the_demo_coordinators_read_the_text_with_its_links(
    demo: Flask, office: Office, tenant: TenantContext, working: Working
) -> None:
    person = hire(demo, office, tenant, Role.COORDINATOR)
    with working() as work:
        message_id = send_mail(work, "t", "anna@voorbeeld.example", "Hallo", f"Klik: {LINK}")
    assert f"/berichten/{message_id}" in person.browser.get("/berichten").text
    page = person.browser.get(f"/berichten/{message_id}").text
    assert f'href="{LINK}"' in page
    assert person.browser.get(f"/berichten/{uuid4()}").status_code == 404


def test_a_message_of_another_tenant_is_not_there(
    demo: Flask, office: Office, tenant: TenantContext, other_tenant: TenantContext
) -> None:
    person = hire(demo, office, tenant, Role.ADMIN)
    with office.work(other_tenant) as work:
        message_id = send_mail(work, "t", "anna@voorbeeld.example", "Elders", LINK)
    missing = person.browser.get(f"/berichten/{uuid4()}")
    foreign = person.browser.get(f"/berichten/{message_id}")
    assert (foreign.status_code, foreign.text) == (404, missing.text)
    again = person.browser.post(f"/berichten/{message_id}/opnieuw", page="/berichten")
    assert again.status_code == 404


def test_the_list_has_pages(admin: Person, working: Working) -> None:
    with working() as work:
        for number in range(26):
            send_mail(work, "t", "anna@voorbeeld.example", f"Nummer {number:02}", "x")
    assert "Bladzijde 1 van 2" in admin.browser.get("/berichten").text
    assert "Bladzijde 2 van 2" in admin.browser.get("/berichten?bladzijde=99").text


def test_no_query_per_message(admin: Person, working: Working, office: Office) -> None:
    counts = []
    for more in (5, 20):
        with working() as work:
            for _number in range(more):
                send_mail(work, "t", "anna@voorbeeld.example", "Onderwerp", "x")
        counts.append(len(list(statements(office, lambda: admin.browser.get("/berichten")))))
    assert counts[0] == counts[1]


def statements(office: Office, do: Callable[[], object]) -> Iterator[str]:
    seen: list[str] = []
    engine = office.database._engine

    def note(_c: object, _cur: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    sa.event.listen(engine, "before_cursor_execute", note)
    try:
        do()
    finally:
        sa.event.remove(engine, "before_cursor_execute", note)
    yield from seen
