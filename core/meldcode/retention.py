"""Closed restricted files are erased after a term of their own, by night."""

from sqlalchemy import select

from core.jobs.tasks import tenant_task
from core.meldcode.models import MeldcodeFile
from core.work import Work


@tenant_task("erase_restricted", nightly=True)
def erase_restricted(work: Work) -> None:
    """Erase the closed files of which the term is over, with all that is in them."""
    due = select(MeldcodeFile).where(MeldcodeFile.erase_on <= work.today)
    for file in work.session.scalars(due):
        work.record("restricted", "restricted", file.id)
        work.session.delete(file)
