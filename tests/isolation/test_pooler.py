"""Both fences through a pooler in transaction mode, which hands connections from hand to hand."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, make_url, select, text

from core.accounts.models import Role
from core.app import create_app
from core.calendar.clock import FixedClock
from core.extension.store import PluginStore
from core.families.models import Family
from core.settings import Settings
from core.work import Office
from tenants.context import TenantContext
from tenants.database import Database
from tenants.embedded import EmbeddedServer
from tenants.keys import Vault
from tenants.models import Tenant
from tests.fixtures_web import TODAY, Browser, hire, host_of
from tests.isolation.pooler import CONNECTIONS, find_pooler, pooler, through
from tests.plugins_for_tests.round_table.tables import Meeting

DAY = date(2016, 7, 1)


@pytest.fixture
def pooled_url(place: Path, postgres_server: EmbeddedServer, application_url: str) -> Iterator[str]:
    program = find_pooler()
    if program is None:
        pytest.skip("pgbouncer is not installed here")
    with pooler(program, postgres_server, place) as folder:
        yield through(application_url, folder)


@pytest.fixture
def door(pooled_url: str) -> Iterator[Database]:
    door = Database(pooled_url, pool_size=6, pooled=True)
    yield door
    door.close()


@pytest.fixture
def plugged_door(plugged_name: str, pooled_url: str) -> Iterator[Database]:
    there = make_url(pooled_url).set(database=plugged_name)
    door = Database(there.render_as_string(hide_password=False), pool_size=2, pooled=True)
    yield door
    door.close()


@pytest.fixture
def pooled_app(pooled_url: str, settings: Settings) -> Iterator[Flask]:
    there = replace(settings, database_url=pooled_url, database_pooled=True)
    app = create_app(there, FixedClock(TODAY))
    app.testing = True
    yield app
    app.extensions["office"].database.close()


def sees(door: Database, tenant_id: int) -> set[int]:
    """The tenants of the rows that a transaction shows."""
    with door.transaction(tenant_id) as session:
        return set(session.scalars(select(Family.tenant_id)))


def test_two_tenants_in_turns_and_at_once(
    door: Database, tenant: TenantContext, other_tenant: TenantContext
) -> None:
    pair = (tenant.id, other_tenant.id)
    for one in pair:
        with door.transaction(one) as session:
            session.add(Family(name="De Wit", created_on=DAY))
    wrong: list[set[int]] = []
    servers: set[int] = set()

    def look(turn: int) -> None:
        for step in range(15):
            mine = pair[(turn + step) % 2]
            if (seen := sees(door, mine)) != {mine}:
                wrong.append(seen)
            with door.registry() as session:
                setting = session.scalar(text("SELECT current_setting('app.tenant_id', true)"))
                left = session.scalar(text("SELECT count(*) FROM tenant.family"))
                servers.add(session.scalar(select(func.pg_backend_pid())) or 0)
            if setting not in ("", None) or left:
                wrong.append({-1})

    crowd = [threading.Thread(target=look, args=(turn,)) for turn in range(6)]
    for one_of_them in crowd:
        one_of_them.start()
    for one_of_them in crowd:
        one_of_them.join(60)
    assert wrong == []
    assert 1 <= len(servers) <= CONNECTIONS, "they did not share connections"


def test_a_role_lasts_one_transaction(door: Database, tenant: TenantContext) -> None:
    for _turn in range(6):
        with door.console() as session:
            assert session.scalar(text("SELECT current_user")) == "buurt_console"
            assert session.scalar(select(func.count(Tenant.id)))
        with door.registry() as session:
            assert session.scalar(text("SELECT current_user")) == "buurt_app"
        assert sees(door, tenant.id) == set()


def test_the_role_of_a_plugin_lasts_no_longer(
    plugged_door: Database, plugged_tenant: TenantContext, plugged_other: TenantContext
) -> None:
    pair = (plugged_tenant, plugged_other)
    for turn in range(6):
        tenant = pair[turn % 2]
        with plugged_door.transaction(tenant.id) as session:
            store = PluginStore("round_table", session, no_vault)
            store.add(Meeting(held_on=DAY, place=f"{tenant.id} {turn}"))
            places = [row.place for row in store.all(Meeting)]
        assert {place.partition(" ")[0] for place in places} == {str(tenant.id)}
        stopped = pytest.raises(RuntimeError)
        with stopped, plugged_door.transaction(tenant.id) as it, it.as_plugin("round_table"):
            raise RuntimeError("in the middle")
        with plugged_door.registry() as session:
            assert session.scalar(text("SELECT current_user")) == "buurt_app"


def no_vault() -> Vault:
    raise AssertionError("nothing is sealed here")


def test_the_search_path_of_the_role_holds(door: Database) -> None:
    for _turn in range(6):
        with door.registry() as session:
            assert session.scalar(text("SHOW search_path")) == "jobs"


def test_nothing_is_prepared(door: Database, tenant: TenantContext) -> None:
    for _turn in range(12):
        sees(door, tenant.id)
    with door.registry() as session:
        assert session.scalar(text("SELECT count(*) FROM pg_prepared_statements")) == 0


def test_pages_sessions_and_jobs(
    pooled_app: Flask, tenant: TenantContext, other_tenant: TenantContext
) -> None:
    office: Office = pooled_app.extensions["office"]
    members = [hire(pooled_app, office, one, Role.COORDINATOR) for one in (tenant, other_tenant)]
    for _turn in range(5):
        for member in members:
            assert member.browser.get("/gezinnen").status_code == 200
    stranger = Browser(pooled_app, host_of(other_tenant))
    cookie = members[0].browser.client.get_cookie(members[0].browser.cookie, host_of(tenant))
    assert cookie is not None
    stranger.log_in(cookie.value)
    assert stranger.get("/gezinnen").status_code == 302
    with office.work(tenant) as work:
        work.defer("erase_exports")
