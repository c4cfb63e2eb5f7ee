"""Every table, every verb, every role: what each may see and do, from the catalogue."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from psycopg.errors import ForeignKeyViolation
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from tenants.catalogue.rules import APPEND_ONLY, CONSOLE_READS, NEVER_CHANGED
from tenants.context import TenantContext
from tenants.database import Database
from tenants.isolation import TenantModel
from tenants.keys import MasterKey
from tenants.plugin_tables import declared_by
from tenants.provisioning import create_tenant, open_vault
from tenants.roles import plugin_role, plugin_schema
from tests.fixtures_database import a_programme
from tests.plugins_for_tests import PLUGINS
from tests.rows import Ids, fill_plugin, fill_tenant, tenant_models

VERBS = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE")
DENIED = "permission denied"
WALLED = "violates row-level security"


@dataclass(frozen=True)
class Case:
    """A role, and the tenant that it names: its "own" (whose row it is), the "other" or none."""

    role: str
    says: str


@dataclass(frozen=True)
class Filled:
    """Two tenants with a row in every table."""

    own: TenantContext
    other: TenantContext
    ids: Ids


@pytest.fixture(scope="module")
def filled(plugged: Database, master_key: MasterKey) -> Filled:
    own, other = (create_tenant(plugged, master_key, a_programme()) for _ in range(2))
    ids = [_fill(plugged, tenant, master_key) for tenant in (own, other)]
    return Filled(own, other, ids[0])


def _fill(database: Database, tenant: TenantContext, master_key: MasterKey) -> Ids:
    marker = f"t{tenant.id}"
    with database.transaction(tenant.id) as session:
        vault = open_vault(session, master_key)
        ids = fill_tenant(session, vault, marker)
        for plugin in PLUGINS:
            ids |= fill_plugin(session, vault, marker, plugin.key, ids)
    return ids


@pytest.fixture
def connection(plugged_superuser: Engine) -> Iterator[Connection]:
    with plugged_superuser.connect() as connection:
        yield connection
        connection.rollback()


def expected(case: Case, table: str, verb: str) -> str:
    """What must come of it: the number of the own tenant's rows reached, or the refusal."""
    if case.role == "buurt_backup":
        return "1" if verb == "SELECT" else DENIED
    if case.role in ("buurt_worker", "buurt_migrator"):
        return DENIED
    if case.role == "buurt_console":
        return "1" if verb == "SELECT" and table in CONSOLE_READS else DENIED
    if case.role == "buurt_owner" and verb == "TRUNCATE":
        return "truncated"
    if verb not in _rights(case.role, table):
        return DENIED
    if case.says == "own":
        return "1"
    return WALLED if verb == "INSERT" else "0"


def _rights(role: str, table: str) -> tuple[str, ...]:
    schema, _, _ = table.partition(".")
    if role != "buurt_owner" and role != _ROLES.get(schema, "buurt_app"):
        return ()
    if role == "buurt_app" and table in APPEND_ONLY:
        return ("SELECT", "INSERT")
    if role == "buurt_app" and table in NEVER_CHANGED:
        return ("SELECT", "INSERT", "DELETE")
    return ("SELECT", "INSERT", "UPDATE", "DELETE")


def statement(table: str, verb: str) -> str:
    """A statement that reaches for one row of the own tenant."""
    one = "WHERE tenant_id = :tenant AND id = CAST(:id AS uuid)"
    table = _quoted(table)
    return {
        "SELECT": f"SELECT id FROM {table} {one}",
        "INSERT": f"INSERT INTO {table} SELECT * FROM"
        f" jsonb_populate_record(NULL::{table}, CAST(:row AS jsonb)) ON CONFLICT DO NOTHING",
        "UPDATE": f"UPDATE {table} SET id = id {one}",
        "DELETE": f"DELETE FROM {table} {one}",
        "TRUNCATE": f"TRUNCATE {table} CASCADE",
    }[verb]


