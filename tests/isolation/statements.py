"""Statements in every shape: what one tenant may say, and what passes the fence."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Select,
    bindparam,
    delete,
    exists,
    func,
    insert,
    literal,
    literal_column,
    select,
    text,
    union_all,
    update,
)
from sqlalchemy.orm import Bundle, aliased

from core.families.models import Family, FamilyFile
from tenants.session import TenantSession

TABLE = FamilyFile.__table__
OTHER = aliased(Family, name="other")


@dataclass(frozen=True)
class Two:
    """Two tenants, each with one family and its file, alike in every word."""

    own: int
    other: int
    family: UUID
    other_family: UUID


def _in_cte() -> Select[Any]:
    families = select(Family.id, Family.name).cte("families")
    return select(FamilyFile.id).join(families, families.c.id == FamilyFile.family_id)


def _files_of_family() -> Any:
    return select(FamilyFile.id).where(FamilyFile.family_id == Family.id).lateral("files")


SUB = select(Family.id).where(Family.name == "Jansen")
BOTH = union_all(select(Family.id), select(FamilyFile.family_id))
# Statements, and how many rows one tenant answers with.
READS: dict[str, tuple[Any, int]] = {
    "select": (select(Family), 1),
    "columns": (select(Family.name), 1),
    "bundle": (select(Bundle("family", Family.id, Family.name)), 1),
    "count rows": (select(Family.id).group_by(Family.id).having(func.count() == 1), 1),
    "join": (select(Family, FamilyFile).join(FamilyFile, FamilyFile.family_id == Family.id), 1),
    "join on names": (select(Family, OTHER).join(OTHER, OTHER.name == Family.name), 1),
    "outer join": (select(Family, FamilyFile).outerjoin(FamilyFile, literal(True)), 1),
    "two entities": (select(Family, FamilyFile).where(FamilyFile.family_id == Family.id), 1),
    "aliased": (select(OTHER), 1),
    "alias of a subquery": (select(aliased(Family, select(Family).subquery())), 1),
    "subquery": (select(SUB.subquery().c.id), 1),
    "in a subquery": (select(FamilyFile).where(FamilyFile.family_id.in_(SUB)), 1),
    "exists": (select(FamilyFile).where(exists().where(Family.name == "Jansen")), 1),
    "exists as a column": (select(exists(select(Family.id).where(Family.name == "x"))), 1),
    "scalar subquery": (select(FamilyFile.id, select(func.count(Family.id)).scalar_subquery()), 1),
    "only a scalar subquery": (select(select(func.count(Family.id)).scalar_subquery()), 1),
    "common table expression": (_in_cte(), 1),
    "union": (BOTH, 2),
    "subquery of a union": (select(BOTH.subquery().c.id), 2),
    "entities of a union": (
        select(Family).from_statement(union_all(select(Family), select(Family))),
        2,
    ),
    "select_from": (select(func.count()).select_from(Family), 1),
    "lateral": (select(Family.id, _files_of_family()), 1),
    "window": (select(Family.id, func.row_number().over(order_by=Family.name)), 1),
    "order and limit": (select(Family).order_by(Family.name.desc()).limit(5), 1),
    "for update": (select(Family).with_for_update(), 1),
}


WRITES: dict[str, Any] = {
    "update": update(Family).values(name="Bakker"),
    "update by subquery": update(Family)
    .where(Family.id.in_(select(FamilyFile.family_id)))
    .values(name="Bakker"),
    "update from a subquery": update(Family).values(
        name=select(func.max(OTHER.name) + "!").scalar_subquery()
    ),
    "delete": delete(FamilyFile),
    "delete by subquery": delete(FamilyFile).where(FamilyFile.family_id.in_(select(Family.id))),
}


REFUSED: dict[str, Callable[[TenantSession, Two], object]] = {
    "INSERT statement": lambda s, two: s.execute(insert(Family).values(name="x")),
    "INSERT of many": lambda s, two: s.execute(insert(Family), [{"name": "x"}]),
    "INSERT in a common table expression": lambda s, two: s.execute(
        select(insert(Family).values(tenant_id=two.other).returning(Family.id).cte().c.id)
    ),
    "text": lambda s, two: s.execute(text("SELECT * FROM tenant.family")),
    "text in WHERE": lambda s, two: s.execute(select(Family).where(text("true"))),
    "text in ORDER BY": lambda s, two: s.execute(select(Family).order_by(text("name"))),
    "text as a column": lambda s, two: s.execute(
        select(Family.id, literal_column("(SELECT count(*) FROM tenant.family)"))
    ),
    "entities of text": lambda s, two: s.execute(
        select(Family).from_statement(text("SELECT * FROM tenant.family"))
    ),
    "text that claims to be allowed": lambda s, two: s.execute(
        text("SELECT * FROM tenant.family"), execution_options={"allowed_raw": "lock"}
    ),
    "Core select": lambda s, two: s.execute(select(TABLE.c.id)),
    "Core update": lambda s, two: s.execute(update(TABLE).values(role="x")),  # type: ignore[arg-type]
    "Core delete": lambda s, two: s.execute(delete(TABLE)),  # type: ignore[arg-type]
    "Core table in a join": lambda s, two: s.execute(
        select(Family.id).join(TABLE, TABLE.c.family_id == Family.id)
    ),
    "Core table beside a model": lambda s, two: s.execute(select(Family.id, TABLE.c.id)),
    "Core alias beside a model": lambda s, two: s.execute(
        select(Family.id, TABLE.alias("files").c.id)
    ),
    "Core alias beside its own model": lambda s, two: s.execute(
        select(FamilyFile.id, TABLE.alias("files").c.id)
    ),
    "Core table in a subquery of its own model": lambda s, two: s.execute(
        select(FamilyFile).where(FamilyFile.id.in_(select(TABLE.c.id)))
    ),
    "model in a statement that is not of models": lambda s, two: s.execute(
        select(literal(1)).where(exists().where(Family.name == "Jansen"))
    ),
    "Core table in a subquery": lambda s, two: s.execute(
        select(Family).where(Family.id.in_(select(TABLE.c.family_id)))
    ),
    "Core table in a common table expression": lambda s, two: s.execute(
        select(Family.id, select(TABLE.c.id).cte().c.id)
    ),
    "Core table in a union": lambda s, two: s.execute(
        union_all(select(Family.id), select(TABLE.c.id))
    ),
    "Core table in an alias of a model": lambda s, two: s.execute(
        select(aliased(FamilyFile, select(TABLE).subquery()))
    ),
    "Core table joined and then forgotten": lambda s, two: s.execute(
        select(Family, TABLE.c.id)
        .join(TABLE, TABLE.c.family_id == Family.id)
        .with_only_columns(Family.id, maintain_column_froms=True)
    ),
    "Core table in ORDER BY": lambda s, two: s.execute(
        select(Family).order_by(select(func.max(TABLE.c.id)).scalar_subquery())
    ),
    "second table in UPDATE": lambda s, two: s.execute(
        update(Family).where(Family.id == FamilyFile.family_id).values(name="x")
    ),
    "second table in UPDATE's values": lambda s, two: s.execute(
        update(Family).values(name=FamilyFile.closed_reason)
    ),
    "the same table twice in UPDATE": lambda s, two: s.execute(
        update(Family).where(OTHER.name == Family.name).values(name="x")
    ),
    "second table in DELETE": lambda s, two: s.execute(
        delete(FamilyFile).where(Family.id == FamilyFile.family_id)
    ),
    "UPDATE of tenant_id": lambda s, two: s.execute(update(Family).values(tenant_id=two.other)),
    "UPDATE of tenant_id by attribute": lambda s, two: s.execute(
        update(Family).values({Family.tenant_id: two.other})
    ),
    "UPDATE of tenant_id in order": lambda s, two: s.execute(
        update(Family).ordered_values((Family.name, "x"), (Family.tenant_id, two.other))
    ),
    "UPDATE of tenant_id by parameter": lambda s, two: s.execute(
        update(Family).where(Family.name == "Jansen"), {"tenant_id": two.other}
    ),
    "UPDATE of tenant_id in a common table expression": lambda s, two: s.execute(
        select(update(Family).values(tenant_id=two.other).returning(Family.id).cte().c.id)
    ),
    "UPDATE of many by key": lambda s, two: s.execute(
        update(Family), [{"tenant_id": two.other, "id": two.other_family, "name": "x"}]
    ),
    "UPDATE with parameters": lambda s, two: s.execute(
        update(Family).where(Family.name == bindparam("b")).values(name="x"), {"b": "Jansen"}
    ),
    "bulk_save_objects": lambda s, two: s.bulk_save_objects([Family(name="x")]),
    "bulk_insert_mappings": lambda s, two: s.bulk_insert_mappings(Family, [{"name": "x"}]),
    "bulk_update_mappings": lambda s, two: s.bulk_update_mappings(Family, [{"name": "x"}]),
    "bare connection": lambda s, two: s.connection(),
}
