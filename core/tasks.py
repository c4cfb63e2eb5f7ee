"""Every kind of job of core: `TASKS` is complete once this module is imported."""

from core.evaluations import nightly
from core.figures import publish
from core.handovers import courier, ending
from core.jobs.tasks import TASKS
from core.mail import sending

MODULES = (nightly, courier, ending, publish, sending)

__all__ = ["MODULES", "TASKS"]
