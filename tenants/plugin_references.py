"""What plugins keep about a row of core, installed or not: found in the catalogue itself.

When two rows of core become one, what plugins keep about the one goes along to the other, or it
would be taken away with it; and a row about which a plugin keeps something is in use.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tenants.isolation import TENANT
from tenants.roles import PLUGIN_KEY, PLUGIN_SCHEMA
from tenants.session import TenantSession

_REFERENCES = text("""
SELECT n.nspname AS schema, quote_ident(n.nspname) || '.' || quote_ident(c.relname) AS name,
  quote_ident(a.attname) AS column
FROM pg_catalog.pg_constraint k
JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_attribute a
  ON a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey) AND a.attname <> 'tenant_id'
WHERE k.contype = 'f' AND k.confrelid = to_regclass(:target) AND starts_with(n.nspname, :prefix)
ORDER BY 1, 2, 3
""")


@dataclass(frozen=True, slots=True)
class _Reference:
    """A column of a plugin's table; the names are quoted."""

    key: str
    table: str
    column: str


def move_plugin_rows(session: TenantSession, table: str, from_id: UUID, to_id: UUID) -> None:
    """Have what plugins keep about one row of a table of core be about another.

    A row that a plugin may keep only one of stays where it is.
    """
    for reference in _references(session, table):
        move = f"UPDATE {reference.table} SET {reference.column} = :to {_about(reference)}"  # noqa: S608
        try:
            with session.as_plugin(reference.key):
                _connection(session).execute(text(move), _values(session, to=to_id, about=from_id))
        except IntegrityError:
            _move_one_by_one(session, reference, from_id, to_id)


def _move_one_by_one(
    session: TenantSession, reference: _Reference, from_id: UUID, to_id: UUID
) -> None:
    find = f"SELECT id FROM {reference.table} {_about(reference)} ORDER BY id"  # noqa: S608
    move = (
        f"UPDATE {reference.table} SET {reference.column} = :to"  # noqa: S608
        " WHERE tenant_id = :tenant AND id = :id"
    )
    with session.as_plugin(reference.key):
        found = _connection(session).execute(text(find), _values(session, about=from_id))
        ids = list(found.scalars())
    for row_id in ids:
        try:
            with session.as_plugin(reference.key):
                _connection(session).execute(text(move), _values(session, to=to_id, id=row_id))
        except IntegrityError:
            continue


def count_plugin_rows(
    session: TenantSession, table: str, row_ids: Collection[UUID]
) -> dict[UUID, int]:
    """How many rows plugins keep about each of these rows of a table of core."""
    found = dict.fromkeys(row_ids, 0)
    for reference in _references(session, table) if found else ():
        count = (
            f"SELECT {reference.column}, count(*) FROM {reference.table}"  # noqa: S608
            f" WHERE tenant_id = :tenant AND {reference.column} = ANY (:ids) GROUP BY 1"
        )
        with session.as_plugin(reference.key):
            counted = _connection(session).execute(
                text(count), {"tenant": session.tenant_id, "ids": list(found)}
            )
            for row_id, number in counted.all():
                found[row_id] += number
    return found


def plugin_rows_about(
    session: TenantSession, rows: Mapping[str, Collection[UUID]]
) -> dict[str, int]:
    """How many rows each plugin keeps about any of these rows of core, given by table; each once.

    Plugins that keep none are left out.
    """
    by_table: dict[tuple[str, str], dict[str, list[UUID]]] = {}
    for table, ids in rows.items():
        for reference in _references(session, table) if ids else ():
            columns = by_table.setdefault((reference.key, reference.table), {})
            columns[reference.column] = [*columns.get(reference.column, ()), *ids]
    found: dict[str, int] = {}
    for (key, table), columns in by_table.items():
        any_of = " OR ".join(f"{name} = ANY (:ids{at})" for at, name in enumerate(columns))
        count = f"SELECT count(*) FROM {table} WHERE tenant_id = :tenant AND ({any_of})"  # noqa: S608
        values = {f"ids{at}": ids for at, ids in enumerate(columns.values())}
        with session.as_plugin(key):
            counted = _connection(session).execute(
                text(count), {"tenant": session.tenant_id, **values}
            )
            number = counted.scalar_one()
        if number:
            found[key] = found.get(key, 0) + number
    return found


def _references(session: TenantSession, table: str) -> Iterator[_Reference]:
    asked = {"target": f"{TENANT}.{table}", "prefix": PLUGIN_SCHEMA}
    for row in _connection(session).execute(_REFERENCES, asked).all():
        key = row.schema.removeprefix(PLUGIN_SCHEMA)
        if PLUGIN_KEY.fullmatch(key):
            yield _Reference(key, row.name, row.column)


def _about(reference: _Reference) -> str:
    return f"WHERE tenant_id = :tenant AND {reference.column} = :about"


def _values(session: TenantSession, **ids: UUID) -> dict[str, UUID | int]:
    return {"tenant": session.tenant_id, **ids}


def _connection(session: TenantSession) -> Connection:
    """The session's own: these statements have no models, and each names the tenant itself."""
    return Session.connection(session)
