"""Migrations of a plugin: its own schema, its own line of versions, its own role.

A plugin's `migrations/versions/*.py` make tables with `create_plugin_table`. Where it stands is
kept in `migrations.plugin_<key>`, so that core upgrades when the plugin is gone, and another
plugin's migrations never meet its own. `purge_plugin` takes everything away for good.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, text

from tenants.at_head import VERSION_SCHEMA
from tenants.isolation import NAMING, PLATFORM, composite_reference, wall_statements
from tenants.migrating import CannotMigrate, become_owner, prepare_version_table
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


def upgrade_plugin(url: str, key: str, scripts: Path, revision: str = "head") -> None:
    """Bring the tables of a plugin to a revision; `scripts` is the folder that holds `versions/`.

    Raises CannotMigrate when the database does not know the role of this plugin.
    """
    prepare_version_table(url)
    with _as_owner(url) as connection:
        _make_schema(connection, key)
        _run(connection, key, ScriptDirectory(str(scripts)), revision, up=True)


def downgrade_plugin(url: str, key: str, scripts: Path, revision: str) -> None:
    """Take the tables of a plugin back to a revision; "base" leaves none."""
    with _as_owner(url) as connection:
        _run(connection, key, ScriptDirectory(str(scripts)), revision, up=False)


def purge_plugin(url: str, key: str, *, confirmed: bool = False) -> list[str]:
    """Take the tables of a plugin away with the rows of every tenant; the names of those tables.

    Needs nothing of the plugin itself: it may be gone. Raises CannotMigrate when it was not
    `confirmed`, or when there is nothing.
    """
    schema = plugin_schema(key)
    if not confirmed:
        raise CannotMigrate(f"this takes away what every tenant has in {schema}: confirm it")
    with _as_owner(url) as connection, connection.begin():
        query = text("SELECT tablename FROM pg_tables WHERE schemaname = :schema ORDER BY 1")
        tables = list(connection.scalars(query, {"schema": schema}))
        if not _has_schema(connection, schema):
            raise CannotMigrate(f"there is nothing to take away: no schema {schema}")
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
        connection.execute(text(f"DROP TABLE IF EXISTS {VERSION_SCHEMA}.{schema}"))
    return tables


def _has_schema(connection: Connection, schema: str) -> bool:
    query = text("SELECT to_regnamespace(:schema) IS NOT NULL")
    return bool(connection.scalar(query, {"schema": schema}))


def _make_schema(connection: Connection, key: str) -> None:
    schema, role = plugin_schema(key), plugin_role(key)
    with connection.begin():
        if connection.scalar(text("SELECT to_regrole(:role) IS NULL"), {"role": role}):
            raise CannotMigrate(
                f"the role {role} is missing: run what `buurtgezinnen db roles --plugin {key}`"
                " prints as a superuser"
            )
        connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {schema}"))
        connection.execute(text(f"GRANT USAGE ON SCHEMA {schema} TO {role}"))


def _run(
    connection: Connection, key: str, scripts: ScriptDirectory, revision: str, *, up: bool
) -> None:
    """What Alembic's own env.py does, with a version table of this plugin."""

    def steps(at: Any, _context: MigrationContext) -> Any:
        return scripts._upgrade_revs(revision, at) if up else scripts._downgrade_revs(revision, at)

    options = {
        "version_table": plugin_schema(key),
        "version_table_schema": VERSION_SCHEMA,
        "transaction_per_migration": True,
        "target_metadata": sa.MetaData(naming_convention=NAMING),
        "script": scripts,
        "fn": steps,
    }
    context = MigrationContext.configure(connection, opts=options)
    with context.begin_transaction(), Operations.context(context):
        context.run_migrations()


@contextmanager
def _as_owner(url: str) -> Iterator[Connection]:
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            become_owner(connection)
            connection.commit()
            yield connection
    finally:
        engine.dispose()
