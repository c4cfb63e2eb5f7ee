"""A running server, as its users see it."""

from dataclasses import dataclass
from pathlib import Path
from typing import LiteralString

import psycopg
from psycopg import sql
from sqlalchemy import URL

from tenants.embedded.passwords import Passwords

SUPERUSER = "postgres"


@dataclass(frozen=True)
class EmbeddedServer:
    """The addresses and passwords of a running server."""

    socket: Path
    passwords: Passwords

    @property
    def superuser_url(self) -> str:
        """The address for those who make roles and databases."""
        return self.url(SUPERUSER, "postgres")

    def url(self, role: str, database: str) -> str:
        """Return SQLAlchemy's address of a database, with the role's password in it."""
        address = URL.create(
            "postgresql+psycopg",
            username=role,
            password=self.password_of(role),
            database=database,
            # The port is said, or PGPORT in the environment would lead elsewhere.
            query={"host": str(self.socket), "port": "5432"},
        )
        return address.render_as_string(hide_password=False)

    def password_of(self, role: str) -> str:
        """Return the role's password, made at the first question and then kept."""
        return self.passwords.of(role)

    def connect(self, database: str = "postgres") -> psycopg.Connection:
        """Open a connection as superuser, each statement its own transaction."""
        return psycopg.connect(
            host=str(self.socket),
            port=5432,
            user=SUPERUSER,
            password=self.password_of(SUPERUSER),
            dbname=database,
            autocommit=True,
            connect_timeout=10,
        )

    def answers(self) -> bool:
        """Whether a real connection succeeds at this moment."""
        try:
            self.connect().close()
        except psycopg.OperationalError:
            return False
        return True

    def create_database(self, name: str, template: str | None = None) -> None:
        """Create a database, as a copy of `template` where that is given."""
        source = template or "template1"
        self._say("CREATE DATABASE {} TEMPLATE {}", name, source)

    def drop_database(self, name: str) -> None:
        """Drop a database with the connections that are left to it; it may be gone already."""
        self._say("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)

    def _say(self, statement: LiteralString, *names: str) -> None:
        with self.connect() as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
