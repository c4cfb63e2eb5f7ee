"""Which forms of report a tenant can choose from, and how each is made.

Core brings one; the others are of plugins that the tenant switched on.
"""

from datetime import date

from core.errors import Refused
from core.extension.child import Limits, Target
from core.funding.formats import Formats, Rendered, ReportFormat
from core.funding.general import GENERAL
from core.funding.report import Report
from core.plugins.running import Active, PluginFailed, listed, run, run_apart
from core.work import Work

FORMATS = Formats([GENERAL])
"""What core brings itself."""
HOOK = "report_formats"
PATIENCE = 60.0
"""Seconds that a plugin gets to make a file, in the worker."""


def formats_of(work: Work) -> Formats:
    """The forms that this tenant can choose now."""
    found = Formats(FORMATS.all())
    for _active, form in listed(work, HOOK):
        if found.find(form.key) is None:
            found.add(form)
    return found


def make(work: Work, key: str, report: Report, kind: str) -> Rendered:
    """Make the file of a report.

    Raises LookupError when its form is not there any more, PluginFailed when its plugin fails and
    Refused when the plugin's options are not right.
    """
    if own := FORMATS.find(key):
        return own.render(None, report, kind)
    active, form = _found(work, key)
    if kind not in form.files:
        raise LookupError(kind)
    made: Rendered = run_apart(
        work, active, Target(HOOK, key, "render"), report, kind, expects=Rendered,
        limits=Limits(PATIENCE), place=f"report {key}",
    )  # fmt: skip
    return made


def due_on(work: Work, key: str, last: date) -> date | None:
    """The usual last day for a report about a period that ends on `last`; None when unknown."""
    try:
        active, form = _found(work, key)
        if form.due is None:
            return None
        told: date = run(work, active, f"due {key}", form.due, last, expects=date)
    except (LookupError, PluginFailed, Refused):
        return None
    return told


def _found(work: Work, key: str) -> tuple[Active, ReportFormat]:
    for active, form in listed(work, HOOK):
        if form.key == key:
            return active, form
    raise LookupError(key)
