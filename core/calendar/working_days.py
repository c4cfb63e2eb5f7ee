"""Dutch working days: Monday to Friday, without the public holidays.

The holidays are those of the Algemene termijnenwet, article 3 (Good Friday counts as one there,
5 May every year), so a promise in working days is one that an office can keep.
"""

from datetime import date, timedelta
from functools import lru_cache

DAY = timedelta(days=1)
SATURDAY, SUNDAY = 5, 6
KINGS_DAY_SINCE = 2014


def easter(year: int) -> date:
    """Return Easter Sunday of a Gregorian year (the computus of Meeus, Jones and Butcher)."""
    golden = year % 19
    century, in_century = divmod(year, 100)
    leap_century, rest_century = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_century - moon + 15) % 30
    leap_year, rest_year = divmod(in_century, 4)
    weekday = (32 + 2 * rest_century + 2 * leap_year - epact - rest_year) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def kings_day(year: int) -> date:
    """Return the day on which the monarch's birthday is kept: one earlier when on a Sunday.

    27 April since 2014 (26 April in years such as 2025); before that Queen's Day, 30 April.
    """
    day = date(year, 4, 27) if year >= KINGS_DAY_SINCE else date(year, 4, 30)
    return day - DAY if day.weekday() == SUNDAY else day


@lru_cache(maxsize=64)
def holidays(year: int) -> frozenset[date]:
    """Return the public holidays of a year (Algemene termijnenwet, article 3)."""
    sunday = easter(year)
    around_easter = {sunday + n * DAY for n in (-2, 0, 1, 39, 49, 50)}
    fixed = {date(year, 1, 1), date(year, 5, 5), date(year, 12, 25), date(year, 12, 26)}
    return frozenset(around_easter | fixed | {kings_day(year)})


def is_working_day(day: date) -> bool:
    """Return whether people are at work: no weekend, no public holiday."""
    return day.weekday() < SATURDAY and day not in holidays(day.year)


def add_working_days(day: date, n: int) -> date:
    """Return the n-th working day after `day`; n = 0 gives the day itself, or the next that works.

    Friday plus one is Monday. Raises ValueError when n is negative.
    """
    if n < 0:
        raise ValueError(f"n must not be negative, not {n}")
    while not (n == 0 and is_working_day(day)):
        day += DAY
        n -= 1 if n > 0 and is_working_day(day) else 0
    return day


def last_working_day_before(day: date) -> date:
    """Return the nearest working day earlier than `day`."""
    day -= DAY
    while not is_working_day(day):
        day -= DAY
    return day
