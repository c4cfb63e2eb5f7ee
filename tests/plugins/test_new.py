"""`plugin new` writes plugins that pass the conformance kit at once."""

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import core.extension
from core.extension.host import Host, Loaded
from core.extension.testing import Installation, PluginContract
from core.extension.testing.databases import TestDatabases
from core.extension.testing.fixtures import elsewhere, here
from core.extension.writing import KINDS, CannotWrite, write_plugin

__all__ = ["elsewhere", "here"]
KEYS = {
    kind: kind.replace("-", "_")
    for kind in KINDS
    if kind != "report-format" or hasattr(core.extension, "ReportFormat")
}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, object]]:
    """A plugin of each kind, written and imported."""
    into = tmp_path_factory.mktemp("new")
    with pytest.MonkeyPatch.context() as patched:
        for kind in KEYS:
            patched.syspath_prepend(write_plugin(kind, kind, into))
        yield {key: import_module(f"buurtgezinnen_{key}") for key in KEYS.values()}
        for name in [name for name in sys.modules if name.startswith("buurtgezinnen_")]:
            del sys.modules[name]


@pytest.fixture(scope="module")
def installation(written: dict[str, object], databases: TestDatabases) -> Iterator[Installation]:
    host = Host()
    for key, plugin in written.items():
        host.add(key, plugin, ships=True)
    assert [str(refusal) for refusal in host.refused] == []
    made = Installation(databases, host)
    yield made
    made.close()


class TestNew(PluginContract):
    @pytest.fixture(params=KEYS.values())
    def loaded(self, request: pytest.FixtureRequest, installation: Installation) -> Loaded:
        loaded = installation.host.get(request.param)
        assert loaded is not None
        return loaded

    def source(self, loaded: Loaded) -> object:
        return sys.modules[loaded.origin]


@pytest.mark.parametrize("name", ["", "9", "a" * 31])
def test_a_name_that_makes_no_key_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(CannotWrite):
        write_plugin(name, "other", tmp_path)


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "buurtgezinnen_kerk").mkdir()
    with pytest.raises(CannotWrite, match="there already"):
        write_plugin("Kerk", "other", tmp_path)
