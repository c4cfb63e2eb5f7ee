"""One installation: its keys, its database, and the environment in which its processes run.

Without DATABASE_URL it keeps everything in one folder: an embedded database and a file with
the keys, which only the owner can read. With DATABASE_URL all of it comes from the environment.
"""

import json
import logging
import os
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from core.app import make_office
from core.settings import Settings
from core.work import Office
from tenants import migrating
from tenants.embedded import EmbeddedPostgres, EmbeddedServer
from tenants.keys import MasterKey
from tenants.plugin_ddl import PluginMigrations
from tenants.plugin_migrating import upgrade_plugin
from tenants.roles import APPLICATION, LOGIN_ROLES, MIGRATOR, WORKER, role_statements

log = logging.getLogger(__name__)
DATABASE = "buurtgezinnen"
_KEYS = "keys.json"


def prepare(
    server: EmbeddedServer | None, data: Path, plugins: Sequence[PluginMigrations] = ()
) -> dict[str, str]:
    """Bring the database to the newest migration; the environment for the web and the worker.

    `plugins` are those that are installed and have tables.
    """
    environment = dict(os.environ) if server is None else _own_environment(server, data)
    if server is not None:
        _make_database(server, [plugin.key for plugin in plugins])
    if url := environment.get("MIGRATION_DATABASE_URL"):
        migrating.upgrade(url)
        upgrade_plugins(url, plugins)
    return environment


def upgrade_plugins(url: str, plugins: Sequence[PluginMigrations]) -> list[str]:
    """Bring the tables of plugins up to date; the keys of those that failed.

    One plugin never stops the start: what is wrong with it stands in the log.
    """
    failed = []
    for plugin in plugins:
        try:
            upgrade_plugin(url, plugin.key, plugin.scripts)
        except Exception:
            log.exception("the tables of plugin %s could not be brought up to date", plugin.key)
            failed.append(plugin.key)
    return failed


def _own_environment(server: EmbeddedServer, data: Path) -> dict[str, str]:
    return {
        "SECURE_COOKIES": "no",
        **os.environ,
        **_keys(data),
        "DATABASE_URL": server.url(APPLICATION, DATABASE),
        "WORKER_DATABASE_URL": server.url(WORKER, DATABASE),
        "MIGRATION_DATABASE_URL": server.url(MIGRATOR, DATABASE),
    }


def _keys(data: Path) -> dict[str, str]:
    """The keys of this folder, made once; keys in the environment win."""
    path = data / _KEYS
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        kept: dict[str, str] = json.loads(path.read_text())
    else:
        kept = {"MASTER_KEY": MasterKey.generate(), "SECRET_KEY": secrets.token_urlsafe(48)}
        with os.fdopen(file, "w") as text:
            json.dump(kept, text)
            text.flush()
            os.fsync(text.fileno())
    return {name: os.environ.get(name, value) for name, value in kept.items()}


def _make_database(server: EmbeddedServer, plugins: Sequence[str]) -> None:
    with server.connect() as connection:
        known = connection.execute("SELECT FROM pg_database WHERE datname = %s", (DATABASE,))
        if known.fetchone() is None:
            server.create_database(DATABASE)
    passwords = {role: server.password_of(role) for role in LOGIN_ROLES}
    with server.connect(DATABASE) as connection:
        for statement in role_statements(DATABASE, passwords, plugins):
            connection.execute(statement)


def data_folder() -> Path:
    """The folder of an installation without DATABASE_URL: BUURTGEZINNEN_DATA, else `.data`."""
    return Path(os.environ.get("BUURTGEZINNEN_DATA", ".data")).resolve()


@contextmanager
def environment_of(data: Path) -> Iterator[Mapping[str, str]]:
    """The environment for one command; an embedded database runs for as long as it takes."""
    if os.environ.get("DATABASE_URL"):
        yield os.environ
        return
    with EmbeddedPostgres(data).session() as server:
        yield _own_environment(server, data)


@contextmanager
def office_of(data: Path) -> Iterator[Office]:
    """What a command needs to work in this installation."""
    with environment_of(data) as environment, office_in(environment) as office:
        yield office


@contextmanager
def office_in(environment: Mapping[str, str]) -> Iterator[Office]:
    """The office that an environment describes; its connections are given back at the end."""
    office = make_office(Settings.from_env(environment))
    try:
        yield office
    finally:
        office.database.close()
