"""Adding months to a date without falling off the end of a month."""

from calendar import monthrange
from datetime import date


def add_months(day: date, months: int) -> date:
    """Return the same day `months` later (or earlier), or the last day of a shorter month.

    31 August plus six months is 28 (or 29) February. Always count from the first date: counting
    on from a shortened one drifts. Raises ValueError outside the years 1–9999.
    """
    year, month_index = divmod(day.year * 12 + day.month - 1 + months, 12)
    last_day = monthrange(year, month_index + 1)[1]
    return date(year, month_index + 1, min(day.day, last_day))
