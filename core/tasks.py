"""Every kind of job of core: `TASKS` is complete once this module is imported."""

from core.jobs.tasks import TASKS
from core.mail import sending

MODULES = (sending,)

__all__ = ["MODULES", "TASKS"]
