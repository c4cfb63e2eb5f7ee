"""A password for every role, made once and kept in a file that only we read."""

import fcntl
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tenants.embedded.lock import open_private


class Passwords:
    """The passwords of one server's roles."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def of(self, role: str) -> str:
        """Return a role's password; the first question makes it, for all processes alike."""
        known = self._read().get(role)
        return known if known is not None else self._make(role)

    def _make(self, role: str) -> str:
        with self._one_at_a_time():
            known = self._read()
            password = known.setdefault(role, secrets.token_urlsafe(24))
            self._write(known)
        return password

    def _read(self) -> dict[str, str]:
        if not self._path.exists():
            return {}
        known: dict[str, str] = json.loads(self._path.read_text())
        return known

    def _write(self, known: dict[str, str]) -> None:
        """Replace the file whole: a power cut leaves the old one or the new one."""
        fresh = self._path.with_suffix(".new")
        fresh.unlink(missing_ok=True)
        with os.fdopen(open_private(fresh), "w") as file:
            json.dump(known, file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self._path)

    @contextmanager
    def _one_at_a_time(self) -> Iterator[None]:
        lock = open_private(self._path.with_suffix(".lock"))
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(lock)
