"""Every kind of job of core: `TASKS` is complete once this module is imported."""

from core.agenda import reminders
from core.attachments import jobs as attachments
from core.drafts import nightly as drafts
from core.duplicates import strays
from core.evaluations import nightly
from core.exporting import services as exporting
from core.figures import publish
from core.funding import rendering as funding
from core.handovers import courier, ending
from core.importing import carrying
from core.jobs.tasks import TASKS
from core.licences import warning
from core.mail import sending
from core.matching import solving
from core.meldcode import retention
from core.places import locating
from core.plugins import events as plugins
from core.recruiting import nightly as recruiting
from core.suppliers import figures as supplier_figures
from core.suppliers import happened, inbound, one_time, outbox
from core.undo import nightly as undo

MODULES = (
    attachments,
    drafts,
    undo,
    strays,
    nightly,
    publish,
    funding,
    reminders,
    carrying,
    exporting,
    retention,
    courier,
    ending,
    sending,
    solving,
    locating,
    plugins,
    recruiting,
    happened,
    supplier_figures,
    one_time,
    outbox,
    inbound,
    warning,
)

__all__ = ["MODULES", "TASKS"]
