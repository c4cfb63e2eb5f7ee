"""Half-years."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar.half_years import HalfYear, half_year_of, half_years

days = st.dates(date(1990, 1, 1), date(2090, 1, 1))


def test_labels() -> None:
    assert [str(h.label) for h in half_years(date(2026, 3, 1), date(2026, 7, 1))] == [
        "1e halfjaar 2026",
        "2e halfjaar 2026",
    ]


def test_there_is_no_third_half() -> None:
    with pytest.raises(ValueError, match="half"):
        HalfYear(2026, 3)


@given(days, days)
def test_half_years_cover_every_day_once(first: date, last: date) -> None:
    found = half_years(first, last)
    if last < first:
        assert found == ()
        return
    assert found[0].contains(first) and found[-1].contains(last)
    joints = pairwise(found)
    assert all(a.last + timedelta(days=1) == b.first for a, b in joints)
    assert half_year_of(first) == found[0]
