"""Reports to Kinderpostzegels: results, and the number of children."""

from collections.abc import Sequence

from core.extension import Plugin, Report, ReportFormat, ReportQuestion, _l, hookimpl
from core.extension.reports import (
    Figure,
    FileKind,
    Heading,
    KeyFigures,
    Parts,
    chapters,
    number,
    of_chapters,
    report_card,
)

KEY = "verslag_kinderpostzegels"
LABEL = _l("Kinderpostzegels")
SUMMARY = _l("Resultaten en het aantal kinderen dat steun kreeg.")
FEW = "minder dan 10"


def _children(report: Report) -> Parts:
    """How many children got support: what this funder looks for first."""
    count = report.people.children
    shown = FEW if count is None else number(count)
    figure = Figure("Kinderen die steun kregen", shown, "sinds de start, elk kind één keer geteld")
    return Heading("Kinderen"), KeyFigures((figure,))


QUESTIONS = (
    ReportQuestion(
        "children",
        _l("Wat merkten kinderen ervan?"),
        _l("Zo mogelijk in hun eigen woorden, zonder namen."),
    ),
    ReportQuestion(
        "results",
        _l("Wat is er verder bereikt?"),
        _l("Kort en gewoon opgeschreven."),
    ),
)
CHAPTERS = (
    _children,
    chapters.answers("children"),
    chapters.goals,
    chapters.couplings,
    chapters.people,
    chapters.outcomes,
    chapters.answers("results"),
    chapters.stories,
    chapters.lessons,
    chapters.money,
    chapters.since_last_time,
    chapters.small_numbers,
)


@hookimpl
def plugin() -> Plugin:
    """The card of this plugin."""
    return report_card(KEY, LABEL, SUMMARY, icon="baby")


@hookimpl
def report_formats() -> Sequence[ReportFormat]:
    """One form."""
    return [
        ReportFormat(
            key=KEY,
            label=LABEL,
            funder=LABEL,
            files=(FileKind.PDF, FileKind.DOCX),
            render=of_chapters("Verslag aan Kinderpostzegels", CHAPTERS),
            questions=QUESTIONS,
            summary=SUMMARY,
        )
    ]
