"""The application as its users meet it: by host name, with cookies and forms.

def test_inbox(coordinator: Browser) -> None:
    page = coordinator.get("/aanmeldingen")
    assert "Nog geen aanmeldingen" in page.text
"""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from core.accounts.models import Identity, Membership, Role
from core.accounts.sessions import Account, open_session
from core.app import create_app
from core.calendar.clock import FixedClock
from core.settings import Settings
from core.work import SYSTEM_ACTOR, Actor, Office, Work
from tenants.context import TenantContext
from tenants.ids import new_id
from tenants.keys import MasterKey
from tenants.session import TenantSession
from tests.canary.watching import WATCH, everywhere, guard
from tests.fixtures_database import MakeTenant
from tests.plugin_hosts import shipped

if TYPE_CHECKING:
    from tests.canary.birds import Nest

TODAY = date(2026, 11, 23)
_LEAKED = re.compile(r"&lt;(Macro|function|built-in|bound method|generator|sealed|core\\.)")
_CSRF = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


@pytest.fixture(scope="session")
def settings(application_url: str, worker_url: str, master_key: MasterKey) -> Settings:
    return Settings(
        application_url,
        master_key,
        "only for tests " * 3,
        secure_cookies=False,
        today=TODAY,
        worker_database_url=worker_url,
        password_memory_kib=8,
        password_rounds=1,
    )


@pytest.fixture(scope="session")
def app(settings: Settings) -> Iterator[Flask]:
    app = create_app(settings, FixedClock(TODAY), shipped())
    app.testing = True
    guard(app)
    yield app
    app.extensions["office"].database.close()


@pytest.fixture(scope="session")
def office(app: Flask) -> Office:
    return app.extensions["office"]  # type: ignore[no-any-return]


@pytest.fixture(scope="session")
def canaries(
    app: Flask, office: Office, superuser: Engine, make_tenant: MakeTenant
) -> Iterator[tuple["Nest", ...]]:
    """Two tenants that say who they are in every text; nobody else may ever say it."""
    from tests.canary.birds import MARKS, Nest, hatch, strays

    nests: tuple[Nest, ...] = tuple(
        hatch(app, office, superuser, make_tenant(name=f"Kanarie {number}"), mark)
        for number, mark in enumerate(MARKS)
    )
    WATCH.canaries.extend(nest.canary for nest in nests)
    with everywhere():
        yield nests
    WATCH.canaries.clear()
    assert not strays(superuser, [nest.canary for nest in nests])


@pytest.fixture(autouse=True)
def no_canary_is_heard(request: pytest.FixtureRequest) -> Iterator[None]:
    """In every test of the application: nothing that leaves says a canary's texts or ids."""
    if "app" in request.fixturenames:
        request.getfixturevalue("canaries")
    yield
    assert not (heard := WATCH.take()), "\n".join(heard)


def _whole(answer: TestResponse) -> TestResponse:
    """The answer, in which no template shows what Python calls a thing."""
    if answer.mimetype == "text/html":
        assert not _LEAKED.search(answer.text), answer.request.path
    return answer


class Browser:
    """Somebody at one host. `get` and `post` return the response; a post carries its CSRF token."""

    def __init__(self, app: Flask, host: str) -> None:
        self.client: FlaskClient = app.test_client()
        self.host = host
        self.cookie = app.config["LOGIN_COOKIE"]

    def log_in(self, token: str) -> None:
        self.client.set_cookie(self.cookie, token, domain=self.host)

    def get(self, path: str, **options: Any) -> TestResponse:
        return _whole(self.client.get(path, base_url=f"http://{self.host}", **options))

    def post(
        self, path: str, data: dict[str, Any] | None = None, *, page: str | None = None
    ) -> TestResponse:
        """Post a form; `page` is where it stands, when not at the same path."""
        token = _CSRF.search(self.get(page or path).text)
        values = {**(data or {}), "csrf_token": token.group(1) if token else ""}
        return _whole(self.client.post(path, data=values, base_url=f"http://{self.host}"))


@dataclass(frozen=True)
class Person:
    """A member of a tenant, with a browser in which the member is logged in."""

    account: Account
    browser: Browser

    @property
    def actor(self) -> Actor:
        return self.account.actor


def host_of(tenant: TenantContext) -> str:
    return f"{tenant.slug}.localhost"


def hire(
    app: Flask, office: Office, tenant: TenantContext, role: Role, name: str = "Marit Hendriks"
) -> Person:
    """Make a member with a live session."""
    with office.work(tenant) as work:
        identity = Identity(id=new_id(), email=f"{new_id()}@voorbeeld.example", name=name)
        work.session.add(identity)
        work.session.flush()
        member = work.add(Membership(identity_id=identity.id, role=role))
        token = open_session(work, member.id)
        account = Account(member.id, identity.id, name, identity.email, role)
    browser = Browser(app, host_of(tenant))
    browser.log_in(token)
    return Person(account, browser)


@pytest.fixture
def visitor(app: Flask, tenant: TenantContext) -> Browser:
    return Browser(app, host_of(tenant))


@pytest.fixture
def coordinator(app: Flask, office: Office, tenant: TenantContext) -> Person:
    return hire(app, office, tenant, Role.COORDINATOR)


@pytest.fixture
def admin(app: Flask, office: Office, tenant: TenantContext) -> Person:
    return hire(app, office, tenant, Role.ADMIN, "Ada Beheer")


@pytest.fixture
def gemeente_officer(app: Flask, office: Office, tenant: TenantContext) -> Person:
    return hire(app, office, tenant, Role.GEMEENTE, "Hanna de Wolf")


Working = Callable[..., AbstractContextManager[Work]]


@pytest.fixture
def working(office: Office, tenant: TenantContext) -> Working:
    """`with working(actor) as work:` is one committed unit of work in this test's tenant."""

    def start(actor: Actor = SYSTEM_ACTOR) -> AbstractContextManager[Work]:
        return office.work(tenant, actor)

    return start


def work_on(office: Office, session: TenantSession, tenant: TenantContext, day: date) -> Work:
    """A unit of work on another day, in a transaction that is the test's."""

    def beside() -> AbstractContextManager[Work]:
        return office.beside(tenant)

    return Work(session, tenant, office.settings, day, SYSTEM_ACTOR, office.plugins, beside)
