"""The state of some rows, written down so that it can be compared and put back exactly."""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Uuid
from sqlalchemy import inspect as describe

from tenants.isolation import TenantModel
from tenants.sealing import Sealed, SealedType

State = dict[str, dict[str, Any]]
"""By "table id" the values of the columns that are watched."""


@dataclass(frozen=True, slots=True)
class Watched:
    """Rows of one model, and the columns of them that an act may change."""

    rows: Sequence[TenantModel]
    columns: tuple[str, ...]


def state_of(watched: Iterable[Watched]) -> State:
    """What the rows say now; sealed values stay sealed."""
    return {
        _name(row): {column: _plain(getattr(row, column)) for column in one.columns}
        for one in watched
        for row in one.rows
    }


def put_back(watched: Iterable[Watched], before: State, after: State) -> None:
    """Give the rows the values from before, where the act changed them."""
    for one in watched:
        for row in one.rows:
            name = _name(row)
            for column in one.columns:
                if before[name][column] != after[name][column]:
                    setattr(row, column, _typed(row, column, before[name][column]))


def changed_table(after: State, now: State) -> str | None:
    """The first table that says something else than the act left behind; None when none does."""
    names = [*after, *now]
    return next((n.partition(" ")[0] for n in names if after.get(n) != now.get(n)), None)


def written(state: State) -> str:
    """A state as text."""
    return json.dumps(state)


def read(text: str) -> State:
    """A state from text."""
    found: State = json.loads(text)
    return found


def _name(row: TenantModel) -> str:
    return f"{row.__tablename__} {row.id}"


def _plain(value: Any) -> Any:
    match value:
        case Sealed():
            return b64encode(value.data).decode()
        case date():
            return value.isoformat()
        case UUID():
            return str(value)
        case _:
            return value


def _typed(row: TenantModel, column: str, value: Any) -> Any:
    if value is None:
        return None
    kind = describe(type(row)).columns[column].type
    if isinstance(kind, SealedType):
        return Sealed(b64decode(value))
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    return UUID(value) if isinstance(kind, Uuid) else value
