"""What a unit of work leaves for after its commit."""

from core.matching.changing import SOLVE
from core.work import Work


def left_to_solve(work: Work) -> int:
    """How often solving the list was left for after the commit in this unit of work."""
    return sum(task == SOLVE for _queue, task, *_rest in work._deferred)
