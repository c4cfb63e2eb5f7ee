"""The nightly round: drafts that nobody came back for are gone."""

from core.drafts import services
from core.jobs.tasks import tenant_task
from core.work import Work


@tenant_task("drop_old_drafts", nightly=True)
def drop_old_drafts(work: Work) -> None:
    """Drop what expired in one tenant."""
    services.drop_old_drafts(work)
