"""The database as one of the services: ours, or a server that DATABASE_URL names."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from core.launcher.errors import LaunchError
from core.launcher.service import Service
from tenants.embedded import EmbeddedError, EmbeddedPostgres, EmbeddedServer


@dataclass(frozen=True)
class DatabaseService:
    """The embedded PostgreSQL, revived when it is killed."""

    postgres: EmbeddedPostgres
    name: str = "The database"

    def start(self) -> None:
        """Start the server; it may run already."""
        try:
            self.postgres.start()
        except EmbeddedError as error:
            raise LaunchError(str(error)) from error

    def ended(self) -> str | None:
        """Look whether the server's process is there."""
        return None if self.postgres.is_running() else "its process has gone"

    def stop(self) -> None:
        """Stop the server cleanly."""
        try:
            self.postgres.stop()
        except EmbeddedError as error:
            raise LaunchError(str(error)) from error


@dataclass(frozen=True)
class Database:
    """What the launcher has: an embedded server with its service, or neither."""

    server: EmbeddedServer | None
    services: tuple[Service, ...]


@contextmanager
def database_for(data: Path, environ: Mapping[str, str]) -> Iterator[Database]:
    """Start the embedded server for as long as it takes; DATABASE_URL always wins."""
    if environ.get("DATABASE_URL"):
        yield Database(None, ())
        return
    postgres = EmbeddedPostgres(data)
    try:
        server = postgres.start()
    except EmbeddedError as error:
        raise LaunchError(str(error)) from error
    try:
        yield Database(server, (DatabaseService(postgres),))
    finally:
        postgres.stop()
