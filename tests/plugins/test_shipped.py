"""Every plugin that we ship passes the conformance kit that we give to others."""

import sys
from collections.abc import Iterator

import pytest

from core.extension.host import Loaded
from core.extension.testing import Installation, PluginContract
from core.extension.testing.databases import TestDatabases
from core.extension.testing.fixtures import here
from tenants.context import TenantContext
from tests.plugin_hosts import entry_points_of_ours, shipped

__all__ = ["here"]
OPTIONS: dict[str, dict[str, object]] = {}
"""Options that the kit cannot invent, by plugin."""


@pytest.fixture(scope="module")
def installation(databases: TestDatabases) -> Iterator[Installation]:
    made = Installation(databases, shipped())
    yield made
    made.close()


@pytest.fixture(scope="module")
def elsewhere(installation: Installation) -> TenantContext:
    """Nothing is ever switched on there, so that one will do."""
    return installation.tenant("Ommen", "GM0175")


@pytest.mark.parametrize("name", [point.name for point in entry_points_of_ours()], scope="module")
class TestShipped(PluginContract):
    @pytest.fixture
    def loaded(self, name: str, installation: Installation) -> Loaded:
        point = next(point for point in entry_points_of_ours() if point.name == name)
        return next(one for one in installation.host if one.origin == point.value)

    def source(self, loaded: Loaded) -> object:
        return sys.modules[loaded.origin]

    def sample(self, loaded: Loaded) -> dict[str, object]:
        self.options = OPTIONS.get(loaded.key, {})  # type: ignore[misc]
        return super().sample(loaded)
