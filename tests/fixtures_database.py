"""Real PostgreSQL, real commits, and a fresh tenant for every test."""

import itertools
import os
from collections.abc import Iterator
from datetime import date

import pytest

from tenants.context import TenantContext
from tenants.database import Database
from tenants.embedded import EmbeddedServer
from tenants.keys import MasterKey
from tenants.provisioning import NewTenant, create_tenant
from tenants.roles import WORKER as WORKER_ROLE
from tests.databases import application_url, make_database

_NUMBERS = itertools.count(1)
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "gw0")


@pytest.fixture(scope="session")
def database_name(postgres_server: EmbeddedServer) -> str:
    return make_database(postgres_server, f"buurt_{WORKER}")


@pytest.fixture(scope="session")
def database_url(postgres_server: EmbeddedServer, database_name: str) -> str:
    return application_url(postgres_server, database_name)


@pytest.fixture(scope="session")
def worker_database_url(postgres_server: EmbeddedServer, database_name: str) -> str:
    return postgres_server.url(WORKER_ROLE, database_name)


@pytest.fixture(scope="session")
def database(database_url: str) -> Iterator[Database]:
    database = Database(database_url)
    yield database
    database.close()


@pytest.fixture(scope="session")
def master_key() -> MasterKey:
    return MasterKey.from_text(MasterKey.generate())


def new_tenant(database: Database, master_key: MasterKey, name: str = "Proefdorp") -> TenantContext:
    """A tenant of its own for one test, really committed."""
    slug = f"{name.lower()}-{next(_NUMBERS)}"
    new = NewTenant(slug, name, "GM0340", 20_000, date(2026, 1, 1), "CBS")
    return create_tenant(database, master_key, new)


@pytest.fixture
def tenant(database: Database, master_key: MasterKey) -> TenantContext:
    return new_tenant(database, master_key)


@pytest.fixture
def other_tenant(database: Database, master_key: MasterKey) -> TenantContext:
    return new_tenant(database, master_key, "Anderdorp")
