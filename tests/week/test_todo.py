"""Nothing that is due is lost or doubled, whatever the days."""

from collections import Counter
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from core.accounts.models import Role
from core.families.models import AppointmentKind, FamilyRole
from core.week.queries import Todo, todo
from core.week.task import Task
from core.week.weeks import Weeks, sunday_of
from core.work import Actor, Office
from tests.fixtures_database import MakeTenant
from tests.fixtures_web import TODAY
from tests.week import neighbourhood as near

days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
near_days = st.integers(-30, 25)
ADMIN = Actor("member", None, "Ada", Role.ADMIN)


@given(days, days, st.integers(0, 60))
def test_what_can_wait_is_late_only_after_its_deadline(
    today: date, start: date, length: int
) -> None:
    weeks, deadline = Weeks(today), start + timedelta(days=length)
    due = weeks.due(start, deadline)
    assert (due < today) == (deadline < today)
    assert due <= deadline
    if due >= today and start <= weeks.next_sunday:
        assert due <= weeks.next_sunday
        assert due == deadline or due.weekday() == 6


@given(days)
def test_a_week_ends_on_sunday(today: date) -> None:
    weeks = Weeks(today)
    assert weeks.sunday.weekday() == 6
    assert 0 <= (weeks.sunday - today).days <= 6
    assert (weeks.next_sunday - weeks.sunday).days == 7


@settings(max_examples=12, deadline=None)
@given(
    talks=st.lists(near_days, max_size=5),
    follow_ups=st.lists(near_days, max_size=5),
    evaluations=st.lists(near_days, max_size=4),
    proposals=st.lists(st.integers(-30, 0), max_size=3),
    intakes=st.lists(st.integers(-30, 0), max_size=3),
    requested=st.lists(st.integers(-60, 0), max_size=3),
    repeated=st.lists(st.integers(-40, 90), max_size=3),
)
def test_everything_due_is_there_once(
    office: Office,
    make_tenant: MakeTenant,
    talks: list[int],
    follow_ups: list[int],
    evaluations: list[int],
    proposals: list[int],
    intakes: list[int],
    requested: list[int],
    repeated: list[int],
) -> None:
    """Each thing belongs to a family with a name of its own, by which it is counted."""
    weeks, expected = Weeks(TODAY), Counter[str]()
    with office.work(make_tenant()) as work:
        for number, back in enumerate(talks):
            home = near.family(work, FamilyRole.ASKING, f"talk{number}")
            near.talk(work, home, AppointmentKind.TALK, on_date=_day(back))
            expected[home.name] += _day(back) <= weeks.next_sunday
        for number, back in enumerate(follow_ups):
            home = near.family(work, FamilyRole.ASKING, f"follow{number}")
            near.contact(work, home, on_date=_day(-31), again_on=_day(back))
            expected[home.name] += _day(back) <= weeks.next_sunday
        for number, back in enumerate(evaluations):
            pair = near.coupling(work, name=f"ask{number}", other=f"offer{number}")
            near.evaluation(work, pair, _day(back))
            expected[f"ask{number} en offer{number}"] += _day(back) <= weeks.next_sunday
        for number, back in enumerate(proposals):
            one = near.family(work, FamilyRole.ASKING, f"p{number}")
            two = near.family(work, FamilyRole.OFFERING, f"q{number}")
            near.proposal(work, one, two, _day(back))
            expected[f"p{number} en q{number}"] += 1
        for number, back in enumerate(intakes):
            near.family(work, FamilyRole.ASKING, f"new{number}", intake=False, opened_on=_day(back))
            expected[f"new{number}"] += 1
        for number, back in enumerate(requested):
            home = near.family(work, FamilyRole.OFFERING, f"vog{number}")
            near.vog(work, home, requested_on=_day(back))
            expected[home.name] += _day(back + 21) <= weeks.next_sunday
        for number, back in enumerate(repeated):
            home = near.family(work, FamilyRole.OFFERING, f"again{number}")
            near.vog(work, home, seen_on=_day(-900), repeat_on=_day(back))
            expected[home.name] += _day(back - 42) <= weeks.next_sunday
        work.actor = ADMIN
        found = todo(work)
    assert Counter(task.who for task in _all(found)) == +expected
    _check_groups(found, weeks)


def _day(offset: int) -> date:
    return TODAY + timedelta(days=offset)


def _all(found: Todo) -> tuple[Task, ...]:
    return found.late + found.today + found.this_week + found.next_week


def _check_groups(found: Todo, weeks: Weeks) -> None:
    assert all(task.due_on < weeks.today for task in found.late)
    assert all(task.due_on == weeks.today for task in found.today)
    assert all(weeks.today < task.due_on <= weeks.sunday for task in found.this_week)
    assert all(sunday_of(task.due_on) == weeks.next_sunday for task in found.next_week)
    assert [task.due_on for task in _all(found)] == sorted(task.due_on for task in _all(found))
