"""Fixtures for tests of plugins with tables: a database that has them, beside the worker's own."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import NullPool

from tenants.context import TenantContext
from tenants.database import Database
from tenants.keys import MasterKey
from tenants.provisioning import create_tenant
from tenants.roles import APPLICATION, MIGRATOR
from tests.databases import TestDatabases
from tests.fixtures_database import a_programme
from tests.plugins_for_tests import PLUGINS


@pytest.fixture(scope="session")
def plugged_name(databases: TestDatabases, worker_id: str) -> str:
    """The name of a database with the tables of the plugins for tests."""
    name = databases.copy(f"plugged_{worker_id}")
    databases.plug(name, PLUGINS)
    return name


@pytest.fixture(scope="session")
def plugged_migrator_url(databases: TestDatabases, plugged_name: str) -> str:
    """That database for the migrator's role."""
    return databases.server.url(MIGRATOR, plugged_name)


@pytest.fixture(scope="session")
def plugged(databases: TestDatabases, plugged_name: str) -> Iterator[Database]:
    """The door to that database, as the application's role."""
    door = Database(databases.server.url(APPLICATION, plugged_name))
    yield door
    door.close()


@pytest.fixture(scope="session")
def plugged_superuser(databases: TestDatabases, plugged_name: str) -> Iterator[Engine]:
    """An engine past both fences of that database."""
    url = databases.server.url("postgres", plugged_name)
    engine = create_engine(url, poolclass=NullPool)
    yield engine
    engine.dispose()


@pytest.fixture
def plugged_tenant(plugged: Database, master_key: MasterKey) -> TenantContext:
    """A fresh tenant in that database."""
    return create_tenant(plugged, master_key, a_programme())


@pytest.fixture
def plugged_other(plugged: Database, master_key: MasterKey) -> TenantContext:
    """A second fresh tenant there."""
    return create_tenant(plugged, master_key, a_programme())
