"""What the suites stand on, as a pytest plugin: `-p core.extension.testing.fixtures`."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.extension.host import Host, Loaded
from core.extension.testing.databases import TestDatabases
from core.extension.testing.installation import Installation
from tenants.context import TenantContext
from tenants.embedded import EmbeddedPostgres, EmbeddedServer


@pytest.fixture(scope="session")
def plugin_server() -> Iterator[EmbeddedServer]:
    """A PostgreSQL for this run, in a folder that is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="buurtgezinnen-kit-"))
    folder.chmod(0o711)  # under root the server runs as another user, who must be let in
    postgres = EmbeddedPostgres(folder / "server", durable=False)
    try:
        yield postgres.start()
    finally:
        postgres.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def plugin_databases(plugin_server: EmbeddedServer) -> TestDatabases:
    """Makes databases with every migration of core."""
    return TestDatabases(plugin_server)


@pytest.fixture(scope="class")
def installation(
    request: pytest.FixtureRequest, plugin_databases: TestDatabases
) -> Iterator[Installation]:
    """The product with the plugin of this class, and nothing else."""
    host = Host()
    assert host.add("plugin", request.cls.plugin, ships=True), str(host.refused[0])
    made = Installation(plugin_databases, host)
    yield made
    made.close()


@pytest.fixture
def loaded(request: pytest.FixtureRequest, installation: Installation) -> Loaded:
    """The plugin of this class, as it is installed."""
    return next(iter(installation.host))


@pytest.fixture
def here(installation: Installation) -> TenantContext:
    """A fresh programme, in which the suites switch the plugin on."""
    return installation.tenant("Rhenen", "GM0340")


@pytest.fixture
def elsewhere(installation: Installation) -> TenantContext:
    """Another one, where it is off."""
    return installation.tenant("Ommen", "GM0175")
