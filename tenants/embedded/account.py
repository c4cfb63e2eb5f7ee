"""The operating system account that PostgreSQL runs as: it refuses to run as root."""

import os
import pwd
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from tenants.embedded.errors import EmbeddedError

STAND_INS = ("postgres", "nobody")


class SpawnOptions(TypedDict, total=False):
    """The arguments by which `subprocess` starts a process as another account."""

    user: int
    group: int
    extra_groups: Iterable[int]


@dataclass(frozen=True)
class Account:
    """An operating system account, and whether we must switch to it."""

    name: str
    uid: int
    gid: int

    @property
    def is_ours(self) -> bool:
        """Whether this process already runs as the account."""
        return os.geteuid() == self.uid

    def spawn_options(self) -> SpawnOptions:
        """Return what `subprocess` needs to start a process as this account."""
        if self.is_ours:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def can_enter(self, folder: Path) -> bool:
        """Try whether the account reaches a folder; rights, ACLs and mounts all have a say."""
        command = ["/bin/sh", "-c", 'cd -- "$1"', "sh", str(folder)]
        options = self.spawn_options()
        done = subprocess.run(command, cwd="/", capture_output=True, check=False, **options)
        return done.returncode == 0

    def make_folder(self, folder: Path) -> None:
        """Make a folder that only this account enters."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not self.is_ours:
            os.chown(folder, self.uid, self.gid)
        folder.chmod(0o700)


def account_for(cluster: Path) -> Account:
    """Return who owns the data, or who is to own them: ourselves, or under root a stand-in."""
    if os.geteuid() != 0:
        return _account(os.geteuid())
    if cluster.exists() and (owner := cluster.stat().st_uid) != 0:
        return _account(owner)
    for name in STAND_INS:
        try:
            return _account(pwd.getpwnam(name).pw_uid)
        except KeyError:
            continue
    raise EmbeddedError(
        "PostgreSQL refuses to run as root, and this system has neither the user postgres nor"
        " nobody. Run this as an ordinary user, or set DATABASE_URL to a server of your own."
    )


def _account(uid: int) -> Account:
    """Return the account of a user id; in a container it may have no name."""
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        return Account(str(uid), uid, os.getegid())
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
