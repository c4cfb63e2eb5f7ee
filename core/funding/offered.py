"""Which forms of report a tenant can choose from, and how each is made."""

from core.funding.formats import Formats, Rendered
from core.funding.general import GENERAL
from core.funding.report import Report
from core.work import Work

FORMATS = Formats([GENERAL])
"""What core brings itself."""


def formats_of(work: Work) -> Formats:
    """The forms that this tenant can choose now."""
    return FORMATS


def make(work: Work, formats: Formats, key: str, report: Report, kind: str) -> Rendered:
    """Make the file of a report; raises LookupError when its form is not there any more."""
    chosen = formats.find(key)
    if chosen is None or kind not in chosen.files:
        raise LookupError(key)
    made: object = chosen.render(None, report, kind)
    if isinstance(made, Rendered) and made.content:
        return made
    raise TypeError(f"format {key} gave no file")
