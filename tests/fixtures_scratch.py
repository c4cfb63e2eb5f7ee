"""An environment apart for tests of what is installed; made once in a run that asks for it."""

import secrets

import pytest

from core.extension.tables import with_tables
from tenants.keys import MasterKey
from tenants.roles import APPLICATION, MIGRATOR, WORKER, plugin_role_statements
from tests.databases import TestDatabases
from tests.plugin_hosts import shipped
from tests.scratch import ROOT, ScratchEnvironment, wheel_of


@pytest.fixture(scope="session")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> ScratchEnvironment:
    """The product, installed from its wheel."""
    folder = tmp_path_factory.mktemp("scratch")
    made = ScratchEnvironment(folder / "environment")
    made.install(wheel_of(ROOT, folder / "product"))
    return made


@pytest.fixture
def variables(databases: TestDatabases, throw_away: str) -> dict[str, str]:
    """The environment of an installation with a database and roles of its own."""
    server = databases.server
    with server.connect(throw_away) as connection:
        for key in ("kerk", *(plugin.key for plugin in with_tables(shipped()))):
            for statement in plugin_role_statements(key):
                connection.execute(statement)
    return {
        "DATABASE_URL": server.url(APPLICATION, throw_away),
        "WORKER_DATABASE_URL": server.url(WORKER, throw_away),
        "MIGRATION_DATABASE_URL": server.url(MIGRATOR, throw_away),
        "MASTER_KEY": MasterKey.generate(),
        "SECRET_KEY": secrets.token_urlsafe(48),
        "SECURE_COOKIES": "no",
        "TODAY": "2026-11-23",
        "PASSWORD_MEMORY_KIB": "8",
    }
