"""Where the server's data and socket lie, so that its account can reach them."""

import hashlib
import os
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tenants.embedded.account import Account
from tenants.embedded.errors import EmbeddedError

# A socket's whole path may take 107 bytes on Linux and 103 on macOS.
LONGEST_SOCKET_PATH = 103
SOCKET_FILE = ".s.PGSQL.5432"
NOTE = "postgres-folder.txt"


@dataclass(frozen=True)
class Home:
    """The folder of one server. The folder is ours; cluster and socket are PostgreSQL's."""

    folder: Path
    socket: Path

    @property
    def cluster(self) -> Path:
        """PostgreSQL's own data directory."""
        return self.folder / "cluster"

    @property
    def log(self) -> Path:
        """What the server had to say."""
        return self.cluster / "server.log"

    @property
    def passwords(self) -> Path:
        """The passwords of the roles; only we read it."""
        return self.folder / "passwords.json"

    @property
    def lock(self) -> Path:
        """Held by the process that started the server."""
        return self.folder / "launcher.lock"


def lasting_temp() -> Path:
    """Return the temporary folder that outlives a restart of the machine."""
    lasting = Path("/var/tmp")  # noqa: S108 - what lies in it is checked for its owner
    return lasting if lasting.is_dir() else Path(tempfile.gettempdir())


def existing_cluster(data_dir: Path) -> Path:
    """Return where the data of an earlier start lie, or would lie beside the other data."""
    note = data_dir / NOTE
    folder = Path(note.read_text().strip()) if note.exists() else data_dir / "postgres"
    return folder / "cluster"


def prepare_home(data_dir: Path, account: Account, spare: Path) -> Home:
    """Choose and make the server's folder.

    It lies in `data_dir`; where the account cannot enter that, in a folder of `spare` whose name
    follows from `data_dir`, and a note in `data_dir` tells so.
    """
    data_dir.mkdir(parents=True, exist_ok=True)
    cluster = existing_cluster(data_dir)
    folder = cluster.parent
    if not cluster.exists() and not account.can_enter(data_dir):
        folder = _spare_home(data_dir, spare)
    make_own_folder(folder)
    home = Home(folder, _socket_folder(folder, data_dir, spare))
    account.make_folder(home.socket)
    if not account.can_enter(home.socket):
        raise EmbeddedError(
            f"PostgreSQL runs as {account.name}, who cannot enter {folder}."
            " Give that user the right to pass through the folders above it."
        )
    return home


def make_own_folder(folder: Path) -> None:
    """Make a folder that is ours and that others may pass through; refuse anyone else's."""
    folder.mkdir(mode=0o711, parents=True, exist_ok=True)
    found = folder.lstat()
    if found.st_uid != os.geteuid() and os.geteuid() != 0:
        raise EmbeddedError(
            f"{folder} belongs to another user. Start as that user, or choose another folder"
            " with --data."
        )
    if not stat.S_ISDIR(found.st_mode):
        raise EmbeddedError(f"{folder} is not a folder. Remove it and start again.")
    if found.st_uid == os.geteuid():
        folder.chmod(0o711)


def spare_folder(data_dir: Path, spare: Path) -> Path:
    """Return a short folder name that follows from the data folder and from who we are."""
    digest = hashlib.sha256(os.fsencode(data_dir)).hexdigest()[:16]
    return spare / f"buurtgezinnen-{os.geteuid()}-{digest}"


def _spare_home(data_dir: Path, spare: Path) -> Path:
    """Return the folder beside the checkout, and note it in the checkout before it is made."""
    folder = spare_folder(data_dir, spare)
    refuse_planted(folder)
    note = data_dir / NOTE
    if (folder / "cluster").exists() and not note.exists():
        raise EmbeddedError(
            f"{data_dir} is new, but its database of an earlier time is still in {folder}."
            f" To begin anew, remove that folder; to go on with it, write its path in {note}."
        )
    note.write_text(f"{folder}\n")
    return folder


def _socket_folder(folder: Path, data_dir: Path, spare: Path) -> Path:
    """Return a folder for the socket whose path is short enough for the system."""
    beside = folder / "socket"
    if len(os.fsencode(beside / SOCKET_FILE)) <= LONGEST_SOCKET_PATH:
        return beside
    short = spare_folder(data_dir, spare)
    refuse_planted(short)
    make_own_folder(short)
    return short / "socket"


def refuse_planted(folder: Path) -> None:
    """Refuse a folder in a shared place that somebody else made, or that leads elsewhere."""
    if not os.path.lexists(folder):
        return
    found = folder.lstat()
    if stat.S_ISLNK(found.st_mode) or found.st_uid != os.geteuid():
        raise EmbeddedError(f"{folder} was not made by us. See what it is, and remove it.")
