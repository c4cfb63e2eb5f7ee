"""A target spread over half-years adds up, and so does what was made."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.figures.counts import DayMade
from core.figures.target import Course, progress, target_until
from core.programme.queries import PilotFacts

YEAR = PilotFacts(date(2026, 1, 1), date(2026, 12, 31), 5, 2_500_000, 1_860_000, None)
days = st.dates(date(2025, 1, 1), date(2029, 12, 31))


@st.composite
def pilots(draw: st.DrawFn) -> PilotFacts:
    first = draw(days)
    last = first + timedelta(days=draw(st.integers(1, 900)))
    return PilotFacts(first, last, draw(st.integers(0, 500)), 0, 0, None)


@given(pilots(), st.lists(st.tuples(days, st.integers(1, 20)), max_size=30), days)
def test_everything_adds_up(pilot: PilotFacts, made: list[tuple[date, int]], today: date) -> None:
    counted = [DayMade(day, count) for day, count in made]
    found = progress(pilot, counted, today)
    assert sum(row.target for row in found.rows) == pilot.target
    assert found.made == sum(count for _day, count in made)
    assert found.rows[0].first == pilot.starts_on
    assert found.rows[-1].last == pilot.ends_on


@given(pilots(), days, days)
def test_a_later_day_asks_no_less(pilot: PilotFacts, one: date, other: date) -> None:
    assert target_until(pilot, min(one, other)) <= target_until(pilot, max(one, other))


def test_a_year_of_five_is_two_and_three() -> None:
    found = progress(YEAR, [DayMade(date(2026, 3, 1), 2)], date(2026, 11, 23))
    assert [row.target for row in found.rows] == [2, 3]
    assert [row.made for row in found.rows] == [2, 0]
    assert found.to_make == 3


@pytest.mark.parametrize(
    ("made", "today", "course"),
    [
        (2, date(2026, 6, 30), Course.ON_COURSE),
        (1, date(2026, 6, 30), Course.BEHIND),
        (5, date(2026, 6, 30), Course.REACHED),
        (4, date(2027, 1, 1), Course.MISSED),
        (6, date(2027, 1, 1), Course.REACHED),
    ],
)
def test_course(made: int, today: date, course: Course) -> None:
    assert progress(YEAR, [DayMade(date(2026, 2, 1), made)], today).course is course


def test_half_years_ahead_have_no_count_yet() -> None:
    found = progress(YEAR, [], date(2026, 3, 1))
    assert [row.made for row in found.rows] == [0, None]
    assert [row.is_running for row in found.rows] == [True, False]
