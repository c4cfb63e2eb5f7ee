"""What a plugin may ask of its own tables: plain comparisons of its own columns with values.

Everything else is refused by name of its kind: raw SQL, subqueries, tables of others, functions
that do things. So a criterion can neither read past the table nor say who is asking.
"""

from typing import Any

from sqlalchemy import (
    BinaryExpression,
    BindParameter,
    BooleanClauseList,
    Column,
    False_,
    Null,
    Table,
    True_,
    UnaryExpression,
)
from sqlalchemy.orm.attributes import InstrumentedAttribute
from sqlalchemy.sql.elements import (
    AsBoolean,
    ClauseElement,
    ClauseList,
    CollationClause,
    ColumnElement,
    ExpressionClauseList,
    Grouping,
)
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.operators import custom_op

from tenants.sealing import SealedType

_PLAIN = (
    AsBoolean, BinaryExpression, BindParameter, BooleanClauseList, ClauseList, Column,
    ExpressionClauseList, False_, Grouping, Null, True_, UnaryExpression,
)  # fmt: skip
_FUNCTIONS = frozenset({"lower", "upper", "length", "coalesce"})


class NotYours(Exception):
    """A plugin asks for what is not its own, or in a way that could reach further."""


def plain(criterion: Any, table: Table) -> ColumnElement[Any]:
    """The criterion itself; raises NotYours when anything in it could leave `table`."""
    element = (
        criterion.__clause_element__()
        if isinstance(criterion, InstrumentedAttribute)
        else criterion
    )
    if not isinstance(element, ColumnElement):
        raise NotYours(f"a {type(criterion).__name__} is no criterion: compare columns with values")
    waiting: list[ClauseElement] = [element]
    while waiting:
        part = waiting.pop()
        _check(part, table)
        # A column's own children are not asked: it was compared with the table's.
        waiting.extend(() if isinstance(part, Column) else part.get_children())
    return element


def _check(part: ClauseElement, table: Table) -> None:
    if isinstance(part, FunctionElement):
        if not type(part).__module__.startswith("sqlalchemy.") or part.name not in _FUNCTIONS:
            raise NotYours(f"a criterion uses no function {getattr(part, 'name', '')!r}")
        if getattr(part, "packagenames", ()):
            raise NotYours("a criterion uses no function of a schema")
        return
    if isinstance(part, CollationClause) or not _is_plain(part):
        raise NotYours(f"a criterion holds no {type(part).__name__}: compare columns with values")
    if isinstance(part, Column) and part.table is not table:
        raise NotYours(f"{part} is a column of another table")
    if isinstance(part, BindParameter) and not is_plain_type(part.type):
        raise NotYours(f"a criterion holds no {type(part.type).__name__}")
    for name in ("operator", "modifier"):
        if isinstance(getattr(part, name, None), custom_op):
            raise NotYours("a criterion holds no operator of its own")


def _is_plain(part: ClauseElement) -> bool:
    """Whether it is of a kind that SQLAlchemy itself made, without words of its own."""
    if not type(part).__module__.startswith(("sqlalchemy.sql.", "sqlalchemy.orm.")):
        return False
    return isinstance(part, _PLAIN)


def is_plain_type(kind: Any) -> bool:
    """Whether a type says nothing of its own in SQL."""
    return type(kind) is SealedType or type(kind).__module__.startswith("sqlalchemy.")


def refuse_expressions(name: str, value: Any) -> None:
    """Raise NotYours when a value to be written is SQL instead of a value."""
    if isinstance(value, ClauseElement) or hasattr(value, "__clause_element__"):
        raise NotYours(f"{name}: write a value, not SQL")
