"""Tables of plugins: what may be declared, how they come and go, and what they hold up."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Date, Engine, String, create_engine, select, text
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship
from sqlalchemy.pool import NullPool

from core.extension.first_migration import first_migration
from core.extension.store import PluginStore
from core.families.models import Family
from core.models import METADATA
from tenants import at_head, migrating
from tenants.catalogue import check
from tenants.columns import belongs_to, internal
from tenants.context import TenantContext
from tenants.database import Database
from tenants.isolation import Base
from tenants.keys import MasterKey
from tenants.migrating import CannotMigrate
from tenants.plugin_ddl import PluginMigrations
from tenants.plugin_migrating import downgrade_plugin, purge_plugin, upgrade_plugin
from tenants.plugin_tables import (
    BadTable,
    PluginTable,
    declared_by,
    forget_tables,
    metadata_of,
)
from tenants.provisioning import create_tenant, open_vault
from tenants.roles import APPLICATION, MIGRATOR
from tests.databases import TestDatabases
from tests.fixtures_database import a_programme
from tests.plugins_for_tests import PLUGINS, ROUND_TABLE, TOY_LIBRARY
from tests.plugins_for_tests.round_table.tables import Case, Meeting

DAY = date(2016, 7, 1)


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    yield
    forget_tables("badges")


def _blocks() -> None:
    class Badge(PluginTable, plugin="badges"):
        __tablename__ = "badge"
        family_id: Mapped[UUID] = belongs_to("family")


def _stays_behind() -> None:
    class Badge(PluginTable, plugin="badges"):
        __tablename__ = "badge"
        family_id: Mapped[UUID | None] = belongs_to("family", on_delete="SET NULL")


def _to_nothing() -> None:
    class Badge(PluginTable, plugin="badges"):
        __tablename__ = "badge"
        meeting_id: Mapped[UUID] = belongs_to("meeting", on_delete="CASCADE")


def _raw_reference() -> None:
    class Badge(PluginTable, plugin="badges"):
        __tablename__ = "badge"
        who: Mapped[UUID] = internal(sa.Uuid(), sa.ForeignKey("plugin_badges.badge.id"))


def _unclassified() -> None:
    class Badge(PluginTable, plugin="badges"):
        __tablename__ = "badge"
        name: Mapped[str] = mapped_column(String(40))


def _unique_over_tenants() -> None:
    class Badge(PluginTable, plugin="badges"):
        __tablename__ = "badge"
        name: Mapped[str] = internal(String(40), unique=True)


def _server_default() -> None:
    class Badge(PluginTable, plugin="badges"):
        __tablename__ = "badge"
        name: Mapped[str] = internal(String(40), server_default="x")


class Loud(sa.types.TypeDecorator[str]):
    impl = String
    cache_ok = True


def _type_of_its_own() -> None:
    class Badge(PluginTable, plugin="badges"):
        __tablename__ = "badge"
        name: Mapped[str] = internal(Loud(40))


def _schema_of_core() -> None:
    class Badge(PluginTable, plugin="badges"):
        __tablename__ = "badge"
        __table_args__ = {"schema": "tenant"}  # noqa: RUF012


def _table_of_core() -> None:
    class Badge(PluginTable, plugin="badges"):
        __table__ = Family.__table__


def _own_tenant() -> None:
    class Badge(PluginTable, plugin="badges"):
        __tablename__ = "badge"
        tenant_id: Mapped[int] = internal(sa.Integer(), primary_key=True)


def _related() -> None:
    class Badge(PluginTable, plugin="badges"):
        __tablename__ = "badge"
        family_id: Mapped[UUID] = belongs_to("family", on_delete="CASCADE")
        family = relationship(Family, primaryjoin="foreign(Badge.family_id) == Family.id")


def _computed() -> None:
    class Badge(PluginTable, plugin="badges"):
        __tablename__ = "badge"
        names = column_property(select(Family.name).scalar_subquery())


def _without_key() -> None:
    class Badge(PluginTable):
        __tablename__ = "badge"


def _bad_key() -> None:
    class Badge(PluginTable, plugin="tenant; DROP"):
        __tablename__ = "badge"


def _of_another() -> None:
    class Badge(Meeting, plugin="badges"):
        pass


REFUSED: dict[Callable[[], None], str] = {
    _blocks: 'Badge.family_id: say on_delete="CASCADE"',
    _stays_behind: 'Badge.family_id: say on_delete="CASCADE"',
    _to_nothing: "Badge.meeting_id: there is no table 'meeting'",
    _raw_reference: "Badge.who: refer with belongs_to",
    _unclassified: "Badge.name: declare it with internal, personal",
    _unique_over_tenants: "unique within one tenant",
    _server_default: "values are made in Python",
    _type_of_its_own: "Loud is not a type of SQLAlchemy",
    _schema_of_core: "stands in plugin_badges",
    _table_of_core: "__table__ is not yours to say",
    _own_tenant: "tenant_id is not yours to say",
    _related: "a plugin's table has columns only",
    _computed: "a plugin's table has columns only",
    _without_key: 'say plugin="<key>"',
    _bad_key: "cannot be the key of a plugin",
    _of_another: "derive it from PluginTable itself",
}


@pytest.mark.parametrize("declare", REFUSED, ids=lambda declare: declare.__name__)
def test_what_cannot_stand_is_refused(declare: Callable[[], None]) -> None:
    with pytest.raises(BadTable) as refused:
        declare()
    assert REFUSED[declare] in str(refused.value)
    assert not metadata_of("badges").tables


def _badge() -> type[PluginTable]:
    class Badge(PluginTable, plugin="badges"):
        __tablename__ = "badge"
        given_on: Mapped[date] = internal(Date())

    return Badge


def test_a_key_can_be_declared_again_once_it_was_forgotten() -> None:
    first = _badge()
    with pytest.raises(BadTable, match="declares this table twice"):
        _badge()
    assert declared_by("badges") == [first]
    forget_tables("badges")
    assert declared_by("badges") == []
    second = _badge()
    assert declared_by("badges") == [second]
    assert second is not first


def test_core_knows_nothing_of_them() -> None:
    assert not [table for table in METADATA.tables.values() if table.schema != "platform"
                and table.schema != "tenant"]  # fmt: skip
    assert Meeting not in {mapper.class_ for mapper in Base.registry.mappers}
    assert declared_by("round_table") == [Meeting, Case]


@pytest.fixture
def door(databases: TestDatabases, throw_away: str) -> Iterator[Database]:
    databases.plug(throw_away, PLUGINS)
    door = Database(databases.server.url(APPLICATION, throw_away))
    yield door
    door.close()


@pytest.fixture
def url(databases: TestDatabases, throw_away: str) -> str:
    return databases.server.url(MIGRATOR, throw_away)


@pytest.fixture
def root(databases: TestDatabases, throw_away: str) -> Engine:
    return create_engine(databases.server.url("postgres", throw_away), poolclass=NullPool)


def settle(door: Database, master_key: MasterKey) -> TenantContext:
    """A tenant with a family on the agenda."""
    tenant = create_tenant(door, master_key, a_programme())
    with door.transaction(tenant.id) as session:
        family = Family(name="Jansen", created_on=DAY)
        session.add(family)
        store = PluginStore("round_table", session, lambda: open_vault(session, master_key))
        meeting = store.add(Meeting(held_on=DAY, place="Buurthuis"))
        store.add(Case(meeting_id=meeting.id, family_id=family.id))
    return tenant


def _rows(root: Engine, tenant: TenantContext) -> list[Any]:
    """How many cases and meetings a tenant has, past the wall."""
    with root.connect() as connection:
        return [
            connection.scalar(
                text(f'SELECT count(*) FROM plugin_round_table."{name}" WHERE tenant_id = :tenant'),
                {"tenant": tenant.id},
            )
            for name in ("case", "meeting")
        ]


def _count(root: Engine, *tables: str) -> list[Any]:
    with root.connect() as connection:
        return [connection.scalar(text(f"SELECT count(*) FROM {table}")) for table in tables]


def test_models_and_migrations_agree(plugged_migrator_url: str) -> None:
    for plugin in PLUGINS:
        assert _differences(plugged_migrator_url, plugin.key) == []


def _differences(url: str, key: str) -> list[Any]:
    def ours(name: str | None, kind: str, _of: Any) -> bool:
        return kind != "schema" or name == metadata_of(key).schema

    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        migrating.become_owner(connection)
        options = {"include_schemas": True, "include_name": ours, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        return list(compare_metadata(context, metadata_of(key)))


def test_the_first_migration_is_written_from_the_tables(
    databases: TestDatabases, url: str, throw_away: str, tmp_path: Path
) -> None:
    (tmp_path / "versions").mkdir()
    (tmp_path / "versions" / "0001_first.py").write_text(first_migration("round_table"))
    databases.plug(throw_away, [PluginMigrations("round_table", tmp_path)])
    assert _differences(url, "round_table") == []
    downgrade_plugin(url, "round_table", tmp_path, "base")
    with migrating.inspecting(url) as connection:
        there = text("SELECT count(*) FROM pg_tables WHERE schemaname = 'plugin_round_table'")
        assert connection.scalar(there) == 0


def test_each_plugin_has_its_own_line_of_versions(url: str, root: Engine, door: Database) -> None:
    with root.connect() as connection:
        for plugin in PLUGINS:
            assert at_head.is_plugin_at_head(connection, plugin.key, plugin.scripts)
    downgrade_plugin(url, "round_table", ROUND_TABLE.scripts, "0001")
    with root.connect() as connection:
        assert not at_head.is_plugin_at_head(connection, "round_table", ROUND_TABLE.scripts)
        assert at_head.is_plugin_at_head(connection, "toy_library", TOY_LIBRARY.scripts)
        assert at_head.is_at_head(connection)
    downgrade_plugin(url, "round_table", ROUND_TABLE.scripts, "base")
    upgrade_plugin(url, "round_table", ROUND_TABLE.scripts)
    with root.connect() as connection:
        assert at_head.is_plugin_at_head(connection, "round_table", ROUND_TABLE.scripts)
        assert check(connection) == []


def test_core_moves_while_a_plugin_is_gone(
    url: str, root: Engine, door: Database, master_key: MasterKey
) -> None:
    """Nothing here knows the plugin: only its tables are left."""
    resident = settle(door, master_key)
    migrating.downgrade(url, "-1")
    migrating.upgrade(url)
    with root.connect() as connection:
        assert at_head.is_at_head(connection)
        assert check(connection) == []
    assert _rows(root, resident) == [1, 1]


def test_a_family_is_erased_while_its_plugin_is_gone(
    plugged: Database, plugged_superuser: Engine, master_key: MasterKey
) -> None:
    resident, neighbour = (settle(plugged, master_key) for _ in range(2))
    with plugged.transaction(resident.id) as session:
        session.delete(session.scalars(select(Family)).one())
    assert _rows(plugged_superuser, resident) == [0, 1]
    assert _rows(plugged_superuser, neighbour) == [1, 1]


def test_a_tenant_is_deleted_while_its_plugin_is_gone(
    plugged: Database, plugged_superuser: Engine, master_key: MasterKey
) -> None:
    resident, neighbour = (settle(plugged, master_key) for _ in range(2))
    walled = [table for table in METADATA.sorted_tables if table.schema == "tenant"]
    with plugged_superuser.begin() as connection:
        for name in [*(table.fullname for table in reversed(walled)), "platform.tenant_letterbox"]:
            connection.execute(text(f"DELETE FROM {name} WHERE tenant_id = {resident.id}"))
        connection.execute(text(f"DELETE FROM platform.tenant WHERE id = {resident.id}"))
    assert _rows(plugged_superuser, resident) == [0, 0]
    assert _rows(plugged_superuser, neighbour) == [1, 1]


def test_purging_takes_everything_of_one_plugin(
    url: str, root: Engine, door: Database, master_key: MasterKey
) -> None:
    settle(door, master_key)
    with pytest.raises(CannotMigrate, match="confirm it"):
        purge_plugin(url, "round_table")
    assert _count(root, "plugin_round_table.meeting") == [1]
    assert purge_plugin(url, "round_table", confirmed=True) == ["case", "meeting"]
    with root.connect() as connection:
        left = text("SELECT to_regclass('migrations.plugin_round_table')::text,"
                    " to_regnamespace('plugin_round_table')::text")  # fmt: skip
        assert list(connection.execute(left).one()) == [None, None]
        assert check(connection) == []
    assert _count(root, "plugin_toy_library.toy", "tenant.family") == [0, 1]
    with pytest.raises(CannotMigrate, match="nothing to take away"):
        purge_plugin(url, "round_table", confirmed=True)
    upgrade_plugin(url, "round_table", ROUND_TABLE.scripts)
    assert _count(root, "plugin_round_table.meeting") == [0]


def test_a_plugin_without_a_role_is_not_migrated(plugged_migrator_url: str) -> None:
    with pytest.raises(CannotMigrate, match="db roles --plugin never_said"):
        upgrade_plugin(plugged_migrator_url, "never_said", ROUND_TABLE.scripts)
