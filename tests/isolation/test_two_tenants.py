"""Two tenants at once under hypothesis; and mutants of the wall, each of which must be caught."""

import dataclasses
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.errors import Flaky
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.orm import Session

from tenants import session as fences
from tenants.catalogue import check
from tenants.database import Database
from tenants.keys import MasterKey
from tenants.provisioning import create_tenant
from tenants.roles import APPLICATION
from tenants.session import TenantSession
from tests.databases import TestDatabases
from tests.fixtures_database import a_programme
from tests.isolation.machine import Leak, TwoTenants, World

QUICK = settings(
    max_examples=12,
    stateful_step_count=25,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
    print_blob=False,
)


@pytest.fixture
def world(databases: TestDatabases, throw_away: str, master_key: MasterKey) -> Iterator[World]:
    url, superuser_url = (databases.server.url(r, throw_away) for r in (APPLICATION, "postgres"))
    doors = (Database(url, pool_size=1), Database(superuser_url, pool_size=1))
    founding = Database(superuser_url, pool_size=1)
    superuser = create_engine(superuser_url)

    def make_tenant() -> int:
        return create_tenant(founding, master_key, a_programme()).id

    yield World(*doors, superuser, make_tenant)
    for one in (*doors, founding):
        one.close()
    superuser.dispose()


def leaks(world: World, how: settings = QUICK) -> list[str]:
    """What two tenants at work notice; hypothesis repeats the first failure, which may differ."""
    found: list[str] = []
    machine = type("TwoTenantsHere", (TwoTenants,), {"world": world, "leaks": found})
    with suppress(Leak, Flaky):
        run_state_machine_as_test(machine, settings=how)
    return found


def test_two_tenants_at_once(world: World) -> None:
    assert leaks(world, settings(QUICK, max_examples=15)) == []


# Mutants of the database: SQL that each breaks one stone out of the wall.

SQL: dict[str, tuple[str, ...]] = {
    "single-column foreign key": (
        "ALTER TABLE tenant.family ADD CONSTRAINT uq_family_id UNIQUE (id)",
        "ALTER TABLE tenant.family_file DROP CONSTRAINT fk_family_file_tenant_id_family_id",
        (
            "ALTER TABLE tenant.family_file ADD CONSTRAINT fk_family_file_family_id FOREIGN KEY"
            " (family_id) REFERENCES tenant.family (id) ON DELETE CASCADE"
        ),
    ),
    "global unique": (
        "ALTER TABLE tenant.membership DROP CONSTRAINT uq_membership_tenant_id_identity_id",
        "ALTER TABLE tenant.membership ADD CONSTRAINT uq_membership_all UNIQUE (identity_id)",
    ),
    "USING (true)": ("ALTER POLICY tenant_wall ON tenant.family USING (true)",),
    "WITH CHECK (true)": ("ALTER POLICY tenant_wall ON tenant.family WITH CHECK (true)",),
    "no FORCE": ("ALTER TABLE tenant.family NO FORCE ROW LEVEL SECURITY",),
    "no ENABLE": ("ALTER TABLE tenant.family DISABLE ROW LEVEL SECURITY",),
    "no policy": ("DROP POLICY tenant_wall ON tenant.family",),
    "second policy": ("CREATE POLICY all_of_it ON tenant.family USING (true)",),
}


@pytest.mark.parametrize("mutant", SQL)
def test_a_mutant_of_the_database_is_caught_twice(world: World, mutant: str) -> None:
    """By the catalogue check and by two tenants at work."""
    with world.superuser.begin() as connection:
        for statement in SQL[mutant]:
            connection.exec_driver_sql(statement)
    with world.superuser.connect() as connection:
        assert check(connection)
    assert leaks(world)


# Recruiting shows the most of all to the outside: the same stones out of the wall of its tables.

RECRUITING = ("search_profile", "search_profile_version", "profile_channel", "profile_visits")
STONES = (
    "ALTER POLICY tenant_wall ON {} USING (true)",
    "ALTER POLICY tenant_wall ON {} WITH CHECK (true)",
    "ALTER TABLE {} NO FORCE ROW LEVEL SECURITY",
    "DROP POLICY tenant_wall ON {}",
)
BORROWED = "ALTER TABLE {} ADD UNIQUE (id)"


@pytest.mark.parametrize("stone", [*STONES, BORROWED])
def test_a_mutant_of_the_tables_of_recruiting_is_caught(superuser: Engine, stone: str) -> None:
    """By the catalogue check, which names each table."""
    tables = [f"tenant.{name}" for name in RECRUITING]
    with superuser.connect() as connection:
        for table in tables:
            connection.exec_driver_sql(stone.format(table))
        found = " ".join(str(one) for one in check(connection))
        assert set(tables) <= set(re.findall(r"tenant\.\w+", found))
        connection.rollback()


@pytest.mark.parametrize(
    "statement",
    [
        "GRANT SELECT ON tenant.family TO buurt_worker",
        "GRANT USAGE ON SCHEMA tenant TO buurt_worker",
        "CREATE POLICY queue ON tenant.family TO buurt_worker USING (true)",
    ],
)
def test_a_worker_let_in_past_the_door_is_caught(world: World, statement: str) -> None:
    """No tenant work looks through the worker's eyes, so this is the check's to catch."""
    with world.superuser.begin() as connection:
        connection.exec_driver_sql(statement)
    with world.superuser.connect() as connection:
        assert check(connection)


# Mutants of the door: the listeners that make the fences, taken away or written wrongly.


@contextmanager
def _without(name: str, listener: Any, instead: Any = None) -> Iterator[None]:
    event.remove(TenantSession, name, listener)
    if instead:
        event.listen(TenantSession, name, instead)
    try:
        yield
    finally:
        if instead:
            event.remove(TenantSession, name, instead)
        event.listen(TenantSession, name, listener)


def _set_for_the_whole_session(session: TenantSession, _transaction: Any, connection: Any) -> None:
    connection.exec_driver_sql(f"SET app.tenant_id = '{session.tenant_id}'")


@contextmanager
def _worker_without_tenant() -> Iterator[None]:
    """A job that opens the door of the registry, where it should say its tenant."""
    honest = Database.transaction

    @contextmanager
    def forgetful(self: Database, _tenant_id: int) -> Iterator[Session]:
        with self.registry() as session:
            yield session

    Database.transaction = forgetful  # type: ignore[assignment, method-assign]
    try:
        yield
    finally:
        Database.transaction = honest  # type: ignore[method-assign]


def _guardless(door: str) -> Callable[[], AbstractContextManager[None]]:
    name = {"before_flush": "_fence_objects", "after_begin": "_say_which_tenant"}.get(
        door, "_fence_statements"
    )
    return lambda: _without(door, getattr(fences, name))


DOORS: dict[str, Callable[[], AbstractContextManager[None]]] = {
    "missing SET LOCAL": _guardless("after_begin"),
    "SET instead of SET LOCAL": lambda: _without(
        "after_begin", fences._say_which_tenant, _set_for_the_whole_session
    ),
    "dropped criterion": _guardless("do_orm_execute"),
    "dropped guard of objects": _guardless("before_flush"),
    "worker without tenant": _worker_without_tenant,
}


@pytest.mark.parametrize("mutant", DOORS)
def test_a_mutant_of_the_door_is_caught(world: World, mutant: str) -> None:
    pool = [world.make_tenant() for _ in range(40)]
    ready = dataclasses.replace(world, make_tenant=pool.pop)
    with DOORS[mutant]():
        assert leaks(ready)
    world.database.close()
    world.unwalled.close()
    assert leaks(world, settings(QUICK, max_examples=2)) == []
