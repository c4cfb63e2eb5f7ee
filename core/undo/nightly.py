"""The nightly round: what was done on another day is not undone any more."""

from sqlalchemy import delete

from core.jobs.tasks import tenant_task
from core.undo.models import UndoableAct
from core.work import Work


@tenant_task("drop_old_acts", nightly=True)
def drop_old_acts(work: Work) -> None:
    """Drop the acts of earlier days in one tenant."""
    work.session.execute(delete(UndoableAct).where(UndoableAct.on_date < work.today))
