"""Start and stop the embedded server, whatever state the last run left it in."""

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tenants.embedded.account import account_for
from tenants.embedded.binaries import find_binaries, major_version
from tenants.embedded.errors import AlreadyInUse, EmbeddedError, NotRunning
from tenants.embedded.home import Home, existing_cluster, lasting_temp, prepare_home
from tenants.embedded.lock import LauncherLock
from tenants.embedded.passwords import Passwords
from tenants.embedded.processes import clear_stale_files, find_postmaster
from tenants.embedded.programs import Programs
from tenants.embedded.server import SUPERUSER, EmbeddedServer

LARGEST_LOG = 10_000_000  # bytes; a longer one is put aside at the next start
RECOVERY_PATIENCE = 300.0  # seconds for a server that is still coming up or going down


class EmbeddedPostgres:
    """The PostgreSQL server whose data lie in `data_dir`.

    `durable=False` is for tests: quicker, but a crash of the machine may cost the data.
    `binaries` names a folder with other PostgreSQL programs, 15 or newer. `spare` is used where
    the server's account cannot enter `data_dir`, or where a socket's path would be too long.
    """

    def __init__(
        self,
        data_dir: Path,
        *,
        durable: bool = True,
        binaries: Path | None = None,
        spare: Path | None = None,
    ) -> None:
        self._data_dir = data_dir.resolve()
        self._durable = durable
        self._given_binaries = binaries
        self._spare = spare or lasting_temp()
        self._programs: Programs | None = None
        self._lock: LauncherLock | None = None

    def start(self) -> EmbeddedServer:
        """Start the server, or take over one that a killed launcher left running.

        The server is ours until `stop`. Raises AlreadyInUse when another process holds it, and
        EmbeddedError when it cannot start. Calling it again revives a server that has died.
        """
        programs = self._prepare()
        self._hold(programs.home)
        try:
            return self._bring_up(programs)
        except BaseException:
            with suppress(EmbeddedError):
                self.stop()
            raise

    def stop(self) -> None:
        """Stop the server cleanly and let go of it; it may have died already."""
        if self._lock is None or not self._lock.held:
            return
        try:
            if self.is_running():
                self._prepare().stop()
        finally:
            self._let_go()

    def attach(self) -> EmbeddedServer:
        """Return the server that another process runs; raises NotRunning when there is none."""
        absent = NotRunning(f"No database is running in {self._data_dir}. Start it with: make up")
        with _access_explained():
            if not self.is_running():
                raise absent
        home = self._prepare().home
        server = EmbeddedServer(home.socket, Passwords(home.passwords))
        if not server.answers():
            raise absent
        return server

    @contextmanager
    def session(self) -> Iterator[EmbeddedServer]:
        """Use the server that runs, or else one of our own for as long as it takes."""
        try:
            server = self.start()
        except AlreadyInUse:
            yield self.attach()
            return
        try:
            yield server
        finally:
            self.stop()

    def is_running(self) -> bool:
        """Whether a server process serves these data, ours or another's."""
        return find_postmaster(existing_cluster(self._data_dir)) is not None

    def _prepare(self) -> Programs:
        """Find account, folders and binaries; the same answer for as long as we live."""
        if self._programs is None:
            with _access_explained():
                self._programs = self._find_programs()
        return self._programs

    def _find_programs(self) -> Programs:
        account = account_for(existing_cluster(self._data_dir))
        home = prepare_home(self._data_dir, account, self._spare)
        return Programs(find_binaries(account, self._spare, self._given_binaries), account, home)

    def _hold(self, home: Home) -> None:
        if self._lock is None:
            self._lock = LauncherLock(home.lock)
        if not self._lock.held:
            self._lock.acquire()

    def _let_go(self) -> None:
        if self._lock is not None:
            self._lock.release()

    def _bring_up(self, programs: Programs) -> EmbeddedServer:
        home = programs.home
        passwords = Passwords(home.passwords)
        if not home.cluster.exists():
            self._initialise(programs, passwords)
        self._refuse_other_version(programs)
        server = EmbeddedServer(home.socket, passwords)
        if not self._adopt(server, home):
            clear_stale_files(home.cluster, home.socket)
            _put_aside_long_log(home)
            programs.start(durable=self._durable)
        return server

    def _adopt(self, server: EmbeddedServer, home: Home) -> bool:
        """Take over a server that runs; wait while it comes up, or until it has gone."""
        until = time.monotonic() + RECOVERY_PATIENCE
        while pid := find_postmaster(home.cluster):
            if server.answers():
                return True
            if time.monotonic() > until:
                raise EmbeddedError(f"Process {pid} holds {home.cluster} but does not answer.")
            time.sleep(0.2)
        return False

    def _initialise(self, programs: Programs, passwords: Passwords) -> None:
        """Make the data directory under another name: half a directory is never taken for one."""
        home, account = programs.home, programs.account
        unfinished = home.folder / "cluster.new"
        shutil.rmtree(unfinished, ignore_errors=True)
        account.make_folder(unfinished)
        secret = home.socket / "password"
        secret.unlink(missing_ok=True)
        secret.touch(mode=0o600, exist_ok=False)
        secret.write_text(passwords.of(SUPERUSER))
        if not account.is_ours:
            os.chown(secret, account.uid, account.gid)
        try:
            programs.initialise(unfinished, secret, durable=self._durable)
        finally:
            secret.unlink()
        unfinished.rename(home.cluster)

    def _refuse_other_version(self, programs: Programs) -> None:
        made_by = (programs.home.cluster / "PG_VERSION").read_text().strip()
        if made_by != (ours := str(major_version(programs.binaries))):
            raise EmbeddedError(
                f"The data in {programs.home.cluster} were made by PostgreSQL {made_by}, and these"
                f" programs are version {ours}. Export with the old release, then import."
            )


@contextmanager
def _access_explained() -> Iterator[None]:
    try:
        yield
    except PermissionError as error:
        raise EmbeddedError(
            f"No access to {error.filename}: was it made by another user?"
            " Start as that user, or choose another folder with --data."
        ) from error


def _put_aside_long_log(home: Home) -> None:
    if home.log.exists() and home.log.stat().st_size > LARGEST_LOG:
        home.log.replace(home.log.with_suffix(".old.log"))
