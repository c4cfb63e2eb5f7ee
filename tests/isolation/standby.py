"""A streaming replica of the server of the run, made by pg_basebackup."""

import os
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tenants.embedded import EmbeddedServer
from tenants.embedded.account import Account, account_for
from tenants.embedded.binaries import find_binaries
from tenants.embedded.configuration import server_options
from tenants.embedded.home import lasting_temp


@dataclass(frozen=True)
class Standby:
    """A running replica, and how to reach it."""

    server: EmbeddedServer
    cluster: Path
    binaries: Path
    account: Account

    def catch_up(self, primary: EmbeddedServer) -> None:
        """Wait until it has all that the primary has."""
        with primary.connect() as there:
            reached = _one(there, "SELECT pg_current_wal_insert_lsn()::text")
        ends = time.monotonic() + 20
        with self.server.connect() as here:
            while _one(here, f"SELECT pg_last_wal_replay_lsn() >= '{reached}'") is not True:
                assert time.monotonic() < ends, "the replica stays behind"
                time.sleep(0.02)

    def stop(self) -> None:
        """Stop it at once; it may have been stopped already."""
        self._run("pg_ctl", "stop", "-D", str(self.cluster), "-m", "immediate", "-s", "-w")

    def start(self) -> None:
        """Start it, and wait until it can be read."""
        options = server_options(self.server.socket, durable=False)
        log = str(self.cluster / "server.log")
        done = self._run("pg_ctl", "start", "-D", str(self.cluster), "-w", "-s", "-l", log,
                         "-o", options)  # fmt: skip
        assert done == 0, Path(log).read_text()

    def copy(self, primary: EmbeddedServer) -> None:
        """Copy the primary, with how to follow it."""
        origin = f"host={primary.socket} port=5432 user=postgres password="
        origin += primary.password_of("postgres")
        done = self._run("pg_basebackup", "-D", str(self.cluster), "-d", origin, "-R", "-X",
                         "stream", "-c", "fast", "--no-sync", "--no-manifest")  # fmt: skip
        assert done == 0, "pg_basebackup failed"

    def _run(self, program: str, *words: str) -> int:
        return subprocess.run(
            [str(self.binaries / program), *words],
            cwd=self.cluster.parent, env={"PATH": os.defpath, "LC_ALL": "C"},
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True, umask=0o077, check=False, **self.account.spawn_options(),
        ).returncode  # fmt: skip


def make_standby(primary: EmbeddedServer, place: Path) -> Standby:
    """Copy the server of the run and have the copy follow it."""
    account = account_for(place / "nothing")
    named = os.environ.get("TEST_POSTGRES_BIN")
    binaries = find_binaries(account, lasting_temp(), Path(named) if named else None)
    folder, socket = place / "standby", place / "s"
    for made in (folder, socket):
        account.make_folder(made)
    server = EmbeddedServer(socket, primary.passwords)
    standby = Standby(server, folder / "cluster", binaries, account)
    standby.copy(primary)
    standby.start()
    return standby


def _one(connection: psycopg.Connection, query: str) -> object:
    row = connection.execute(query.encode()).fetchone()
    return row[0] if row else None
