"""The SQL that a page really sends, taken down and sent again by bare psycopg."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from psycopg import Connection
from sqlalchemy import Engine, event

from bench.timing import Taken, timed


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement with its parameters, as the driver got them."""

    sql: str
    values: Any

    @property
    def reads(self) -> bool:
        """Whether it can be sent twice: a row that was written is there already."""
        return self.sql.lstrip().upper().startswith(("SELECT", "SET"))


@contextmanager
def taking_down() -> Iterator[list[Statement]]:
    """Take down what is sent in this block."""
    sent: list[Statement] = []

    def note(_connection: Any, _cursor: Any, sql: str, values: Any, *_more: Any) -> None:
        sent.append(Statement(sql, values))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def statements_of(visit: Callable[[], object]) -> list[Statement]:
    """What a visit sends and may be sent again, after one visit that warms up."""
    visit()
    with taking_down() as sent:
        visit()
    return [one for one in sent if one.reads]


def replayed(connection: Connection, statements: list[Statement]) -> Taken:
    """Send them all in one transaction and fetch all rows."""

    def send() -> None:
        with connection.transaction():
            for one in statements:
                cursor = connection.execute(one.sql.encode(), one.values or None)
                if cursor.description:
                    cursor.fetchall()

    return timed(send)
