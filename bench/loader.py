"""Fill an installation with many tenants at the speed of COPY."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from psycopg import Connection, sql
from psycopg.types.json import Jsonb
from sqlalchemy import JSON

from bench.mould import BLOCK, Cast, Mould, make_mould
from core.accounts.models import Identity
from core.work import Office
from tenants import audit
from tenants.context import TenantContext
from tenants.ids import new_id
from tenants.models import AuditDetail, AuditEntry
from tenants.provisioning import NewTenant, create_tenant, open_vault
from tenants.sealing import Sealed

Tell = Callable[[str], None]
Rows = Iterable[Iterable[Any]]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load made, and how long it took."""

    rows: int
    seconds: float


def slug_of(number: int) -> str:
    """The host name of a tenant of the bench."""
    return f"proef-{number}"


def load(connection: Connection, office: Office, tenants: int, families: int, tell: Tell) -> Loaded:
    """Make the tenants, each with so many families: at most a block of them, or blocks.

    `connection` is one that passes the wall, in a session of its own.
    """
    began = time.perf_counter()
    block = min(families, BLOCK)
    if families % block:
        raise ValueError(f"the number of families is at most {BLOCK}, or a multiple of it")
    mould = make_mould(office, block)
    rows = 0
    for number in range(tenants):
        rows += _fill(connection, office, found(office, number), mould, families // block)
        if (number + 1) % 50 == 0:
            tell(f"{number + 1} of {tenants} tenants, {time.perf_counter() - began:.0f} s")
    connection.execute("VACUUM ANALYZE")
    return Loaded(rows, time.perf_counter() - began)


def found(office: Office, number: int) -> TenantContext:
    """Make one empty tenant, as the console does."""
    new = new_tenant(slug_of(number))
    return create_tenant(office.database, office.settings.master_key, new)


def new_tenant(slug: str) -> NewTenant:
    """What is told of a tenant of the bench."""
    return NewTenant(slug, "Proef", "GM0340", 20_000, date(2016, 1, 1), "invented")


def _fill(
    connection: Connection, office: Office, tenant: TenantContext, mould: Mould, blocks: int
) -> int:
    with office.database.transaction(tenant.id) as session:
        vault = open_vault(session, office.settings.master_key)
        head = audit.head(session)
    assert head is not None  # noqa: S101 - a tenant's creation is its first line
    identities = {old.id: new_id() for old in mould.identities}
    cast, rows = Cast(mould, vault, identities), 0
    with connection.transaction():
        people = [_identity(old, identities[old.id], tenant) for old in mould.identities]
        rows += _copy(connection, Identity.__table__, people)
        for table, values in cast.once():
            rows += _copy(connection, table, values)
        books = []
        for number in range(blocks):
            tables, ids = cast.block(number + 1)
            books.append(ids)
            for table, values in tables:
                rows += _copy(connection, table, values)
        entries, details = cast.logbook(head, datetime.now(UTC), books)
        rows += _copy_values(connection, AuditEntry.__table__, entries)
        rows += _copy_values(connection, AuditDetail.__table__, details)
    return rows


def _identity(old: Identity, new: UUID, tenant: TenantContext) -> list[Any]:
    """The same person under another address: making a password's hash takes a tenth of a second."""
    changed = {"id": new, "email": f"{tenant.slug}.{old.email}"}
    return [changed.get(c.key, getattr(old, c.key)) for c in Identity.__table__.columns]


def _copy_values(connection: Connection, table: Any, values: list[audit.Values]) -> int:
    names = [column.name for column in table.columns]
    return _copy(connection, table, ([_bare(one[name]) for name in names] for one in values))


def _bare(value: Any) -> Any:
    return value.data if isinstance(value, Sealed) else value


def _copy(connection: Connection, table: Any, rows: Rows) -> int:
    columns = list(table.columns)
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table.schema, table.name),
        sql.SQL(", ").join(sql.Identifier(column.name) for column in columns),
    )
    is_json = [isinstance(column.type, JSON) for column in columns]
    count = 0
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(
                [Jsonb(v) if j and v is not None else v for v, j in zip(row, is_json, strict=True)]
            )
            count += 1
    return count
