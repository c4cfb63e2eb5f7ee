"""Evaluations are never missed and never doubled."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.evaluations.schedule import (
    due_dates,
    due_dates_to_add,
    horizon,
    trial_end,
    trial_evaluation_on,
)

days = st.dates(date(2010, 1, 1), date(2050, 12, 31))
intervals = st.integers(1, 24)
first_years = st.none() | st.integers(1, 12)
waits = st.lists(st.integers(0, 400), max_size=8)


def test_the_trial_and_the_half_years_of_the_example() -> None:
    assert trial_evaluation_on(date(2026, 11, 9), date(2026, 12, 14)) == date(2026, 12, 11)
    assert due_dates(date(2026, 12, 14), 6, date(2027, 12, 31)) == (
        date(2027, 6, 14),
        date(2027, 12, 14),
    )


def test_the_end_of_the_month_does_not_drift() -> None:
    assert due_dates(date(2026, 8, 31), 6, date(2028, 3, 1)) == (
        date(2027, 2, 28),
        date(2027, 8, 31),
        date(2028, 2, 29),
    )


def test_senseless_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="month"):
        due_dates(date(2026, 1, 1), 0, date(2027, 1, 1))
    with pytest.raises(ValueError, match="day"):
        trial_end(date(2026, 1, 1), 0)


def test_the_first_year_of_a_proeftuin_is_looked_at_more_often() -> None:
    assert due_dates(date(2026, 1, 31), 6, date(2027, 8, 1), first_year=3) == (
        date(2026, 4, 30),
        date(2026, 7, 31),
        date(2026, 10, 31),
        date(2027, 1, 31),
        date(2027, 7, 31),
    )


def test_the_next_evaluation_is_there_at_the_end_of_a_short_month() -> None:
    assert horizon(date(2010, 8, 31), 1, date(2010, 9, 30)) == date(2010, 10, 31)


@given(days, intervals, waits, first_years)
@example(date(2010, 8, 31), 1, [30], None)
def test_planning_at_any_moments_misses_and_doubles_nothing(
    active_from: date, interval: int, gaps: list[int], first_year: int | None
) -> None:
    planned: list[date] = []
    today = active_from
    for gap in gaps:
        today += timedelta(days=gap)
        until = horizon(active_from, interval, today, first_year)
        planned += due_dates_to_add(active_from, interval, until, planned, first_year)
        assert len(planned) == len(set(planned))
        assert due_dates_to_add(active_from, interval, until, planned, first_year) == ()
        assert any(d > today for d in planned)
        assert sorted(planned) == list(due_dates(active_from, interval, until, first_year))


@given(days, intervals, st.integers(0, 4000))
def test_due_dates_are_an_interval_apart(active_from: date, interval: int, ahead: int) -> None:
    found = due_dates(active_from, interval, active_from + timedelta(days=ahead))
    for earlier, later in pairwise((active_from, *found)):
        months = (later.year - earlier.year) * 12 + later.month - earlier.month
        assert months == interval
        assert later.day <= active_from.day


@given(days, st.integers(1, 100))
def test_the_closing_talk_is_within_the_trial(started_on: date, length: int) -> None:
    ends_on = trial_end(started_on, length)
    assert started_on <= trial_evaluation_on(started_on, ends_on) <= ends_on
