"""The store of a plugin: its own tables in one tenant, and nothing beside them.

Each call goes through both fences of the tenant, in a savepoint of its own, under a database
role that sees the tables of this plugin only. Rows come back detached: they hold no session.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Table, delete, func, inspect, select, update
from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.orm.attributes import InstrumentedAttribute, set_committed_value

from core.extension.criteria import NotYours, plain, refuse_expressions
from tenants.keys import Vault
from tenants.plugin_tables import PluginTable
from tenants.roles import plugin_schema
from tenants.sealing import Sealed
from tenants.session import TenantSession

__all__ = ["NotKept", "NotYours", "PluginStore"]

Row = TypeVar("Row", bound=PluginTable)
_KEY = frozenset({"tenant_id", "id"})


class NotKept(Exception):
    """The database does not take these values; the message names the rule, never the values."""


class PluginStore:
    """What `call.store` is: the tables of plugin `key` in the tenant of `session`.

    `vault` gives the tenant's keys; it is asked only when a text is sealed or opened.
    """

    __slots__ = ("_key", "_schema", "_session", "_vault")

    def __init__(self, key: str, session: TenantSession, vault: Callable[[], Vault]) -> None:
        self._key = key
        self._schema = plugin_schema(key)
        self._session = session
        self._vault = vault

    def add(self, row: Row) -> Row:
        """Write a new row. Raises NotKept when a rule of its table refuses it."""
        self._own(type(row))
        if not inspect(row).transient:
            raise NotYours("this row is kept already: use change")
        for name, value in inspect(row).dict.items():
            refuse_expressions(name, value)
        with self._at_work():
            self._session.add(row)
            self._session.flush()
            self._session.expunge(row)
        return row

    def find(self, table: type[Row], row_id: UUID) -> Row | None:
        """The row with this id, or None; an id of another tenant is unknown too."""
        self._own(table)
        refuse_expressions("row_id", row_id)
        found = self.all(table, table.id == row_id)
        return found[0] if found else None

    def all(
        self, table: type[Row], *criteria: Any, order_by: Any = (), limit: int | None = None
    ) -> Sequence[Row]:
        """The rows for which all criteria hold.

        Criteria compare columns of `table` with values; `order_by` is one of its columns, or
        several. Raises NotYours for anything that reaches further.
        """
        own = self._own(table)
        query = select(table).where(*(plain(one, own) for one in criteria))
        query = query.order_by(*(plain(one, own) for one in _several(order_by)))
        if limit is not None:
            query = query.limit(int(limit))
        with self._at_work():
            rows = list(self._session.scalars(query))
            for row in rows:
                self._session.expunge(row)
        return rows

    def count(self, table: type[PluginTable], *criteria: Any) -> int:
        """How many rows there are for which all criteria hold."""
        own = self._own(table)
        query = select(func.count()).select_from(table)
        query = query.where(*(plain(one, own) for one in criteria))
        with self._at_work():
            return self._session.scalar(query) or 0

    def change(self, row: Row, **values: Any) -> Row:
        """Write other values into a row. Raises LookupError when it is gone, NotKept, NotYours."""
        self._own(type(row))
        known = inspect(type(row)).column_attrs
        for name, value in values.items():
            if name in _KEY or name not in known:
                raise NotYours(f"{name}: this column is not yours to change")
            refuse_expressions(name, value)
        if values:
            model = type(row)
            self._write(update(model).where(model.id == self._id_of(row)).values(**values))
        for name, value in values.items():
            set_committed_value(row, name, value)
        return row

    def remove(self, row: PluginTable) -> None:
        """Take a row away; raises LookupError when it is gone already."""
        model = type(row)
        self._own(model)
        self._write(delete(model).where(model.id == self._id_of(row)))

    def seal(self, column: Any, row_id: UUID, text: str) -> Sealed:
        """Seal a text for a sealed column (`Meeting.note`) of the row with this id."""
        self._own_column(column)
        return self._vault().seal(column, row_id, text)

    def open(self, column: Any, row_id: UUID, value: Sealed | None) -> str:
        """Read a sealed text of this column of this row; "" for none."""
        self._own_column(column)
        return self._vault().open(column, row_id, value)

    def _own(self, table: Any) -> Table:
        """The table of a model of this plugin; raises NotYours for any other."""
        if not (isinstance(table, type) and issubclass(table, PluginTable)):
            raise NotYours(f"{table!r} is no table of this plugin")
        mapped = inspect(table, raiseerr=False)
        own = getattr(mapped, "local_table", None)
        if not isinstance(own, Table) or own.schema != self._schema:
            raise NotYours(f"{table.__name__} is no table of plugin {self._key}")
        return own

    def _own_column(self, column: Any) -> None:
        if not isinstance(column, InstrumentedAttribute):
            raise NotYours("name the column by its model: Meeting.note")
        self._own(column.class_)

    def _id_of(self, row: PluginTable) -> UUID:
        refuse_expressions("id", row.id)
        return row.id

    def _write(self, statement: Any) -> None:
        options = {"synchronize_session": False}
        with self._at_work():
            reached: Any = self._session.execute(statement, execution_options=options)
            if reached.rowcount == 0:
                raise LookupError("there is no such row any more")

    @contextmanager
    def _at_work(self) -> Iterator[None]:
        try:
            with self._session.as_plugin(self._key):
                yield
        except (IntegrityError, DataError) as refused:
            # The words of the database may hold what was to be written.
            raise NotKept(_rule_of(refused)) from None


def _several(order_by: Any) -> tuple[Any, ...]:
    if order_by is None:
        return ()
    return tuple(order_by) if isinstance(order_by, tuple | list) else (order_by,)


def _rule_of(refused: IntegrityError | DataError) -> str:
    known = getattr(refused.orig, "diag", None)
    kind = type(refused.orig).__name__
    rule = getattr(known, "constraint_name", None) or getattr(known, "column_name", None)
    return f"{kind}: {rule}" if rule else kind
