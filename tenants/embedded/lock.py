"""One process at a time holds a server; the system lets go of the hold when it dies."""

import fcntl
import os
from pathlib import Path

from tenants.embedded.errors import AlreadyInUse


def open_private(path: Path) -> int:
    """Open a file that only the folder's owner reads, also when root happens to make it."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    owner = path.parent.stat()
    if os.geteuid() == 0:
        os.fchown(handle, owner.st_uid, owner.st_gid)
    return handle


class LauncherLock:
    """A file lock that is held from start to stop."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None

    @property
    def held(self) -> bool:
        """Whether this object holds the lock."""
        return self._handle is not None

    def acquire(self) -> None:
        """Take the lock, or raise AlreadyInUse naming the process that has it."""
        handle = open_private(self._path)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = os.read(handle, 20).decode().strip() or "unknown"
            os.close(handle)
            raise AlreadyInUse(
                f"The database in {self._path.parent} is already in use by process {holder}."
                " Stop that one first (Ctrl-C), or choose another folder with --data."
            ) from error
        os.ftruncate(handle, 0)
        os.write(handle, f"{os.getpid()}\n".encode())
        self._handle = handle

    def release(self) -> None:
        """Let go; does nothing when the lock is not held."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