def _quoted(table: str) -> str:
    return table.replace(".", '."') + '"'


def outcome(connection: Connection, filled: Filled, table: str, verb: str) -> str:
    """Try it, undo it, and say what came of it."""
    values = {
        "tenant": filled.own.id,
        "id": str(filled.ids[table.removeprefix("tenant.")][0]),
    }
    attempt = connection.begin_nested()
    try:
        if verb == "INSERT":
            values = {"row": _copy(connection, table, values)}
        tried = connection.execute(text(statement(table, verb)), values)
        return "truncated" if verb == "TRUNCATE" else str(_reached(tried, verb))
    except IntegrityError as held:
        # Reached, and held by a row that refers to it.
        return "1" if isinstance(held.orig, ForeignKeyViolation) else str(held)
    except DBAPIError as refused:
        return next((words for words in (DENIED, WALLED) if words in str(refused)), str(refused))
    finally:
        attempt.rollback()


def _reached(tried: object, verb: str) -> int:
    rows = getattr(tried, "rowcount", 0)
    # The copy meets the row it was made of: that it got so far shows that the wall let it.
    return 1 if verb == "INSERT" else int(rows)


def _copy(connection: Connection, table: str, values: dict[str, object]) -> str:
    """The row as JSON, read past the wall."""
    role = connection.scalar(text("SELECT current_user"))
    connection.execute(text("RESET ROLE"))
    query = f"SELECT to_jsonb(t) FROM {_quoted(table)} t WHERE tenant_id = :tenant AND id = :id"
    row = connection.scalar(text(query), values)
    connection.execute(text(f"SET LOCAL ROLE {role}"))
    return json.dumps(row)


_ROLES = {plugin_schema(plugin.key): plugin_role(plugin.key) for plugin in PLUGINS}
CASES = (
    Case("buurt_p_round_table", "own"),
    Case("buurt_p_round_table", "other"),
    Case("buurt_p_round_table", "none"),
    Case("buurt_p_toy_library", "own"),
    Case("buurt_app", "own"),
    Case("buurt_app", "other"),
    Case("buurt_app", "none"),
    Case("buurt_owner", "own"),
    Case("buurt_owner", "other"),
    Case("buurt_owner", "none"),
    *(
        Case(role, says)
        for role in ("buurt_console", "buurt_worker", "buurt_migrator", "buurt_backup")
        for says in ("own", "other", "none")
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.role}-{case.says}")
def test_every_table_and_verb(connection: Connection, filled: Filled, case: Case) -> None:
    tables = list(connection.scalars(text(_TENANT_TABLES)))
    assert set(tables) == {model.__table__.fullname for model in _models()}  # type: ignore[attr-defined]
    connection.execute(text(f"SET LOCAL ROLE {case.role}"))
    if case.says != "none":
        says = filled.own if case.says == "own" else filled.other
        connection.execute(text(f"SET LOCAL app.tenant_id = '{says.id}'"))
    attempts = {
        (table, verb): outcome(connection, filled, table, verb)
        for table in tables
        for verb in VERBS
    }
    wrong = {
        attempt: f"{result}, not {expected(case, *attempt)}"
        for attempt, result in attempts.items()
        if result != expected(case, *attempt)
    }
    assert not wrong


def _models() -> list[type[TenantModel]]:
    return [*tenant_models(), *(model for plugin in PLUGINS for model in declared_by(plugin.key))]


_TENANT_TABLES = """
SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND (n.nspname = 'tenant' OR n.nspname LIKE 'plugin\\_%')
"""


def test_the_console_reads_figures_of_all_and_nothing_else(
    plugged: Database, filled: Filled
) -> None:
    with plugged.console() as session:
        query = "SELECT count(*) FROM tenant.published_figure WHERE tenant_id IN (:a, :b)"
        both = {"a": filled.own.id, "b": filled.other.id}
        assert session.scalar(text(query), both) == 2
