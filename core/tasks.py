"""Every kind of job of core: `TASKS` is complete once this module is imported."""

from core.evaluations import nightly
from core.exporting import services as exporting
from core.figures import publish
from core.importing import carrying
from core.jobs.tasks import TASKS
from core.mail import sending

MODULES = (nightly, publish, carrying, exporting, sending)

__all__ = ["MODULES", "TASKS"]
