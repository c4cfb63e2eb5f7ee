"""Launchers of an embedded server, as processes of their own."""

import os
import subprocess
import sys
from pathlib import Path

START_AND_WAIT = """
import sys, time
from pathlib import Path
from tenants.embedded import EmbeddedError, EmbeddedPostgres
try:
    data_dir, spare, durable, binaries = sys.argv[1:]
    postgres = EmbeddedPostgres(
        Path(data_dir),
        spare=Path(spare),
        durable=bool(durable),
        binaries=Path(binaries) if binaries else None,
    )
    server = postgres.start()
except EmbeddedError as error:
    print("refused", error, flush=True)
    sys.exit(1)
print("started", server.superuser_url, flush=True)
sys.stdin.readline()
postgres.stop()
"""


def launch(data_dir: Path, spare: Path, *, durable: bool = False) -> "subprocess.Popen[str]":
    """Start a launcher in a process of its own; a line on its input stops it."""
    given = os.environ.get("TEST_POSTGRES_BIN", "")
    spare.mkdir(exist_ok=True)
    arguments = [str(data_dir), str(spare), "yes" if durable else "", given]
    command = [sys.executable, "-c", START_AND_WAIT, *arguments]
    root = Path(__file__).parents[2]
    return subprocess.Popen(
        command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def said(launcher: "subprocess.Popen[str]") -> str:
    """Return the next line that a launcher prints."""
    assert launcher.stdout is not None
    return launcher.stdout.readline()


def finish(launcher: "subprocess.Popen[str]") -> None:
    """Let a launcher stop its server and end."""
    launcher.communicate("\n", timeout=60)
