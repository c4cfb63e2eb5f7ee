"""Telling that the list changed: something that decides who fits, or who is best, is different."""

from core.work import Work

SOLVE = "solve_list"
"""The job that solves the whole list again; see `core.matching.solving`."""


def list_changed(work: Work) -> None:
    """Leave the job that solves this tenant's list again, once in a unit of work.

    The jobs of a tenant run one after another, and one that finds the list as it was solved does
    nothing: so telling it too often costs little, and forgetting it costs a stale page.
    """
    work.defer(SOLVE, lock=SOLVE)
