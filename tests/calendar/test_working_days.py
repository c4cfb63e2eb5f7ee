"""Working days, holidays and months."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar.months import add_months
from core.calendar.working_days import (
    add_working_days,
    easter,
    holidays,
    is_working_day,
    kings_day,
    last_working_day_before,
)

days = st.dates(date(1990, 1, 1), date(2090, 1, 1))


@pytest.mark.parametrize(
    "day",
    [date(2016, 3, 27), date(2024, 3, 31), date(2025, 4, 20), date(2026, 4, 5), date(2038, 4, 25)],
)
def test_easter(day: date) -> None:
    assert easter(day.year) == day


def test_kings_day_moves_from_a_sunday() -> None:
    assert kings_day(2025) == date(2025, 4, 26)
    assert kings_day(2026) == date(2026, 4, 27)
    assert kings_day(2006) == date(2006, 4, 29)


def test_the_holidays_of_2026() -> None:
    assert sorted(d.isoformat()[5:] for d in holidays(2026)) == [
        *("01-01", "04-03", "04-05", "04-06", "04-27", "05-05"),
        *("05-14", "05-24", "05-25", "12-25", "12-26"),
    ]


def test_five_working_days_over_a_weekend_and_a_holiday() -> None:
    assert add_working_days(date(2026, 11, 20), 5) == date(2026, 11, 27)
    assert add_working_days(date(2026, 4, 2), 1) == date(2026, 4, 7)
    assert last_working_day_before(date(2026, 12, 14)) == date(2026, 12, 11)


def test_no_going_back() -> None:
    with pytest.raises(ValueError, match="negative"):
        add_working_days(date(2026, 1, 1), -1)


@given(days, st.integers(0, 60))
def test_exactly_n_working_days_lie_between(day: date, n: int) -> None:
    end = add_working_days(day, n)
    between = [day + timedelta(days=i) for i in range(1, (end - day).days + 1)]
    assert is_working_day(end)
    if n:
        assert sum(map(is_working_day, between)) == n


@given(days, st.integers(-600, 600))
def test_months_land_in_the_right_month(day: date, months: int) -> None:
    moved = add_months(day, months)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day == day.day or (moved.day < day.day and (moved + timedelta(1)).day == 1)
