"""Every kind of job of core: `TASKS` is complete once this module is imported."""

from core.agenda import reminders
from core.drafts import nightly as drafts
from core.evaluations import nightly
from core.exporting import services as exporting
from core.figures import publish
from core.handovers import courier, ending
from core.importing import carrying
from core.jobs.tasks import TASKS
from core.mail import sending

MODULES = (
    drafts, nightly, publish, reminders, carrying, exporting, courier, ending, sending,
)  # fmt: skip

__all__ = ["MODULES", "TASKS"]
