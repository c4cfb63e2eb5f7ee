"""Migrations: run them, and move data behind the wall."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, select, text

from tenants.at_head import SCRIPTS, VERSION_SCHEMA, VERSION_TABLE
from tenants.models import Tenant
from tenants.roles import APPLICATION, BACKUP, OWNER

LOCK_TIMEOUT = "5s"
STATEMENT_TIMEOUT = "10min"

MIGRATION_OPTIONS: Mapping[str, Any] = {
    "version_table": VERSION_TABLE,
    "version_table_schema": VERSION_SCHEMA,
    "include_schemas": True,
    "transaction_per_migration": True,
}


class CannotMigrate(Exception):
    """A migration would lose rows or found other ones than it expected."""


def _config(url: str) -> Config:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.attributes["url"] = url
    return config


def upgrade(url: str, revision: str = "head") -> None:
    """Bring the database behind `url` (the migrator's) to a revision."""
    prepare_version_table(url)
    command.upgrade(_config(url), revision)


def downgrade(url: str, revision: str) -> None:
    """Take the database behind `url` (the migrator's) back to a revision."""
    command.downgrade(_config(url), revision)


def prepare_version_table(url: str) -> None:
    """Make the schema of the version table, readable for the application's readiness check."""
    schema = MIGRATION_OPTIONS["version_table_schema"]
    engine = create_engine(url)
    with engine.begin() as connection:
        become_owner(connection)
        connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {schema}"))
        connection.execute(text(f"GRANT USAGE ON SCHEMA {schema} TO {APPLICATION}, {BACKUP}"))
        connection.execute(
            text(
                f"ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} IN SCHEMA {schema}"
                f" GRANT SELECT ON TABLES TO {APPLICATION}"
            )
        )
    engine.dispose()


@contextmanager
def inspecting(url: str) -> Iterator[Connection]:
    """A connection that only looks, for commands about the database as a whole."""
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            connection.execute(text("SET TRANSACTION READ ONLY"))
            yield connection
    finally:
        engine.dispose()


def become_owner(connection: Connection) -> None:
    """Act as the owner of the tables on this connection; never wait long for users' locks."""
    connection.execute(text(f"SET ROLE {OWNER}"))
    connection.execute(text(f"SET lock_timeout = '{LOCK_TIMEOUT}'"))
    connection.execute(text(f"SET statement_timeout = '{STATEMENT_TIMEOUT}'"))


def for_each_tenant(
    connection: Connection, step: Callable[[Connection, int], tuple[int, int]]
) -> None:
    """Run a data step tenant by tenant: FORCE binds the owner too.

    `step` gets the connection and the tenant's number and returns (rows expected, rows
    changed); raises CannotMigrate when they differ.
    """
    numbers = connection.execute(select(Tenant.id).order_by(Tenant.id)).scalars()
    for number in list(numbers):
        connection.execute(text(f"SET LOCAL app.tenant_id = '{int(number)}'"))
        expected, changed = step(connection, number)
        if expected != changed:
            raise CannotMigrate(f"tenant {number}: {expected} rows expected, {changed} changed")
    connection.execute(text("SET LOCAL app.tenant_id = ''"))
