"""The cells of one row by our fields; what cannot be read is gathered, not raised."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TypeVar

from core.importing import reading
from core.importing.columns import COLUMNS
from core.importing.content import Line
from core.importing.reading import Wrong
from core.wording import _

Value = TypeVar("Value")


class Cells:
    """What stands in a row, and all that is wrong with it, under the names of our fields."""

    def __init__(self, line: Line, columns: Mapping[str, int]) -> None:
        self.line, self.columns = line, columns
        self.problems: list[str] = []

    def text(self, key: str) -> str:
        """What stands there, "" when the file has no such column."""
        number = self.columns.get(key)
        return self.line.cells[number].strip() if number is not None else ""

    def read(self, key: str, reader: Callable[[str], Value], otherwise: Value) -> Value:
        """What it means; `otherwise` when that cannot be read, which is then a problem."""
        text = self.text(key)
        if not text and COLUMNS[key].required:
            self.say(key, _("Vul dit in."))
            return otherwise
        try:
            return reader(text)
        except Wrong as wrong:
            self.say(key, str(wrong))
            return otherwise

    def told(self, key: str, reader: Callable[[str], Value], otherwise: Value) -> Value:
        """The same, but an empty cell was not asked and is not read."""
        return self.read(key, reader, otherwise) if self.text(key) else otherwise

    def day(self, key: str, today: dt.date) -> dt.date | None:
        """A day that has been."""
        return self.read(key, lambda text: reading.past_day(text, today), None)

    def say(self, key: str, told: str) -> None:
        """Note what is wrong with a field."""
        self.problems.append(f"{COLUMNS[key].label}: {told}")
