"""Finding and killing the processes of an embedded server, for tests that treat it badly."""

import os
import signal
import time
from contextlib import suppress
from pathlib import Path

import psutil


def server_processes(folder: Path) -> list[int]:
    """Return all PostgreSQL processes that work in a folder."""
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            if Path(process.cwd()).is_relative_to(folder.resolve()):
                found.append(process.pid)
    return found


def kill_server(folder: Path) -> None:
    """Kill -9 every PostgreSQL process of a folder, and wait until the system has let them go."""
    while pids := server_processes(folder):
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.02)
