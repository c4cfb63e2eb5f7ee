"""pgbouncer in transaction mode, before the server of the run."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import make_url

from tenants.embedded import EmbeddedServer
from tenants.embedded.account import account_for
from tenants.roles import APPLICATION

PORT = 6432
CONNECTIONS = 2
"""Fewer than there are clients, so that they have to share."""


def find_pooler() -> str | None:
    """Where the program is; Debian keeps it where only root looks."""
    return shutil.which("pgbouncer") or shutil.which("pgbouncer", path="/usr/sbin:/usr/local/sbin")


@contextmanager
def pooler(program: str, server: EmbeddedServer, place: Path) -> Iterator[Path]:
    """Run it for as long as it takes; gives the folder of its socket."""
    account = account_for(place / "nothing")
    folder = place / "pooler"
    account.make_folder(folder)
    users = folder / "users"
    users.write_text(f'"{APPLICATION}" "{server.password_of(APPLICATION)}"\n')
    settings = folder / "settings.ini"
    settings.write_text(_settings(server, folder, users))
    for file in (users, settings):
        shutil.chown(file, account.uid, account.gid)
    running = subprocess.Popen(
        [program, "-q", str(settings)],
        cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        **account.spawn_options(),
    )  # fmt: skip
    try:
        _await(folder / f".s.PGSQL.{PORT}", running)
        yield folder
    finally:
        running.terminate()
        running.wait(10)


def through(url: str, folder: Path) -> str:
    """The same address, by way of the pooler."""
    there = make_url(url).set(query={"host": str(folder), "port": str(PORT)})
    return there.render_as_string(hide_password=False)


def _settings(server: EmbeddedServer, folder: Path, users: Path) -> str:
    return f"""[databases]
* = host={server.socket} port=5432
[pgbouncer]
unix_socket_dir = {folder}
listen_port = {PORT}
auth_type = scram-sha-256
auth_file = {users}
pool_mode = transaction
default_pool_size = {CONNECTIONS}
max_client_conn = 100
logfile = {folder}/log
"""


def _await(socket: Path, running: "subprocess.Popen[bytes]") -> None:
    ends = time.monotonic() + 20
    while not socket.exists():
        assert running.poll() is None, "pgbouncer ended at once"
        assert time.monotonic() < ends, "pgbouncer does not answer"
        time.sleep(0.05)
