"""The nightly round: no evaluation is ever missed, whatever went wrong by day."""

from core.evaluations.planning import plan_missing
from core.jobs.tasks import tenant_task
from core.work import Work


@tenant_task("plan_missing_evaluations", nightly=True)
def plan_missing_evaluations(work: Work) -> None:
    """Plan what is missing in one tenant."""
    plan_missing(work)
