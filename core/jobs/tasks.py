"""What a job may be: a function of a capability that works in one tenant.

    @tenant_task("send_mail", waits=(15, 60))
    def send(work: Work, message_id: str) -> TryAgain | None: ...

`work.defer("send_mail", message_id=...)` leaves the job for after the commit.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

QUICK = (10, 60, 300, 1800)


@dataclass(frozen=True, slots=True)
class TryAgain:
    """What a task returns when what it wrote must stay and the job must come back later."""

    reason: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What a task returns when the next step is another tenant's.

    `step(work, cargo)` runs in a unit of work of that tenant, after this one is committed: never
    two tenants at once. The cargo is what travels: ids, days and sealed bytes.
    """

    tenant_id: int
    step: "Callable[[Any, Any], Outcome]"
    cargo: Any


Outcome = TryAgain | Elsewhere | None
Run = Callable[..., Outcome]
AnyRun = TypeVar("AnyRun", bound=Run)


@dataclass(frozen=True, slots=True)
class TenantTask:
    """A kind of job; `waits` are the seconds before each new attempt, so also how many.

    A nightly one is deferred for every open tenant each night, a morning one each morning.
    """

    name: str
    run: Run
    waits: tuple[int, ...]
    nightly: bool = False
    morning: bool = False


class Tasks:
    """The kinds of jobs that a worker knows."""

    def __init__(self) -> None:
        self._known: dict[str, TenantTask] = {}

    def add(self, task: TenantTask) -> None:
        """Make a kind of job known; raises ValueError when its name is taken."""
        if task.name in self._known:
            raise ValueError(f"there is a task named {task.name} already")
        self._known[task.name] = task

    def all(self) -> tuple[TenantTask, ...]:
        """Every kind of job, by name."""
        return tuple(self._known[name] for name in sorted(self._known))

    def nightly(self) -> tuple[TenantTask, ...]:
        """The kinds of jobs that every tenant gets each night."""
        return tuple(task for task in self.all() if task.nightly)

    def morning(self) -> tuple[TenantTask, ...]:
        """The kinds of jobs that every tenant gets each morning."""
        return tuple(task for task in self.all() if task.morning)


TASKS = Tasks()


def tenant_task(
    name: str,
    *,
    waits: tuple[int, ...] = QUICK,
    nightly: bool = False,
    morning: bool = False,
    tasks: Tasks = TASKS,
) -> Callable[[AnyRun], AnyRun]:
    """Register a function `(work: Work, **ids)` as the kind of job with this name.

    It runs in one unit of work of the job's tenant, as the system; an exception undoes all of
    it, and the job is tried again after each of `waits`.
    """

    def register(run: AnyRun) -> AnyRun:
        tasks.add(TenantTask(name, run, waits, nightly, morning))
        return run

    return register
