"""The second fence: what a tenant's session refuses before PostgreSQL is asked.

An ORM statement gets the tenant's criterion on each of its models, in subqueries, common
table expressions and unions too. A bare table, raw SQL or a second table of an UPDATE would
not get it, so those are refused wherever they stand in a statement.
"""

from collections.abc import Iterable, Iterator
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
from sqlalchemy.sql.elements import ClauseElement
from sqlalchemy.sql.selectable import AliasedReturnsRows
from sqlalchemy.sql.visitors import ExternallyTraversible

from tenants.isolation import PLATFORM


class WallBreach(Exception):
    """Code tried to pass the second fence: a bug, never the reader's mistake."""


def refuse_unfenced(statement: Executable, parameters: Any, *, of_models: bool) -> None:
    """Raise WallBreach when any part of a statement would escape the tenant's criterion.

    `of_models` says whether the ORM takes the statement for one of its own: only then does it
    give the criterion to the models in it.
    """
    if not of_models and isinstance(statement, Update | Delete):
        raise WallBreach("write through the models")
    for element in _elements(statement):
        _refuse_raw(element, of_models)
        if isinstance(element, Insert):
            raise WallBreach("insert through the session: an INSERT statement passes the fence")
        if isinstance(element, Update):
            _refuse_moving_rows(element, parameters)
        if isinstance(element, Update | Delete):
            _refuse_second_table(element)


def _refuse_raw(element: ExternallyTraversible, of_models: bool) -> None:
    if isinstance(element, TextClause) or _is_raw_column(element):
        raise WallBreach("raw SQL passes the fence: write it with the models")
    if _is_model(element) and not of_models:
        raise WallBreach("start the statement from a model, or its parts get no criterion")
    if not isinstance(element, TableClause) or getattr(element, "schema", None) == PLATFORM:
        return
    if not _is_model(element):
        raise WallBreach(f"a statement on table {element.name} passes the fence: use its model")


def _is_raw_column(element: ExternallyTraversible) -> bool:
    return isinstance(element, ColumnClause) and element.is_literal and element.name != "*"


def _is_model(element: Any) -> bool:
    """Whether the ORM knows this part of a statement as a model, which gets the criterion."""
    return "parententity" in getattr(element, "_annotations", ())


def _elements(statement: Executable) -> Iterator[ExternallyTraversible]:
    """All parts of a statement, each once."""
    waiting: list[Any] = [statement]
    seen: set[int] = set()
    while waiting:
        element = waiting.pop()
        if id(element) not in seen:
            seen.add(id(element))
            yield element
            waiting.extend(_inside(element))


def _inside(element: Any) -> Iterable[Any]:
    """The parts of an element; of a model's columns and aliases not the table behind them."""
    if isinstance(element, ColumnClause):
        source = element.table
        return () if source is None or _is_of_model(element, source) else (source,)
    if isinstance(element, AliasedReturnsRows) and _is_of_model(element, element):
        return ()
    if isinstance(element, Select):
        # Its own get_children() adds the tables behind all columns, those of models too.
        return ClauseElement.get_children(element, omit_attrs=("_correlate", "_correlate_except"))
    return element.get_children()  # type: ignore[no-any-return]


def _is_of_model(element: Any, source: Any) -> bool:
    while isinstance(source, AliasedReturnsRows):
        source = source.element
    return _is_model(element) and isinstance(source, Table)


def _refuse_moving_rows(statement: Update, parameters: Any) -> None:
    if parameters:
        raise WallBreach("an UPDATE with parameters passes the fence: say values()")
    named = {getattr(column, "key", column) for column in statement._values or ()}
    if "tenant_id" in named:
        raise WallBreach("a row never moves to another tenant")


def _refuse_second_table(statement: Update | Delete) -> None:
    values = getattr(statement, "_values", None) or {}
    for part in (*statement._where_criteria, *values.values()):
        for source in getattr(part, "_from_objects", ()):
            if not isinstance(source, Table) or source.fullname != str(statement.table):
                raise WallBreach("a second table in UPDATE or DELETE passes the fence: use IN")
