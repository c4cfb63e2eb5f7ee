"""The benches of matching and recruiting run, and say the same twice; nothing is timed here."""

import io

from bench.matching import exactness, greedy, urgency
from bench.recruiting import Assumptions, advised, longest_waiting, two_years, untargeted
from bench.report import Report


def test_the_total_is_that_of_another_solver() -> None:
    out = io.StringIO()
    exactness(Report(out), [50, 300])
    assert out.getvalue().count("goal: = 1, met") == 2


def test_greed_and_priority_are_compared() -> None:
    out = io.StringIO()
    greedy(Report(out), size=60)
    urgency(Report(out), size=60)
    assert "first come, nearest" in out.getvalue()
    assert "urgent served with priority / without" in out.getvalue()


def test_a_few_weeks_of_recruiting_are_the_same_twice() -> None:
    given = Assumptions(weeks=9)
    for campaign in (untargeted, longest_waiting, advised):
        assert two_years(3, campaign, given) == two_years(3, campaign, given)
