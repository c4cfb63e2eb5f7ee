"""When the team meets."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.sociaal_team.meetings import next_meeting

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("options", "day"),
    [
        ({}, date(2026, 11, 24)),
        ({"weekday": "0"}, date(2026, 11, 30)),
        ({"weekday": "4", "rhythm": "weekly"}, date(2026, 11, 27)),
        ({"weekday": "1", "rhythm": "even"}, date(2026, 11, 24)),
        ({"weekday": "1", "rhythm": "odd"}, date(2026, 12, 1)),
    ],
)
def test_the_next_meeting(options: dict[str, str], day: date) -> None:
    assert next_meeting(options, MONDAY) == day


@given(
    st.dates(date(2020, 1, 1), date(2040, 1, 1)),
    st.sampled_from("01234"),
    st.sampled_from(["weekly", "even", "odd"]),
)
def test_it_is_later_on_the_right_day_and_soon(after: date, weekday: str, rhythm: str) -> None:
    meeting = next_meeting({"weekday": weekday, "rhythm": rhythm}, after)
    assert after < meeting <= after + timedelta(days=21)
    assert meeting.weekday() == int(weekday)
