"""Running initdb and pg_ctl as the server's account."""

import os
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tenants.embedded.account import Account
from tenants.embedded.binaries import major_version
from tenants.embedded.configuration import server_options
from tenants.embedded.errors import EmbeddedError
from tenants.embedded.home import Home

# Crash recovery may take its time.
START_SECONDS = "300"
STOP_SECONDS = "60"


@dataclass(frozen=True)
class Programs:
    """PostgreSQL's programs for one server."""

    binaries: Path
    account: Account
    home: Home

    def initialise(self, folder: Path, password_file: Path, *, durable: bool) -> None:
        """Make a data directory with checksums, UTF-8 and passwords for everyone."""
        arguments = [f"--pgdata={folder}", "--username=postgres", f"--pwfile={password_file}"]
        arguments += ["--auth=scram-sha-256", "--encoding=UTF8", "--data-checksums"]
        arguments += ["--no-instructions", *self._locale(), *([] if durable else ["--no-sync"])]
        self._run("initdb", arguments)

    def start(self, *, durable: bool) -> None:
        """Start the server and wait until it takes connections."""
        options = [
            "-l",
            str(self.home.log),
            "-o",
            server_options(self.home.socket, durable=durable),
        ]
        self._run("pg_ctl", ["start", *self._cluster(), "-w", "-t", START_SECONDS, "-s", *options])

    def stop(self) -> None:
        """End all connections, write everything down, and wait until the server has gone."""
        wait = ["-w", "-t", STOP_SECONDS, "-s"]
        try:
            self._run("pg_ctl", ["stop", *self._cluster(), *wait, "-m", "fast"])
        except EmbeddedError:
            self._run("pg_ctl", ["stop", *self._cluster(), *wait, "-m", "immediate"])

    def _cluster(self) -> list[str]:
        return ["-D", str(self.home.cluster)]

    def _locale(self) -> list[str]:
        """Sort and compare alike on every machine: version 17 brings its own C.UTF-8."""
        if major_version(self.binaries) < 17:
            return ["--locale=C.UTF-8", "--lc-messages=C"]
        return ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]

    def _run(self, program: str, arguments: list[str]) -> None:
        # A file, not a pipe: the server inherits it, and a pipe would never end.
        with tempfile.TemporaryFile("w+") as said:
            command = [str(self.binaries / program), *arguments]
            done = subprocess.run(
                command,
                cwd=self.home.folder,
                env={"PATH": os.defpath, "LC_ALL": "C"},
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
                umask=0o077,
                start_new_session=True,  # Ctrl-C is for the launcher, which stops the server
                check=False,
                **self.account.spawn_options(),
            )
            if done.returncode != 0:
                said.seek(0)
                raise EmbeddedError(f"{program} failed: {said.read().strip()}{self._log_tail()}")

    def _log_tail(self) -> str:
        if not self.home.log.exists():
            return ""
        lines = self.home.log.read_text(errors="replace").splitlines()[-15:]
        return "\n".join([f"\nThe end of {self.home.log}:", *lines])
