"""Migrations go up, down and up again, agree with the models, and keep the wall."""

from collections.abc import Iterator
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, text

from core.models import METADATA
from tenants import at_head, migrating
from tenants.catalogue import check
from tenants.context import TenantContext
from tenants.isolation import PLATFORM, TENANT
from tenants.migrating import CannotMigrate
from tenants.roles import APPLICATION, MIGRATOR
from tests.databases import TestDatabases


@pytest.fixture
def own_url(databases: TestDatabases, throw_away: str) -> str:
    return databases.server.url(MIGRATOR, throw_away)


@pytest.fixture
def as_owner(migrator_url: str) -> Iterator[Connection]:
    """The migrator as the owner of the tables, in a transaction that is undone."""
    engine = create_engine(migrator_url)
    with engine.connect() as connection:
        migrating.become_owner(connection)
        yield connection
        connection.rollback()
    engine.dispose()


def test_models_and_migrations_agree(as_owner: Connection) -> None:
    options = {**migrating.MIGRATION_OPTIONS, "include_name": _is_ours, "compare_type": True}
    context = MigrationContext.configure(as_owner, opts=options)
    assert compare_metadata(context, METADATA) == []


def _is_ours(name: str | None, kind: str, _parents: Any) -> bool:
    return kind != "schema" or name in (PLATFORM, TENANT)


def test_constraints_are_named_as_the_models_name_them(as_owner: Connection) -> None:
    """Alembic compares primary keys and checks by no name."""
    query = """
        SELECT n.nspname || '.' || t.relname || '.' || k.conname FROM pg_constraint k
        JOIN pg_class t ON t.oid = k.conrelid JOIN pg_namespace n ON n.oid = t.relnamespace
        WHERE n.nspname IN ('platform', 'tenant') AND k.contype IN ('p', 'f', 'u', 'c')
    """
    from_models = {
        f"{table.fullname}.{constraint.name}"
        for table in METADATA.tables.values()
        for constraint in table.constraints
    }
    assert set(as_owner.scalars(text(query))) == from_models


def test_up_down_up(databases: TestDatabases, throw_away: str, own_url: str) -> None:
    before = _shape(own_url)
    migrating.downgrade(own_url, "base")
    assert not [line for line in _shape(own_url) if not line.startswith("migrations.")]
    migrating.upgrade(own_url)
    assert _shape(own_url) == before
    with migrating.inspecting(databases.server.url(APPLICATION, throw_away)) as connection:
        assert check(connection) == []
        assert at_head.is_at_head(connection)


def test_every_single_step_down_and_up(own_url: str) -> None:
    shapes = []
    while not _is_at_base(own_url):
        shapes.append(_shape(own_url))
        migrating.downgrade(own_url, "-1")
    for shape in reversed(shapes):
        migrating.upgrade(own_url, "+1")
        assert _shape(own_url) == shape


def _is_at_base(url: str) -> bool:
    with migrating.inspecting(url) as connection:
        connection.rollback()
        migrating.become_owner(connection)
        return not connection.scalar(text("SELECT count(*) FROM migrations.migration"))


def _shape(url: str) -> list[str]:
    """Every column, constraint, policy and grant, as lines to compare."""
    query = """
        SELECT n.nspname || '.' || c.relname || ' ' || a.attname || ' '
          || format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull
          || ' ' || coalesce(c.relacl::text, '') || c.relrowsecurity || c.relforcerowsecurity
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        WHERE n.nspname IN ('platform', 'tenant', 'jobs', 'migrations')
        UNION ALL
        SELECT n.nspname || '.' || conname || ' ' || pg_get_constraintdef(k.oid)
        FROM pg_constraint k JOIN pg_namespace n ON n.oid = k.connamespace
        WHERE n.nspname IN ('platform', 'tenant', 'jobs') AND k.conrelid <> 0
        UNION ALL SELECT schemaname || '.' || indexdef FROM pg_indexes
        WHERE schemaname IN ('platform', 'tenant', 'jobs')
        UNION ALL SELECT schemaname || '.' || tablename || policyname || qual FROM pg_policies
        ORDER BY 1
    """
    with migrating.inspecting(url) as connection:
        return list(connection.scalars(text(query)))


def test_a_database_without_migrations_is_not_at_head(databases: TestDatabases) -> None:
    name = databases.empty()
    with migrating.inspecting(databases.server.url(MIGRATOR, name)) as connection:
        assert not at_head.is_at_head(connection)
    databases.drop(name)


def test_the_application_sees_whether_it_is_at_head(
    databases: TestDatabases, database_name: str
) -> None:
    with migrating.inspecting(databases.server.url(APPLICATION, database_name)) as connection:
        assert at_head.is_at_head(connection)


def test_a_data_step_goes_tenant_by_tenant(
    as_owner: Connection, tenant: TenantContext, other_tenant: TenantContext
) -> None:
    """FORCE binds the owner: without a tenant a data step would change nothing, silently."""
    update = text("UPDATE tenant.tenant_key SET version = version")
    assert as_owner.execute(update).rowcount == 0
    done: list[int] = []

    def step(connection: Connection, number: int) -> tuple[int, int]:
        done.append(number)
        return 1, connection.execute(update).rowcount

    migrating.for_each_tenant(as_owner, step)
    assert {tenant.id, other_tenant.id} <= set(done)


def test_a_data_step_that_misses_rows_is_refused(
    as_owner: Connection, tenant: TenantContext
) -> None:
    with pytest.raises(CannotMigrate, match="2 rows expected, 1 changed"):
        migrating.for_each_tenant(as_owner, lambda _connection, _number: (2, 1))


def test_after_a_data_step_no_tenant_is_left_open(
    as_owner: Connection, tenant: TenantContext
) -> None:
    migrating.for_each_tenant(as_owner, lambda _connection, _number: (0, 0))
    assert as_owner.scalar(text("SELECT count(*) FROM tenant.tenant_key")) == 0


def test_the_migrator_alone_has_no_rights(migrator_url: str, superuser: Engine) -> None:
    with migrating.inspecting(migrator_url) as connection:
        query = "SELECT has_schema_privilege('tenant', 'USAGE')"
        assert connection.scalar(text(query)) is False


def test_the_heads_are_those_that_alembic_sees() -> None:
    scripts = ScriptDirectory(str(at_head.SCRIPTS))
    assert at_head.heads() == set(scripts.get_heads())
