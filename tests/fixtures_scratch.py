"""An environment apart for tests of what is installed; made once in a run that asks for it."""

import secrets

import pytest

from tenants.keys import MasterKey
from tenants.roles import APPLICATION, MIGRATOR, WORKER
from tests.databases import TestDatabases
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
    """The environment of an installation with a database of its own."""
    server = databases.server
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
