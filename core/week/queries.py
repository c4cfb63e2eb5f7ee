"""Everything on the first page of a coordinator: what to do, and what to know.

Each source of tasks asks once, whatever the number of families; so does each card.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from core.evaluations.queries import concerns, evaluations_due
from core.families.models import AppointmentKind
from core.families.queries import phones_of
from core.week.appointments import ICONS, appointments
from core.week.calls import calls_to
from core.week.caseload import covered_for, mine_among
from core.week.evaluations import concern_task, evaluation_task
from core.week.follow_ups import follow_ups
from core.week.going_on import steps_to_take
from core.week.intakes import intakes
from core.week.network import coming_back_to
from core.week.proposals import proposals
from core.week.task import LIMIT, Task, TaskKind
from core.week.vogs import vogs_to_repeat, vogs_to_see
from core.week.weeks import Weeks
from core.work import Work

SOURCES = (
    appointments,
    follow_ups,
    steps_to_take,
    vogs_to_see,
    vogs_to_repeat,
    proposals,
    intakes,
    coming_back_to,
)


@dataclass(frozen=True, slots=True)
class Todo:
    """What there is to do, in the order in which to do it; `is_cut` when a source had more."""

    late: tuple[Task, ...] = ()
    today: tuple[Task, ...] = ()
    this_week: tuple[Task, ...] = ()
    next_week: tuple[Task, ...] = ()
    is_cut: bool = False

    @property
    def has_now(self) -> bool:
        """Whether something is to be done this week."""
        return bool(self.late or self.today or self.this_week)


def todo(work: Work) -> Todo:
    """What this member has to do up to the end of next week."""
    weeks = Weeks(work.today)
    tasks, is_cut = _tasks(work, weeks)
    return _grouped(_with_calls(work, sorted(tasks, key=lambda task: task.order)), weeks, is_cut)


def count_late(work: Work) -> dict[TaskKind, int]:
    """How many of this member's tasks are late, by kind; nobody's name or number is read out."""
    tasks, _is_cut = _tasks(work, Weeks(work.today))
    return dict(Counter(task.kind for task in tasks if task.due_on < work.today))


def _tasks(work: Work, weeks: Weeks) -> tuple[list[Task], bool]:
    """Every task, and whether a source had more."""
    found = [source(work, weeks) for source in SOURCES]
    tasks = [task for tasks in found for task in tasks]
    tasks += _about_evaluations(work, weeks, _talked_about(tasks))
    return tasks, any(len(tasks) >= LIMIT for tasks in found)


def _talked_about(tasks: Iterable[Task]) -> set[UUID | str]:
    """The couplings whose evaluation has a day: the talk is the task."""
    icon = ICONS[AppointmentKind.EVALUATION]
    talks = (task for task in tasks if task.kind is TaskKind.APPOINTMENT and task.icon == icon)
    return {
        task.about.values["coupling_id"] for task in talks if "coupling_id" in task.about.values
    }


def _about_evaluations(work: Work, weeks: Weeks, planned: set[UUID | str]) -> list[Task]:
    due = [
        evaluation_task(one, weeks)
        for one in evaluations_due(work, weeks.next_sunday)
        if one.talk_on is None and one.coupling_id not in planned
    ]
    tasks = due + [concern_task(one, weeks) for one in concerns(work)]
    mine = mine_among(work, {family for task in tasks for family, _name in task.families})
    return [task for task in tasks if any(family in mine for family, _name in task.families)]


def _with_calls(work: Work, tasks: list[Task]) -> list[Task]:
    families = {family for task in tasks for family, _name in task.families}
    people, covered = phones_of(work, families), covered_for(work, families)
    return [
        replace(
            task,
            calls=calls_to(task.families, people),
            stands_in_for=_whose(task, covered),
        )
        for task in tasks
    ]


def _whose(task: Task, covered: Mapping[UUID, str]) -> str:
    """The colleague for whom this is done; "" when one of its families is one's own."""
    names = [covered[family] for family, _name in task.families if family in covered]
    return names[0] if names and all(names) else ""


def _grouped(tasks: list[Task], weeks: Weeks, is_cut: bool) -> Todo:
    today, sunday = weeks.today, weeks.sunday
    return Todo(
        late=tuple(task for task in tasks if task.due_on < today),
        today=tuple(task for task in tasks if task.due_on == today),
        this_week=tuple(task for task in tasks if today < task.due_on <= sunday),
        next_week=tuple(task for task in tasks if task.due_on > sunday),
        is_cut=is_cut,
    )
