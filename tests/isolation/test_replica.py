"""Reports from a replica: the same two fences, never a write, and the main one when it is away."""

import logging
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from core.accounts.models import Role
from core.app import create_app
from core.calendar.clock import FixedClock
from core.families.models import Family
from core.settings import Settings
from core.work import Office
from tenants.context import TenantContext
from tenants.database import Database
from tenants.embedded import EmbeddedServer
from tenants.fence import WallBreach
from tenants.models import Tenant
from tenants.roles import APPLICATION
from tests.conftest import FOLDER
from tests.figures.operators import operator_browser
from tests.figures.programmes import couple
from tests.fixtures_web import TODAY, hire
from tests.isolation.standby import Standby, make_standby
from tests.processes import kill_server

AWAY = "postgresql+psycopg://nobody@/nothing?host=/nowhere"


@pytest.fixture(scope="module")
def standby(
    postgres_server: EmbeddedServer,
    pytestconfig: pytest.Config,
    worker_id: str,
) -> Iterator[Standby]:
    place = pytestconfig.stash[FOLDER] / f"r-{worker_id}"
    place.mkdir(mode=0o711)
    standby = make_standby(postgres_server, place)
    yield standby
    standby.stop()
    kill_server(place)


@pytest.fixture
def replica_url(standby: Standby, database_name: str) -> str:
    return standby.server.url(APPLICATION, database_name)


@pytest.fixture
def door(application_url: str, replica_url: str) -> Iterator[Database]:
    door = Database(application_url, reporting_url=replica_url)
    yield door
    door.close()


@pytest.fixture
def reporting_app(settings: Settings, replica_url: str) -> Iterator[Flask]:
    yield from _app(settings, replica_url)


@pytest.fixture
def app_without_replica(settings: Settings) -> Iterator[Flask]:
    yield from _app(settings, AWAY)


def _app(settings: Settings, url: str) -> Iterator[Flask]:
    app = create_app(replace(settings, reporting_database_url=url), FixedClock(TODAY))
    app.testing = True
    yield app
    app.extensions["office"].database.close()


def test_it_is_the_replica_and_shows_one_tenant(
    door: Database,
    standby: Standby,
    postgres_server: EmbeddedServer,
    tenant: TenantContext,
    other_tenant: TenantContext,
) -> None:
    for one in (tenant, other_tenant):
        with door.transaction(one.id) as session:
            session.add(Family(name="De Wit", created_on=TODAY))
    standby.catch_up(postgres_server)
    for one in (tenant, other_tenant, tenant):
        with door.report(one.id) as report:
            assert report is not None
            assert set(report.scalars(select(Family.tenant_id))) == {one.id}
            assert report.scalar(select(func.pg_is_in_recovery()))
            with pytest.raises(WallBreach):
                report.execute(text("SELECT tenant_id FROM tenant.family"))


def test_the_wall_stands_in_the_replica_too(
    door: Database, standby: Standby, postgres_server: EmbeddedServer, tenant: TenantContext
) -> None:
    with door.transaction(tenant.id) as session:
        session.add(Family(name="De Wit", created_on=TODAY))
    standby.catch_up(postgres_server)
    with door.console_report() as session:
        assert session is not None
        assert session.scalar(select(func.count(Tenant.id)))
        with pytest.raises(DBAPIError, match="permission denied"):
            session.execute(text("SELECT tenant_id FROM tenant.family"))


def test_a_report_writes_nothing(application_url: str, tenant: TenantContext) -> None:
    """Not even where the address leads to a server that could be written to."""
    door = Database(application_url, reporting_url=application_url)
    refused = pytest.raises(DBAPIError, match="read-only transaction")
    with refused, door.report(tenant.id) as report:
        assert report is not None
        report.add(Family(name="De Wit", created_on=TODAY))
        report.flush()
    door.close()


def test_figures_and_console_read_there(
    reporting_app: Flask, standby: Standby, postgres_server: EmbeddedServer, tenant: TenantContext
) -> None:
    office: Office = reporting_app.extensions["office"]
    member = hire(reporting_app, office, tenant, Role.COORDINATOR)
    operator = operator_browser(reporting_app, office)
    with office.work(tenant) as work:
        couple(work, TODAY)
    standby.catch_up(postgres_server)
    for path in ("/cijfers", "/cijfers/cijfers.csv"):
        assert member.browser.get(path).status_code == 200
    for path in ("/gemeenten", "/landelijk"):
        assert operator.get(path).status_code == 200
    with standby.server.connect() as connection:
        asked = connection.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE usename = 'buurt_app'"
        ).fetchone()
    assert asked is not None
    assert asked[0] >= 1, "nothing was read from the replica"


def test_without_the_replica_the_main_database_answers(
    app_without_replica: Flask, tenant: TenantContext, caplog: pytest.LogCaptureFixture
) -> None:
    office: Office = app_without_replica.extensions["office"]
    member = hire(app_without_replica, office, tenant, Role.COORDINATOR)
    with caplog.at_level(logging.WARNING, "tenants.database"):
        for _turn in range(3):
            assert member.browser.get("/cijfers").status_code == 200
    told = [record for record in caplog.records if "REPORTING_DATABASE_URL" in record.message]
    assert len(told) == 1, "it is asked again only after a while"
