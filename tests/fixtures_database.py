"""Fixtures for tests that need a database: one per worker, a fresh tenant per test.

Work is really committed: under an outer transaction `SET LOCAL` would survive and hide faults.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import NullPool

from tenants.context import TenantContext
from tenants.database import Database
from tenants.embedded import EmbeddedServer
from tenants.keys import MasterKey, Vault
from tenants.provisioning import NewTenant, create_tenant, open_vault
from tenants.roles import APPLICATION, MIGRATOR, WORKER
from tests.databases import TestDatabases

MakeTenant = Callable[..., TenantContext]
OpenVault = Callable[[TenantContext], Vault]


@pytest.fixture(scope="session")
def databases(postgres_server: EmbeddedServer) -> TestDatabases:
    """Makes further databases: `copy()` of the migrated one, `empty()`, `drop(name)`."""
    return TestDatabases(postgres_server)


@pytest.fixture(scope="session")
def database_name(databases: TestDatabases, worker_id: str) -> str:
    """The name of this worker's own migrated database."""
    return databases.copy(f"test_{worker_id}")


@pytest.fixture(scope="session")
def application_url(databases: TestDatabases, database_name: str) -> str:
    """This worker's database for the application's role (DATABASE_URL)."""
    return databases.server.url(APPLICATION, database_name)


@pytest.fixture(scope="session")
def migrator_url(databases: TestDatabases, database_name: str) -> str:
    """This worker's database for the migrator's role (MIGRATION_DATABASE_URL)."""
    return databases.server.url(MIGRATOR, database_name)


@pytest.fixture(scope="session")
def worker_url(databases: TestDatabases, database_name: str) -> str:
    """This worker's database for the queue's role (WORKER_DATABASE_URL)."""
    return databases.server.url(WORKER, database_name)


@pytest.fixture(scope="session")
def superuser_url(databases: TestDatabases, database_name: str) -> str:
    """This worker's database for a superuser, who passes the wall."""
    return databases.server.url("postgres", database_name)


@pytest.fixture(scope="session")
def database(application_url: str) -> Iterator[Database]:
    """The door to this worker's database, as the application's role."""
    door = Database(application_url)
    yield door
    door.close()


@pytest.fixture(scope="session")
def unwalled(superuser_url: str) -> Iterator[Database]:
    """The same door under a role that bypasses policies: the second fence stands alone."""
    door = Database(superuser_url)
    yield door
    door.close()


@pytest.fixture(scope="session")
def superuser(superuser_url: str) -> Iterator[Engine]:
    """An engine past both fences, to look at and tamper with what the product wrote."""
    engine = create_engine(superuser_url, poolclass=NullPool)
    yield engine
    engine.dispose()


@pytest.fixture
def throw_away(databases: TestDatabases) -> Iterator[str]:
    """The name of a migrated database of this test alone."""
    name = databases.copy()
    yield name
    databases.drop(name)


@pytest.fixture(scope="session")
def master_key() -> MasterKey:
    """The key that wraps the keys of the tenants."""
    return MasterKey.from_text(MasterKey.generate())


@pytest.fixture(scope="session")
def make_tenant(database: Database, master_key: MasterKey) -> MakeTenant:
    """Makes one more fresh tenant; keywords replace fields of `a_programme()`."""

    def make(**fields: Any) -> TenantContext:
        return create_tenant(database, master_key, a_programme(**fields))

    return make


@pytest.fixture
def tenant(make_tenant: MakeTenant) -> TenantContext:
    """A fresh tenant, committed, of this test alone."""
    return make_tenant()


@pytest.fixture
def other_tenant(make_tenant: MakeTenant) -> TenantContext:
    """A second fresh tenant, whose rows the first must never see."""
    return make_tenant()


@pytest.fixture(scope="session")
def vault_of(database: Database, master_key: MasterKey) -> OpenVault:
    """Opens the vault of a tenant, as the application does."""

    def vault_of(tenant: TenantContext) -> Vault:
        with database.transaction(tenant.id) as session:
            return open_vault(session, master_key)

    return vault_of


def a_programme(**fields: Any) -> NewTenant:
    """What is told to make a tenant, with a slug that was never used before."""
    told = {
        "slug": f"t-{uuid4().hex}",
        "name": "Rhenen",
        "area_code": "GM0340",
        "inhabitants": 20_000,
        "inhabitants_on": date(2016, 1, 1),
        "inhabitants_source": "CBS",
    }
    return NewTenant(**{**told, **fields})
