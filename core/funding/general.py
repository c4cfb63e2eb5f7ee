"""The report for any funder: everything that a report may say, in a layout of ours."""

from typing import Any

from core.funding import chapters
from core.funding.formats import FileKind, Rendered, ReportFormat, ReportQuestion, make_file
from core.funding.report import Report
from core.wording import _l

KEY = "algemeen"
CHAPTERS = (
    chapters.at_a_glance,
    chapters.answers(),
    chapters.goals,
    chapters.couplings,
    chapters.people,
    chapters.outcomes,
    chapters.sources,
    chapters.reasons,
    chapters.stories,
    chapters.lessons,
    chapters.money,
    chapters.since_last_time,
    chapters.small_numbers,
)


def render(_call: Any, report: Report, kind: str) -> Rendered:
    """The whole report as a file."""
    return make_file(chapters.document_of(report, "Verslag Buurtgezinnen", CHAPTERS), kind)


GENERAL = ReportFormat(
    key=KEY,
    label=_l("Algemeen verslag"),
    funder=_l("Iedere financier"),
    files=tuple(FileKind),
    render=render,
    questions=(
        ReportQuestion(
            "summary",
            _l("Samenvatting"),
            _l("Wat is er gebeurd, en wat heeft het gezinnen gebracht? Zonder namen."),
        ),
        ReportQuestion(
            "ahead",
            _l("Vooruitblik"),
            _l("Wat gaat u de komende tijd doen?"),
        ),
    ),
)
