"""Tables of a plugin: what declares them, what its migrations make them with, and who has any.

A plugin lists its tables in `tables()`; `folder()` holds `migrations/versions/*.py`, in which
`create_plugin_table` makes them and `drop_plugin_table` takes them away again.
"""

from typing import TYPE_CHECKING

from core.extension.store import NotKept, NotYours
from core.models import METADATA
from tenants.columns import DataClass, belongs_to, internal, personal, public, sealed, special
from tenants.isolation import composite_reference, index, unique
from tenants.plugin_ddl import (
    PluginMigrations,
    create_plugin_table,
    drop_plugin_table,
    own_reference,
)
from tenants.plugin_tables import BadTable, PluginTable
from tenants.sealing import Sealed

if TYPE_CHECKING:
    from core.extension.host import Host

__all__ = [
    "BadTable",
    "DataClass",
    "NotKept",
    "NotYours",
    "PluginTable",
    "Sealed",
    "belongs_to",
    "composite_reference",
    "create_plugin_table",
    "drop_plugin_table",
    "index",
    "internal",
    "own_reference",
    "personal",
    "public",
    "sealed",
    "special",
    "tables_of_core",
    "unique",
    "with_tables",
]


def tables_of_core() -> list[str]:
    """The tables to which a plugin's may refer with `belongs_to`."""
    return sorted(table.name for table in METADATA.tables.values() if table.schema == "tenant")


def with_tables(host: "Host") -> list[PluginMigrations]:
    """The installed plugins that have tables, with their migrations."""
    return [
        PluginMigrations(loaded.key, loaded.folder / "migrations")
        for loaded in host
        if loaded.folder and loaded.listed.get("tables")
    ]
