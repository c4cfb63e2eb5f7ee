"""Two plugins with tables, by which the tests see that the wall stands around those too."""

from pathlib import Path

from tenants.plugin_ddl import PluginMigrations
from tests.plugins_for_tests.round_table import tables as round_table
from tests.plugins_for_tests.toy_library import tables as toy_library

DECLARED = (round_table, toy_library)

_HERE = Path(__file__).parent
ROUND_TABLE = PluginMigrations("round_table", _HERE / "round_table" / "migrations")
TOY_LIBRARY = PluginMigrations("toy_library", _HERE / "toy_library" / "migrations")
PLUGINS = (ROUND_TABLE, TOY_LIBRARY)
