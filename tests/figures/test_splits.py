"""What a split and a line of months show to whom."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.figures.counts import DayMade, PartCount
from core.figures.lead_times import mean_steps
from core.figures.splits import cells, exact_split, suppressed_split
from core.figures.suppression import THRESHOLD
from core.figures.timeline import made_over_time
from core.method.standard import standard
from core.programme.queries import PilotFacts

SOURCES = standard().referral_sources
PILOT = PilotFacts(date(2026, 1, 1), date(2026, 12, 31), 60, 0, 0, None)
counts = st.dictionaries(st.sampled_from([s.key for s in SOURCES]), st.integers(1, 30))
made = st.lists(
    st.builds(DayMade, st.dates(date(2026, 1, 1), date(2026, 11, 23)), st.integers(1, 15)),
    max_size=40,
)


@given(counts)
def test_a_split_for_others_has_no_small_count_and_the_same_total(found: dict[str, int]) -> None:
    split = cells([PartCount(key, count) for key, count in found.items()], SOURCES)
    shown, true = suppressed_split(split), exact_split(split)
    assert shown.total == true.total == sum(found.values())
    assert all(part.count >= THRESHOLD for part in shown.parts)
    if shown.parts:
        assert sum(part.count for part in shown.parts) == shown.total
    assert sorted(part.count for part in true.parts) == sorted(found.values())


def test_an_unknown_source_counts_as_other() -> None:
    split = cells([PartCount("closed_down", 3), PartCount("other", 2)], SOURCES)
    assert {cell.key: cell.count for cell in split if cell.count} == {"other": 5}


@given(made)
def test_months_for_others_are_joined_and_end_at_the_total(found: list[DayMade]) -> None:
    today, total = date(2026, 11, 23), sum(one.made for one in found)
    exact = made_over_time(found, PILOT, today, exact=True)
    shown = made_over_time(found, PILOT, today, exact=False)
    assert len(exact) == 11
    assert exact[-1].total == total
    assert all(row.new >= THRESHOLD for row in shown)
    if shown:
        assert shown[-1].total == total
        assert shown[-1].target == exact[-1].target


def test_names_of_joined_months() -> None:
    half = [
        DayMade(date(2026, 1, 5), 12),
        DayMade(date(2026, 2, 5), 6),
        DayMade(date(2026, 3, 5), 6),
    ]
    rows = made_over_time(half, PILOT, date(2026, 3, 31), exact=False)
    assert [(row.label, row.name, row.total) for row in rows] == [
        ("jan", "jan", 12),
        ("feb–mrt", "feb en mrt", 24),
    ]


def test_steps_of_lead_times_add_up_and_need_enough() -> None:
    start = date(2026, 1, 1)
    course = [start + timedelta(days=n) for n in (0, 9, 40, 57, 95)]
    found = mean_steps([course] * 10, THRESHOLD)
    assert found is not None
    assert found.days == (9, 31, 17, 38)
    assert found.total == 95
    assert mean_steps([course] * 9, THRESHOLD) is None
    assert mean_steps([], 1) is None
