"""The one clock that business dates come from, so that a demo or a test can choose the day."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


class Clock(Protocol):
    """Says which day it is for the work. Sessions and the audit use the database's time."""

    def today(self) -> date:
        """Return today's date in the Netherlands."""


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The real date in the Netherlands, whatever the time zone of the machine."""

    def today(self) -> date:
        """Return today's date in Europe/Amsterdam."""
        return datetime.now(AMSTERDAM).date()


@dataclass(frozen=True, slots=True)
class FixedClock:
    """Always the same day: for a demo at a chosen date, and for tests."""

    day: date

    def today(self) -> date:
        """Return the chosen day."""
        return self.day
