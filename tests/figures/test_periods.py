"""Months are joined so that none that is small can be computed."""

from collections import defaultdict
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar.half_years import half_year_of
from core.calendar.months import add_months
from core.figures.periods import MonthCount, Period, merge_periods

JANUARY = date(2026, 1, 1)
counts_strategy = st.lists(st.integers(0, 25) | st.integers(0, 4), min_size=1, max_size=30)


def months(counts: tuple[int, ...] | list[int], first: date = JANUARY) -> list[MonthCount]:
    return [MonthCount(add_months(first, n), count) for n, count in enumerate(counts)]


def half_totals(found: list[MonthCount]) -> tuple[tuple[object, int], ...]:
    totals: dict[object, int] = defaultdict(int)
    for month in found:
        totals[half_year_of(month.month)] += month.count
    return tuple(totals.items())


@pytest.mark.parametrize(
    ("threshold", "first", "length", "largest"),
    [
        (3, date(2026, 1, 1), 4, 10),
        (3, date(2026, 5, 1), 4, 10),
        (3, date(2026, 4, 1), 5, 9),
        (2, date(2026, 11, 1), 4, 7),
        (10, date(2026, 1, 1), 3, 25),
    ],
)
def test_no_small_month_can_be_determined(
    threshold: int, first: date, length: int, largest: int
) -> None:
    """Every input with the same periods and half-year totals is a possible truth."""
    worlds: dict[object, list[tuple[int, ...]]] = defaultdict(list)
    for counts in product(range(largest + 1), repeat=length):
        if sum(counts) <= largest:  # complete: every world with the same total is there
            found = months(counts, first)
            worlds[merge_periods(found, threshold), half_totals(found)].append(counts)
    for possible in worlds.values():
        for column in zip(*possible, strict=True):
            certain = len(set(column)) == 1
            assert not (certain and 0 < column[0] < threshold), possible


@given(counts_strategy, st.integers(0, 11))
def test_periods_are_large_complete_and_in_order(counts: list[int], shift: int) -> None:
    found = months(counts, add_months(JANUARY, shift))
    periods = merge_periods(found)
    assert all(p.count >= 10 for p in periods)
    assert (periods == ()) is (sum(counts) < 10)
    if periods:
        assert [m for p in periods for m in p.months] == [c.month for c in found]
        assert periods[-1].running_total == sum(counts)


@given(counts_strategy, st.integers(0, 11))
def test_no_period_cuts_a_half_year_of_which_it_leaves_a_part(
    counts: list[int], shift: int
) -> None:
    found = months(counts, add_months(JANUARY, shift))
    for period in merge_periods(found):
        halves = {half_year_of(month) for month in period.months}
        if len(halves) > 1:
            whole = {c.month for c in found if half_year_of(c.month) in halves}
            assert whole == set(period.months)


def test_the_pages_example() -> None:
    counts = [12, 11, 14, 13, 12, 16, 7, 6, 14, 15, 11]
    periods = merge_periods(months(counts))
    assert len(periods) == 10
    assert periods[6] == Period(date(2026, 7, 1), date(2026, 8, 1), 13, 91)


def test_what_is_left_over_joins_the_period_before() -> None:
    assert [p.count for p in merge_periods(months([12, 3, 0, 11, 4, 0]))] == [12, 18]
    assert [p.count for p in merge_periods(months([1, 0, 2, 0, 1, 0, 12, 15]))] == [31]
    assert merge_periods(months([4, 5])) == () == merge_periods([])


@pytest.mark.parametrize(
    "wrong",
    [
        [MonthCount(date(2026, 1, 2), 1)],
        [MonthCount(JANUARY, -1)],
        [MonthCount(JANUARY, 1), MonthCount(date(2026, 3, 1), 1)],
    ],
)
def test_months_are_checked(wrong: list[MonthCount]) -> None:
    with pytest.raises(ValueError, match="month"):
        merge_periods(wrong)
    with pytest.raises(ValueError, match="nobody"):
        merge_periods([], threshold=1)
