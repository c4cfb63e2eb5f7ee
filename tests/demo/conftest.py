"""The demo, built once a run through the ordinary services, in a database of its own."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask

from core.accounts.credentials import find_login
from core.accounts.models import Role
from core.accounts.queries import membership_of
from core.accounts.sessions import open_session
from core.app import create_app
from core.calendar.clock import FixedClock
from core.console.console_access import add_operator
from core.console.desk import ConsoleDesk
from core.console.operators import open_operator_session
from core.demo.build import build_demo
from core.demo.plan import DEMO_TODAY
from core.demo.town import Staff
from core.extension.tables import with_tables
from core.settings import Settings
from core.work import Office
from tenants.directory import find_by_slug
from tenants.keys import MasterKey
from tenants.roles import APPLICATION
from tests.databases import TestDatabases
from tests.fixtures_web import Browser
from tests.plugin_hosts import shipped


@dataclass(frozen=True)
class Demo:
    """A demo that was built, and who works in it."""

    app: Flask
    office: Office
    staff: dict[str, tuple[Staff, ...]]

    def member(self, slug: str, role: Role) -> Browser:
        """A browser in which a member of one programme is logged in."""
        email = next(person.email for person in self.staff[slug] if person.role == role)
        with self.office.database.registry() as session:
            tenant = find_by_slug(session, slug)
        assert tenant is not None
        browser = Browser(self.app, f"{slug}.localhost")
        with self.office.work(tenant) as work:
            login = find_login(work.session, email)
            assert login is not None
            member = membership_of(work, login.identity_id)
            assert member is not None
            browser.log_in(open_session(work, member.id))
        return browser

    def operator(self) -> Browser:
        """A browser at the console."""
        browser = Browser(self.app, "console.localhost")
        with self.office.database.console() as session:
            login = add_operator(session, "stichting@voorbeeld.example", "Anneke Voorbeeld")
            office = self.office
            today, plugins = office.clock.today(), office.plugins
            desk = ConsoleDesk(session, office.settings, today, None, plugins)
            browser.log_in(open_operator_session(desk, login.identity_id))
        return browser


@pytest.fixture(scope="session")
def demo(databases: TestDatabases, master_key: MasterKey) -> Iterator[Demo]:
    name = databases.copy()
    settings = Settings(
        databases.server.url(APPLICATION, name),
        master_key,
        "only for tests " * 3,
        secure_cookies=False,
        today=DEMO_TODAY,
        is_demo=True,
        password_memory_kib=8,
        password_rounds=1,
    )
    host = shipped()
    databases.plug(name, with_tables(host))
    app = create_app(settings, FixedClock(DEMO_TODAY), host)
    app.testing = True
    office: Office = app.extensions["office"]
    yield Demo(app, office, build_demo(office, password="welkom in de buurt"))
    office.database.close()
    databases.drop(name)
