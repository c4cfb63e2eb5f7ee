"""When the team meets, by the options."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

TUESDAY = 1
WEEKLY, EVEN, ODD = "weekly", "even", "odd"


def next_meeting(options: Mapping[str, Any], after: date) -> date:
    """The first meeting after a day: on the chosen day of the week, each week or every other."""
    weekday = int(options.get("weekday") or TUESDAY)
    rhythm = options.get("rhythm") or WEEKLY
    days = (weekday - after.weekday() - 1) % 7 + 1
    meeting = after + timedelta(days=days)
    while not _meets(rhythm, meeting):
        meeting += timedelta(days=7)
    return meeting


def _meets(rhythm: str, day: date) -> bool:
    is_even = day.isocalendar().week % 2 == 0
    return rhythm == WEEKLY or is_even == (rhythm == EVEN)
