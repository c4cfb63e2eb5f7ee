"""PostgreSQL for a first run: binaries by pip, run by pg_ctl, reached over a Unix socket only."""

from tenants.embedded.errors import AlreadyInUse, EmbeddedError, NotRunning
from tenants.embedded.postgres import EmbeddedPostgres
from tenants.embedded.server import EmbeddedServer

__all__ = ["AlreadyInUse", "EmbeddedError", "EmbeddedPostgres", "EmbeddedServer", "NotRunning"]
