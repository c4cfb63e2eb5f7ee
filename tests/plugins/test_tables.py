"""A plugin with tables in the host: checked when it is loaded, and reached by its calls."""

from pathlib import Path
from typing import Any

import pytest

from core.extension.call import NotDeclared
from core.extension.host import Host
from core.extension.tables import tables_of_core, with_tables
from core.installation import upgrade_plugins
from core.plugins.doors import OpenDoors
from core.work import Office
from tenants.context import TenantContext
from tenants.database import Database
from tenants.ids import new_id
from tenants.plugin_ddl import PluginMigrations
from tests import plugins_for_tests
from tests.plugin_hosts import a_plugin, host_with
from tests.plugins_for_tests import ROUND_TABLE, TOY_LIBRARY
from tests.plugins_for_tests.round_table.tables import Case, Meeting
from tests.plugins_for_tests.toy_library.tables import Toy

FOLDER = ROUND_TABLE.scripts.parent


def round_table(**hooks: Any) -> object:
    return a_plugin("round_table", **{"tables": [Meeting, Case], "folder": FOLDER, **hooks})


def test_the_host_knows_who_has_tables() -> None:
    host = host_with(round_table(), a_plugin("plain"))
    assert with_tables(host) == [ROUND_TABLE]
    assert {"family", "membership", "coupling"} <= set(tables_of_core())


@pytest.mark.parametrize(
    ("hooks", "place", "remedy"),
    [
        ({"tables": [Meeting, Toy]}, "tables()", 'declare it with (PluginTable, plugin="round'),
        ({"tables": [PluginMigrations]}, "tables()", "list subclasses of"),
        ({"folder": Path(plugins_for_tests.__file__).parent}, "folder()", "migrations/versions"),
    ],
)
def test_what_does_not_fit_is_refused(hooks: dict[str, Any], place: str, remedy: str) -> None:
    host = Host()
    assert not host.add("round_table", round_table(**hooks))
    (refusal,) = host.refused
    assert refusal.place == place
    assert remedy in refusal.remedy


def test_a_call_reaches_its_own_tables(
    office: Office, plugged: Database, plugged_tenant: TenantContext
) -> None:
    host = host_with(round_table(), a_plugin("plain"))
    there = Office(plugged, office.settings, office.clock, host)
    ours, plain = (host.get(key) for key in ("round_table", "plain"))
    assert ours is not None
    assert plain is not None
    with there.work(plugged_tenant) as work:
        store = OpenDoors(work, ours).store
        meeting = store.add(Meeting(id=new_id(), held_on=work.today, place="Buurthuis"))
        assert [row.id for row in store.all(Meeting)] == [meeting.id]
        with pytest.raises(NotDeclared, match="lists no tables"):
            _ = OpenDoors(work, plain).store


def test_a_plugin_that_does_not_migrate_stops_nothing(
    plugged_migrator_url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    versions = tmp_path / "versions"
    versions.mkdir()
    (versions / "0001_first.py").write_text(
        'revision = "0001"\ndown_revision = None\n\n\ndef upgrade() -> None:\n    raise OSError\n'
    )
    broken = PluginMigrations("never_said", tmp_path)
    assert upgrade_plugins(plugged_migrator_url, [broken, TOY_LIBRARY]) == ["never_said"]
    assert "the tables of plugin never_said could not be brought up to date" in caplog.text
