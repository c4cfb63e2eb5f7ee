"""The door of the console."""

from urllib.parse import urlsplit
from uuid import uuid4

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy import func

from core.accounts.models import OneTimeLink, Role
from core.console.console_access import make_operator_link
from core.work import Office
from tenants.context import TenantContext
from tests.accounts.people import OTHER, PASSWORD, member
from tests.fixtures_web import Browser

HOST = "console.localhost"


@pytest.fixture
def console(app: Flask) -> Browser:
    return Browser(app, HOST)


@pytest.fixture
def link(office: Office) -> str:
    email = f"{uuid4()}@voorbeeld.example"
    address = make_operator_link(office.database, office.settings, email, "Olga Beheer")
    assert address.startswith(f"http://{HOST}:8000/console/wachtwoord/")
    return f"{email} {urlsplit(address).path}"


def test_an_operator_chooses_a_password_and_is_in(console: Browser, link: str) -> None:
    _email, path = link.split()
    assert console.get("/gemeenten").location == "/console/inloggen?verder=/gemeenten"
    assert "Olga Beheer" in console.get(path).text
    assert console.post(path, {"password": "kort", "again": "kort"}).status_code == 422
    answer = console.post(path, {"password": PASSWORD, "again": PASSWORD})
    assert (answer.status_code, answer.location) == (303, "/gemeenten")
    assert console.get("/gemeenten").status_code == 200
    assert console.get(path).status_code == 410


def test_an_operator_logs_in_and_out(console: Browser, link: str, office: Office) -> None:
    email, path = link.split()
    console.post(path, {"password": PASSWORD, "again": PASSWORD})
    console.client.delete_cookie(console.cookie, domain=HOST)
    wrong = console.post("/console/inloggen", {"email": email, "password": OTHER})
    assert wrong.status_code == 422
    typed = {"email": email, "password": PASSWORD}
    answer = console.post("/console/inloggen?verder=/landelijk", typed)
    assert answer.location == "/landelijk"
    assert console.get("/landelijk").status_code == 200
    assert console.get("/console/inloggen").location == "/gemeenten"
    newer = urlsplit(make_operator_link(office.database, office.settings, email, "Olga")).path
    assert console.post("/console/uitloggen", page=newer).location == "/console/inloggen"
    assert console.get("/gemeenten").status_code == 302


def test_a_new_link_ends_the_old_one_and_each_ends_after_a_day(
    console: Browser, link: str, office: Office
) -> None:
    email, path = link.split()
    newer = urlsplit(make_operator_link(office.database, office.settings, email, "Olga")).path
    assert console.get(path).status_code == 410
    assert console.get(newer).status_code == 200
    with office.database.registry() as session:
        session.execute(sa.update(OneTimeLink).values(expires_at=func.now()))
    assert console.get(newer).status_code == 410


def test_a_member_of_a_tenant_is_no_operator(
    console: Browser, office: Office, tenant: TenantContext
) -> None:
    _id, email = member(office, tenant, Role.ADMIN)
    typed = {"email": email, "password": PASSWORD}
    assert console.post("/console/inloggen", typed).status_code == 422


def test_an_operator_is_no_member_of_a_tenant(
    console: Browser, link: str, visitor: Browser
) -> None:
    email, path = link.split()
    console.post(path, {"password": PASSWORD, "again": PASSWORD})
    assert visitor.post("/inloggen", {"email": email, "password": PASSWORD}).status_code == 422
    cookie = console.client.get_cookie(console.cookie, domain=HOST)
    assert cookie is not None
    visitor.log_in(cookie.value)
    assert visitor.get("/start").status_code == 302


def test_guessing_is_slowed_down_here_too(console: Browser, link: str) -> None:
    typed = {"email": link.split()[0], "password": OTHER}
    answers = [console.post("/console/inloggen", typed).status_code for _time in range(6)]
    assert answers == [422] * 5 + [429]


@pytest.mark.parametrize("path", ["/console/inloggen", "/console/wachtwoord/x"])
def test_the_door_of_the_console_is_not_at_a_tenant(visitor: Browser, path: str) -> None:
    assert visitor.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/inloggen", "/medewerkers", "/wachtwoord/vergeten"])
def test_the_doors_of_a_tenant_are_not_at_the_console(console: Browser, path: str) -> None:
    assert console.get(path).status_code == 404
