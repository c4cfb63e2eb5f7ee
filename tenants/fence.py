"""The second fence: what a tenant's session refuses before PostgreSQL is asked.

An ORM statement gets the tenant's criterion on each of its models, in subqueries, common
table expressions and unions too. A bare table, raw SQL or a second table of an UPDATE would
not get it, so those are refused wherever they stand in a statement.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    ColumnClause,
    Delete,
    Executable,
    Insert,
    Select,
    Table,
    TableClause,
    TextClause,
    Update,
)
from sqlalchemy.sql.cache_key import HasCacheKey
from sqlalchemy.sql.elements import ClauseElement
from sqlalchemy.sql.selectable import AliasedReturnsRows

from tenants.isolation import PLATFORM

_REMEMBERED = 5_000
_PASSED: set[tuple[Any, bool]] = set()


class WallBreach(Exception):
    """Code tried to pass the second fence: a bug, never the reader's mistake."""


@dataclass(slots=True)
class _Scope:
    """One SELECT, UPDATE or DELETE: the tables that it takes as models, and as bare tables."""

    models: set[str] = field(default_factory=set)
    bare: set[str] = field(default_factory=set)


def refuse_unfenced(statement: Executable, parameters: Any, *, of_models: bool) -> None:
    """Raise WallBreach when any part of a statement would escape the tenant's criterion.

    `of_models` says whether the ORM takes the statement for one of its own: only then does it
    give the criterion to the models in it.
    """
    if parameters and isinstance(statement, Update):
        raise WallBreach("an UPDATE with parameters passes the fence: say values()")
    known = _by_what_is_sent(statement, of_models=of_models)
    if known in _PASSED:
        return
    _walk(statement, of_models=of_models)
    if known is not None:
        if len(_PASSED) >= _REMEMBERED:
            _PASSED.clear()
        _PASSED.add(known)


def _by_what_is_sent(statement: Executable, *, of_models: bool) -> tuple[Any, bool] | None:
    """What SQLAlchemy finds the compiled statement back by, which leaves out the bound values.

    Statements that are alike in it are sent as the same SQL: looking at one is looking at all.
    None for what SQLAlchemy would compile each time; that is looked at each time too.
    """
    if not isinstance(statement, HasCacheKey):
        return None
    known = statement._generate_cache_key()
    return (known.key, of_models) if known else None


def _walk(statement: Executable, *, of_models: bool) -> None:
    for scope in _scopes(statement):
        for table in scope.bare - scope.models:
            raise WallBreach(f"a statement on table {table} passes the fence: use its model")
        if scope.models and not of_models:
            raise WallBreach("start the statement from a model, or its parts get no criterion")


def _scopes(statement: Executable) -> list[_Scope]:
    """Look at every part of a statement; raises WallBreach on those that never belong in one."""
    scopes = [_Scope()]
    waiting: list[tuple[Any, _Scope]] = [(statement, scopes[0])]
    seen: set[tuple[int, int]] = set()
    while waiting:
        element, scope = waiting.pop()
        if (id(element), id(scope)) in seen:
            continue
        seen.add((id(element), id(scope)))
        _refuse_part(element)
        if isinstance(element, Select | Update | Delete):
            scope = _Scope()
            scopes.append(scope)
        _note_table(element, scope)
        waiting.extend((part, scope) for part in _inside(element))
    return scopes


def _refuse_part(element: Any) -> None:
    if isinstance(element, TextClause) or _is_raw_column(element):
        raise WallBreach("raw SQL passes the fence: write it with the models")
    if isinstance(element, Insert):
        raise WallBreach("insert through the session: an INSERT statement passes the fence")
    if isinstance(element, Update | Delete):
        if not _is_model(element.table):
            raise WallBreach("write through the models")
        _refuse_second_table(element)
    if isinstance(element, Update):
        _refuse_moving_rows(element)


def _is_raw_column(element: Any) -> bool:
    return isinstance(element, ColumnClause) and element.is_literal and element.name != "*"


def _note_table(element: Any, scope: _Scope) -> None:
    """A bare column of a table is the model's own when the model stands in the same scope."""
    source = element.table if isinstance(element, ColumnClause) else element
    if isinstance(source, AliasedReturnsRows) and isinstance(_behind(source), TableClause):
        name = f"alias {source.name} of {_behind(source)}"
    elif isinstance(source, TableClause):
        name = str(getattr(source, "fullname", source.name))
    else:
        return
    if getattr(_behind(source), "schema", None) != PLATFORM:
        (scope.models if _is_model(element) else scope.bare).add(name)


def _inside(element: Any) -> Iterable[Any]:
    """The parts of an element; for a column the query that it comes from."""
    if isinstance(element, ColumnClause):
        source = element.table
        return () if isinstance(_behind(source), TableClause) or source is None else (source,)
    if isinstance(element, AliasedReturnsRows) and isinstance(_behind(element), TableClause):
        return ()
    if isinstance(element, Select):
        # Its own get_children() adds the tables behind all columns, those of models too.
        return ClauseElement.get_children(element, omit_attrs=("_correlate", "_correlate_except"))
    return element.get_children()  # type: ignore[no-any-return]


def _behind(source: Any) -> Any:
    """What an alias, or an alias of an alias, stands for."""
    while isinstance(source, AliasedReturnsRows):
        source = source.element
    return source


def _is_model(element: Any) -> bool:
    """Whether the ORM knows this part of a statement as a model, which gets the criterion."""
    return "parententity" in getattr(element, "_annotations", ())


def _refuse_moving_rows(statement: Update) -> None:
    named = {getattr(column, "key", column) for column in statement._values or ()}
    if "tenant_id" in named:
        raise WallBreach("a row never moves to another tenant")


def _refuse_second_table(statement: Update | Delete) -> None:
    values = getattr(statement, "_values", None) or {}
    for part in (*statement._where_criteria, *values.values()):
        for source in getattr(part, "_from_objects", ()):
            if not isinstance(source, Table) or source.fullname != str(statement.table):
                raise WallBreach("a second table in UPDATE or DELETE passes the fence: use IN")
