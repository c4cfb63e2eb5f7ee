"""A migrated database for this process, copied from one template a run."""

import psycopg
from sqlalchemy.engine import make_url

from tenants import migrating
from tenants.embedded import EmbeddedServer
from tenants.roles import APPLICATION, LOGIN_ROLES, MIGRATOR, role_statements

TEMPLATE = "buurt_template"
_LOCK = 4_711


def make_database(server: EmbeddedServer, name: str) -> str:
    """Copy the template (made by real migrations when it is not there yet); its name."""
    with psycopg.connect(_plain(server.superuser_url), autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        if not _exists(connection, TEMPLATE):
            _make_template(server, connection)
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
        for role in LOGIN_ROLES:
            connection.execute(f"GRANT CONNECT ON DATABASE {name} TO {role}")
    return name


def application_url(server: EmbeddedServer, database: str) -> str:
    """How the application reaches a database of this run."""
    return server.url(APPLICATION, database)


def _exists(connection: psycopg.Connection, name: str) -> bool:
    found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
    return found.fetchone() is not None


def _make_template(server: EmbeddedServer, connection: psycopg.Connection) -> None:
    name = f"{TEMPLATE}_new"
    connection.execute(f"DROP DATABASE IF EXISTS {name}")
    connection.execute(f"CREATE DATABASE {name}")
    passwords = {role: server.password_of(role) for role in LOGIN_ROLES}
    url = make_url(server.superuser_url).set(database=name)
    with psycopg.connect(_plain(url.render_as_string(False)), autocommit=True) as inside:
        for statement in role_statements(name, passwords):
            inside.execute(statement)
    migrating.upgrade(server.url(MIGRATOR, name))
    connection.execute(f"ALTER DATABASE {name} RENAME TO {TEMPLATE}")


def _plain(url: str) -> str:
    return url.replace("postgresql+psycopg://", "postgresql://")
