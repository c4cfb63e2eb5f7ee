"""What the migrations of a plugin make its tables with: keys, indexes, policy and grants."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from tenants.isolation import PLATFORM, composite_reference, wall_statements
from tenants.roles import plugin_role, plugin_schema

_VERBS = "SELECT, INSERT, UPDATE, DELETE"


@dataclass(frozen=True, slots=True)
class PluginMigrations:
    """A plugin with tables: its key, and the folder that holds `versions/`."""

    key: str
    scripts: Path


def create_plugin_table(op: Any, plugin: str, name: str, *parts: Any) -> None:
    """Make a table of a plugin behind the wall: keys, indexes, policy and grants included.

    `parts` are columns, `unique(…)`, `index(…)`, `composite_reference(column, "family",
    "CASCADE")` and `own_reference(…)`, without `tenant_id`, `id` and the primary key.
    """
    schema = plugin_schema(plugin)
    indexes = [part for part in parts if isinstance(part, sa.Index)]
    op.create_table(
        name,
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        *(part for part in parts if not isinstance(part, sa.Index)),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=f"pk_{name}"),
        sa.ForeignKeyConstraint(
            ["tenant_id"],
            [f"{PLATFORM}.tenant.id"],
            name=f"fk_{name}_tenant_id",
            ondelete="CASCADE",
        ),
        schema=schema,
    )
    for columns in (*map(_of_index, indexes), *_of_references(parts)):
        op.create_index(f"ix_{name}_{'_'.join(columns)}", name, columns, schema=schema)
    for statement in wall_statements(f'{schema}."{name}"'):
        op.execute(statement)
    op.execute(f'GRANT {_VERBS} ON {schema}."{name}" TO {plugin_role(plugin)}')


def drop_plugin_table(op: Any, plugin: str, name: str) -> None:
    """Take a table of a plugin away, with the rows of every tenant."""
    op.drop_table(name, schema=plugin_schema(plugin))


def own_reference(
    plugin: str, column: str, target: str, on_delete: str = "CASCADE"
) -> sa.ForeignKeyConstraint:
    """A foreign key to another table of the same plugin."""
    return composite_reference(column, target, on_delete, plugin_schema(plugin))


def _of_index(index: sa.Index) -> list[str]:
    return [str(getattr(column, "name", column)) for column in index.expressions]


def _of_references(parts: tuple[Any, ...]) -> list[list[str]]:
    keys = [part for part in parts if isinstance(part, sa.ForeignKeyConstraint)]
    return [list(key.column_keys) for key in keys]
