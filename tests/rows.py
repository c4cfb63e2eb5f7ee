"""Rows for every tenant table, made from the models: no list to forget a table in."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Any, get_args, get_type_hints
from uuid import UUID

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    String,
    Table,
    Time,
    Uuid,
    select,
)
from sqlalchemy.dialects.postgresql import JSONB

from core.accounts.models import Identity
from core.models import METADATA
from tenants import audit
from tenants.audit import AuditEvent
from tenants.ids import new_id
from tenants.isolation import TENANT, Base, TenantModel
from tenants.keys import Vault, compartment_of
from tenants.models import AuditDetail, AuditEntry, TenantKey
from tenants.plugin_tables import declared_by
from tenants.roles import plugin_schema
from tenants.sealing import SealedType
from tenants.session import TenantSession

# Values that a check constraint asks for, where the value by type would not do.
FITTING: Mapping[str, Any] = {
    "coupling.ended_on": None,
    "pilot.ends_on": date(2017, 7, 1),
    "office_hour.till_time": time(11, 0),
    "match_proposal.contributions": [
        {"factor": "distance", "points": 100, "most": 250, "unknown": 0}
    ],
    "match_proposal.alternatives": [],
    "match_proposal.inputs": "{}",
    "matching_weights.points": {"distance": 1000},
    "request_price.regrets": {},
}
# Rows of these come with the tenant or through its logbook.
MADE_BY_THE_GROUND = (TenantKey, AuditEntry, AuditDetail)

Ids = dict[str, list[UUID]]


def tenant_models() -> list[type[TenantModel]]:
    """Every model behind the wall, those that others refer to first."""
    models = {m.local_table: m.class_ for m in Base.registry.mappers}
    tables = [table for table in METADATA.sorted_tables if table.schema == TENANT]
    return [models[table] for table in tables]


def fill_tenant(
    session: TenantSession, vault: Vault, marker: str, values: Mapping[str, Any] | None = None
) -> Ids:
    """One row in every tenant table, with `marker` in every text column; ids by table name.

    Texts are cut to their column, so let the first four letters of the marker be unmistakable
    already. Sealed columns are sealed, columns of an Enum get its first value, and `values`
    ("table.column") replaces what is made: codes that a page must know, say.
    """
    chosen = {**FITTING, **(values or {})}
    ids: Ids = {}
    for model in tenant_models():
        if model not in MADE_BY_THE_GROUND:
            row = _row(session, vault, model, marker, chosen, ids)
            session.add(row)
            session.flush()
            ids[model.__tablename__] = [row.id]
    identity = UUID(int=0)
    event = AuditEvent("system", identity, marker, marker[:40], identity, f"{marker} detail")
    audit.append(session, vault, [event])
    for made in MADE_BY_THE_GROUND:
        ids[made.__tablename__] = list(session.scalars(select(made.id)))
    return ids


def fill_plugin(
    session: TenantSession, vault: Vault, marker: str, key: str, ids: Ids
) -> dict[str, list[UUID]]:
    """One row in every table of a plugin, beside those of `fill_tenant`; ids by full name."""
    own: Ids = {}
    for model in declared_by(key):
        row = _row(session, vault, model, marker, FITTING, {**ids, **own})
        with session.as_plugin(key):
            session.add(row)
        own[model.__tablename__] = [row.id]
    return {f"{plugin_schema(key)}.{name}": rows for name, rows in own.items()}


def _row(
    session: TenantSession,
    vault: Vault,
    model: type[TenantModel],
    marker: str,
    chosen: Mapping[str, Any],
    ids: Ids,
) -> TenantModel:
    row = model(id=new_id())
    enums = _enums(model)
    for column in _own_columns(model.__table__):
        name = f"{model.__tablename__}.{column.name}"
        value: Any
        if column.foreign_keys:
            value = _reference(session, column, marker, ids)
        elif name in chosen:
            value = chosen[name]
        elif column.name in enums:
            value = next(iter(enums[column.name]))
        else:
            value = _value(column, f"{marker} {name}")
        if isinstance(column.type, SealedType) and value is not None:
            attribute = getattr(model, column.name)
            value = vault.within(compartment_of(attribute)).seal(attribute, row.id, value)
        setattr(row, column.name, value)
    return row


def _own_columns(table: Any) -> Iterable[Column[Any]]:
    assert isinstance(table, Table)
    return (column for column in table.columns if column.name not in ("tenant_id", "id"))


def _reference(session: TenantSession, column: Column[Any], marker: str, ids: Ids) -> UUID | None:
    if target := column.info.get("belongs_to"):
        # The first row of a table has none of its own kind to refer to.
        return None if target == column.table.name else ids[target][0]
    identity = Identity(id=new_id(), name=marker, email=f"{marker}-{new_id()}@example.org".lower())
    session.add(identity)
    session.flush()
    return identity.id


def _enums(model: type[TenantModel]) -> dict[str, type[StrEnum]]:
    """The Enum of each column that has one, from what the model says of its type."""
    found = {}
    for name, hint in get_type_hints(model).items():
        for mapped in get_args(hint):
            for kind in get_args(mapped) or (mapped,):
                if isinstance(kind, type) and issubclass(kind, StrEnum):
                    found[name] = kind
    return found


def _value(column: Column[Any], text: str) -> Any:
    kind = column.type
    if isinstance(kind, SealedType):
        return text
    if isinstance(kind, String):
        return text[: kind.length]
    if isinstance(kind, JSONB):
        return [text]
    if isinstance(kind, LargeBinary):
        return hashlib.sha256(text.encode()).digest()
    return _PLAIN[type(kind).__visit_name__]


_PLAIN: Mapping[str, Any] = {
    Boolean.__visit_name__: True,
    Float.__visit_name__: 52.1,
    Date.__visit_name__: date(2016, 7, 1),
    DateTime.__visit_name__: datetime(2016, 7, 1, 12, tzinfo=UTC),
    Time.__visit_name__: time(9, 30),
    Uuid.__visit_name__: UUID(int=0),
    **dict.fromkeys((Integer.__visit_name__, "small_integer", "big_integer"), 1),
}
