"""Which processes serve a data directory, whatever its pid file says.

After a kill -9 the pid file is stale: its number may be free, taken by a stranger, or that of a
zombie which nobody buried. PostgreSQL's processes all work in their data directory; that tells.
"""

import time
from pathlib import Path

import psutil

from tenants.embedded.errors import EmbeddedError


def find_postmaster(cluster: Path) -> int | None:
    """Return the process that serves the data directory, or None when there is none."""
    pid = _noted_pid(cluster)
    return pid if pid is not None and _works_in(pid, cluster) else None


def clear_stale_files(cluster: Path, socket: Path, patience: float = 20.0) -> None:
    """Remove what a killed server left behind, once the last of its processes has ended.

    Raises EmbeddedError when processes of the dead server live on: two servers on one data
    directory would destroy it.
    """
    until = time.monotonic() + patience
    while left := _processes_in(cluster):
        if time.monotonic() > until:
            numbers = ", ".join(map(str, left))
            raise EmbeddedError(
                f"The database server in {cluster} has died, but its processes {numbers} have"
                " not ended. End them (kill) and start again."
            )
        time.sleep(0.1)
    (cluster / "postmaster.pid").unlink(missing_ok=True)
    for left_behind in socket.glob(".s.PGSQL.*"):
        left_behind.unlink(missing_ok=True)


def _noted_pid(cluster: Path) -> int | None:
    try:
        return int((cluster / "postmaster.pid").read_text().splitlines()[0])
    except (FileNotFoundError, IndexError, ValueError):
        return None


def _works_in(pid: int, cluster: Path) -> bool:
    try:
        process = psutil.Process(pid)
        if process.status() == psutil.STATUS_ZOMBIE:
            return False
        return Path(process.cwd()) == cluster.resolve()
    except psutil.Error:
        return False


def _processes_in(cluster: Path) -> list[int]:
    return [pid for pid in psutil.pids() if _works_in(pid, cluster)]
