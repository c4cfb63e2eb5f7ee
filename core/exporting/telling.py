"""Of which families a row tells, by what it refers to: who may open one of those may read it."""

from collections.abc import Collection
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import select

from core.families.models import Family
from core.work import Work
from tenants.isolation import Base, TenantModel

RESTRICTED = frozenset({"meldcode_file"})
"""Whether there is one is known to its own two people: what refers to it goes into no file."""
Families = dict[UUID, frozenset[UUID]]
"""By row the families that it tells of; a row that nobody may have is not among them."""


def families_told_of(
    work: Work, table: str, ids: Collection[UUID], above: frozenset[str] = frozenset()
) -> Families:
    """For these rows of a table of core; one statement for each table on the way to a family."""
    if not ids or table in RESTRICTED:
        return {}
    if table == Family.__tablename__:
        return {one: frozenset((one,)) for one in ids}
    above |= {table}
    ways = [(name, target) for name, target in _ways(table) if target not in above]
    if not ways:
        return dict.fromkeys(ids, frozenset())
    model = _models()[table]
    columns = [getattr(model, name) for name, _target in ways]
    rows = work.session.execute(select(model.id, *columns).where(model.id.in_(ids))).all()
    found: Families = {row[0]: frozenset() for row in rows}
    for place, (_name, target) in enumerate(ways, 1):
        told = families_told_of(work, target, {row[place] for row in rows} - {None}, above)
        join(found, {row[0]: row[place] for row in rows}, told)
    return found


def join(found: Families, refers: dict[UUID, UUID | None], told: Families) -> None:
    """Add what is told of by one reference; a row whose reference nobody may have goes."""
    for row_id, target in refers.items():
        if target is None or row_id not in found:
            continue
        if target in told:
            found[row_id] |= told[target]
        else:
            del found[row_id]


def _ways(table: str) -> list[tuple[str, str]]:
    """The references of a table that lead to a family, and the tables that they lead through."""
    return [(name, target) for name, target in _references(table) if _leads(target)]


@cache
def _leads(table: str) -> bool:
    seen, waiting = set(), [table]
    while waiting:
        one = waiting.pop()
        if one == Family.__tablename__ or one in RESTRICTED:
            return True
        seen.add(one)
        waiting += [target for _name, target in _references(one) if target not in seen]
    return False


def _references(table: str) -> list[tuple[str, str]]:
    model = _models().get(table)
    columns = model.__table__.columns if model else ()
    return [
        (column.name, column.info["belongs_to"])
        for column in columns
        if "belongs_to" in column.info
    ]


@cache
def _models() -> dict[str, Any]:
    return {
        mapper.class_.__tablename__: mapper.class_
        for mapper in Base.registry.mappers
        if issubclass(mapper.class_, TenantModel)
    }
