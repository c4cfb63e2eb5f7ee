"""Migrations of a plugin: its own schema, its own line of versions, its own role.

A plugin's `migrations/versions/*.py` make tables with `tenants.plugin_ddl`. Where it stands is
kept in `migrations.plugin_<key>`, so that core upgrades when the plugin is gone, and another
plugin's migrations never meet its own. `purge_plugin` takes everything away for good.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, text

from tenants.at_head import VERSION_SCHEMA
from tenants.isolation import NAMING
from tenants.migrating import CannotMigrate, become_owner, prepare_version_table
from tenants.roles import plugin_role, plugin_schema


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


def purge_plugin_rows(url: str, key: str, tenant_id: int) -> int:
    """Take away the rows of one tenant in the tables of a plugin; how many there were.

    Needs nothing of the plugin itself.
    """
    schema = plugin_schema(key)
    query = text("SELECT tablename FROM pg_tables WHERE schemaname = :schema ORDER BY 1")
    count = 0
    with _as_owner(url) as connection, connection.begin():
        connection.execute(
            text("SELECT set_config('app.tenant_id', :id, true)"), {"id": str(tenant_id)}
        )
        # What refers to another row goes with it; nothing keeps one from being taken away.
        for name in connection.scalars(query, {"schema": schema}).all():
            gone = text(f'DELETE FROM {schema}."{name}" WHERE tenant_id = :id')  # noqa: S608
            count += connection.execute(gone, {"id": tenant_id}).rowcount
    return count


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
