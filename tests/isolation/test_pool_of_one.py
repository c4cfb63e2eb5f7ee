"""One connection for two tenants: whatever happened before, it shows only whose turn it is."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Engine, func, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.orm import Session

from core.families.models import Family
from tenants.context import TenantContext
from tenants.database import Database

DAY = date(2016, 7, 1)


@pytest.fixture
def door(application_url: str) -> Iterator[Database]:
    door = Database(application_url, pool_size=1)
    yield door
    door.close()


@pytest.fixture
def pair(door: Database, tenant: TenantContext, other_tenant: TenantContext) -> tuple[int, int]:
    for one in (tenant, other_tenant):
        with door.transaction(one.id) as session:
            session.add(Family(name=one.slug[:20], created_on=DAY))
    return tenant.id, other_tenant.id


def sees(door: Database, tenant_id: int) -> set[int]:
    """The tenants of the rows that a transaction shows, by the wall and through the models."""
    with door.transaction(tenant_id) as session:
        return set(session.scalars(select(Family.tenant_id)))


def raw_sees(session: Session) -> set[int]:
    """The tenants of the rows that PostgreSQL itself shows."""
    return set(session.scalars(text("SELECT tenant_id FROM tenant.family")))


def shows_nothing(door: Database) -> bool:
    """Without a tenant the setting is empty and no row is seen."""
    with door.registry() as session:
        setting = session.scalar(text("SELECT current_setting('app.tenant_id', true)"))
        return setting in ("", None) and not raw_sees(session)


def test_alternating_tenants(door: Database, pair: tuple[int, int]) -> None:
    for turn in range(20):
        assert sees(door, pair[turn % 2]) == {pair[turn % 2]}
        assert shows_nothing(door)


def test_after_a_commit_the_setting_is_empty_not_absent(
    door: Database, pair: tuple[int, int]
) -> None:
    sees(door, pair[0])
    with door.registry() as session:
        assert session.scalar(text("SELECT current_setting('app.tenant_id', true)")) == ""
        assert raw_sees(session) == set()


def test_without_a_tenant_nothing_is_taken(door: Database, pair: tuple[int, int]) -> None:
    refused = pytest.raises(DBAPIError, match="row-level security")
    with refused, door.registry() as session:
        session.add(Family(tenant_id=pair[0], name="x", created_on=DAY))


def test_after_an_exception(door: Database, pair: tuple[int, int]) -> None:
    with pytest.raises(ZeroDivisionError), door.transaction(pair[0]) as session:
        _fail_after_reading(session)
    assert shows_nothing(door)
    assert sees(door, pair[1]) == {pair[1]}


def test_after_an_error_of_the_database(door: Database, pair: tuple[int, int]) -> None:
    with pytest.raises(IntegrityError), door.transaction(pair[0]) as session:
        session.add(Family(name=None, created_on=DAY))
    assert shows_nothing(door)
    assert sees(door, pair[1]) == {pair[1]}


def test_after_a_rollback(door: Database, pair: tuple[int, int]) -> None:
    with door.transaction(pair[0]) as session:
        session.execute(select(Family))
        session.rollback()
    assert shows_nothing(door)
    assert sees(door, pair[1]) == {pair[1]}


def test_after_a_savepoint_was_undone(door: Database, pair: tuple[int, int]) -> None:
    with door.transaction(pair[0]) as session:
        attempt = session.begin_nested()
        session.execute(select(Family))
        attempt.rollback()
        assert set(session.scalars(select(Family.tenant_id))) == {pair[0]}
    assert sees(door, pair[1]) == {pair[1]}


def test_after_a_lost_connection(door: Database, pair: tuple[int, int], superuser: Engine) -> None:
    with pytest.raises(OperationalError), door.transaction(pair[0]) as session:
        _read_after_the_end(session, superuser)
    assert shows_nothing(door)
    assert sees(door, pair[1]) == {pair[1]}


def test_after_a_connection_lost_in_the_pool(
    door: Database, pair: tuple[int, int], superuser: Engine
) -> None:
    with door.registry() as session:
        number = session.scalar(select(func.pg_backend_pid()))
    _end_connection(number, superuser)
    assert sees(door, pair[1]) == {pair[1]}


def _end_connection(number: int | None, superuser: Engine) -> None:
    with superuser.connect() as connection:
        connection.execute(text("SELECT pg_terminate_backend(:n, 5000)"), {"n": number})


def _fail_after_reading(session: Session) -> None:
    session.execute(select(Family))
    raise ZeroDivisionError


def _read_after_the_end(session: Session, superuser: Engine) -> None:
    _end_connection(session.scalar(select(func.pg_backend_pid())), superuser)
    session.execute(select(Family))
