"""The one PostgreSQL server of a test run, shared by all its workers.

TEST_POSTGRES_BIN names the programs of another version, `/usr/lib/postgresql/15/bin` say.
"""

import os
import shutil
import tempfile
from pathlib import Path

from tenants.embedded import EmbeddedPostgres


def quick_postgres(data_dir: Path) -> EmbeddedPostgres:
    """Return a server for tests: quick, as nothing in it need survive."""
    named = os.environ.get("TEST_POSTGRES_BIN")
    return EmbeddedPostgres(data_dir, durable=False, binaries=Path(named) if named else None)


class RunServer:
    """The server of the whole run, which the controlling process starts and stops."""

    def __init__(self) -> None:
        self.data_dir = Path(tempfile.mkdtemp(prefix="buurtgezinnen-tests-"))
        # Under root the server runs as another user, who must be let in.
        self.data_dir.chmod(0o711)
        self._postgres = quick_postgres(self.data_dir)

    def start(self) -> None:
        """Start the server; without one there is nothing to test."""
        self._postgres.start()

    def stop(self) -> None:
        """Stop the server and remove its data."""
        self._postgres.stop()
        shutil.rmtree(self.data_dir, ignore_errors=True)
