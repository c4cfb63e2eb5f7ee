"""The one PostgreSQL server of a test run, shared by all its workers.

TEST_POSTGRES_BIN names the programs of another version, `/usr/lib/postgresql/15/bin` say.
"""

import os
import shutil
import tempfile
from pathlib import Path

from tenants.embedded import EmbeddedPostgres
from tests.processes import kill_server


def quick_postgres(data_dir: Path) -> EmbeddedPostgres:
    """Return a server for tests: quick, as nothing in it need survive."""
    named = os.environ.get("TEST_POSTGRES_BIN")
    return EmbeddedPostgres(data_dir, durable=False, binaries=Path(named) if named else None)


class RunServer:
    """The server of the whole run, which the controlling process starts and stops.

    `folder` is for everything of the run that a server's account must be able to enter.
    """

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="buurtgezinnen-tests-"))
        # Under root the server runs as another user, who must be let in.
        self.folder.chmod(0o711)
        self._postgres = quick_postgres(data_dir_in(self.folder))

    def start(self) -> None:
        """Start the server; without one there is nothing to test."""
        self._postgres.start()

    def stop(self) -> None:
        """Stop the server, end what an interrupted test left running, and remove all data."""
        self._postgres.stop()
        kill_server(self.folder)
        shutil.rmtree(self.folder, ignore_errors=True)


def data_dir_in(folder: Path) -> Path:
    """Return where the server of the run has its data."""
    return folder / "server"
