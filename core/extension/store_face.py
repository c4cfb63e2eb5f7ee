"""What a plugin may do with its own tables."""

from collections.abc import Sequence
from typing import Any, Protocol, TypeVar
from uuid import UUID

from tenants.plugin_tables import PluginTable

Row = TypeVar("Row", bound=PluginTable)


class Store(Protocol):
    """The plugin's own tables in this tenant, under a role of the database that sees nothing else.

    Rows come back detached: changing their attributes does nothing; `change` does.
    """

    def add(self, row: Row) -> Row:
        """Write a new row."""
        ...

    def find(self, table: type[Row], row_id: UUID) -> Row | None:
        """The row with this id, or None."""
        ...

    def all(
        self, table: type[Row], *criteria: Any, order_by: Any = None, limit: int | None = None
    ) -> Sequence[Row]:
        """The rows for which all criteria hold."""
        ...

    def count(self, table: type[Row], *criteria: Any) -> int:
        """How many rows there are for which all criteria hold."""
        ...

    def change(self, row: Row, **values: Any) -> Row:
        """Write other values into a row."""
        ...

    def remove(self, row: PluginTable) -> None:
        """Take a row away."""
        ...

    def seal(self, column: Any, row_id: UUID, text: str) -> Any:
        """Seal a text for a sealed column of a row."""
        ...

    def open(self, column: Any, row_id: UUID, value: Any) -> str:
        """Read a sealed text."""
        ...
