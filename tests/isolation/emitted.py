"""The SQL that really leaves, and whether it names the tenant for every tenant table in it."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from tenants.database import Database

_TABLE = re.compile(
    r"(?:FROM|JOIN|UPDATE|USING|,)\s+(tenant\.\w+|plugin_\w+\.\w+)(?!\.)\b(?:\s+AS\s+(\w+))?"
)
_CRITERION = re.compile(r"((?:\w+\.)?\w+)\.tenant_id\s+(?:=|IN)\s+\(*%\(")


@contextmanager
def statements_of(door: Database) -> Iterator[list[str]]:
    """Collect what is sent through a door, without the words that open a transaction."""
    sent: list[str] = []

    def keep(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not statement.startswith("SET LOCAL"):
            sent.append(statement)

    event.listen(door._engine, "before_cursor_execute", keep)
    try:
        yield sent
    finally:
        event.remove(door._engine, "before_cursor_execute", keep)


def tables_without_tenant(statement: str) -> list[str]:
    """The tables (or their aliases) that a statement reads or writes without naming the tenant."""
    read = Counter(alias or table for table, alias in _TABLE.findall(statement))
    named = Counter(_CRITERION.findall(statement))
    return sorted((read - named).elements())
