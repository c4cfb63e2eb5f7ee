"""Which day it is."""

from datetime import date, datetime, timedelta

from core.calendar.clock import AMSTERDAM, Clock, FixedClock, SystemClock


def test_a_fixed_clock_stands_still() -> None:
    clock: Clock = FixedClock(date(2016, 7, 31))
    assert clock.today() == clock.today() == date(2016, 7, 31)


def test_the_system_clock_gives_the_dutch_date() -> None:
    clock: Clock = SystemClock()
    assert clock.today() - datetime.now(AMSTERDAM).date() <= timedelta(days=0)
