"""Reports to VSBfonds: goals and attainment, successes, lessons, budget against account."""

from collections.abc import Sequence

from core.extension import Plugin, ReportFormat, ReportQuestion, _l, hookimpl
from core.extension.reports import FileKind, chapters, of_chapters, report_card

KEY = "verslag_vsbfonds"
LABEL = _l("VSBfonds")
SUMMARY = _l("Doelen en resultaat, successen, lessen, begroting en werkelijke kosten.")
QUESTIONS = (
    ReportQuestion(
        "attainment",
        _l("Zijn de doelen gehaald?"),
        _l("Leg uit waarom wel of niet."),
    ),
    ReportQuestion(
        "successes",
        _l("Waar bent u trots op?"),
        _l("De successen van deze periode, zonder namen."),
    ),
    ReportQuestion(
        "learned",
        _l("Wat zou u een volgende keer anders doen?"),
        _l("De lessen die u koos, staan er ook bij."),
    ),
)
CHAPTERS = (
    chapters.goals,
    chapters.answers("attainment"),
    chapters.couplings,
    chapters.people,
    chapters.outcomes,
    chapters.answers("successes"),
    chapters.stories,
    chapters.lessons,
    chapters.answers("learned"),
    chapters.money,
    chapters.since_last_time,
    chapters.small_numbers,
)


@hookimpl
def plugin() -> Plugin:
    """The card of this plugin."""
    return report_card(KEY, LABEL, SUMMARY)


@hookimpl
def report_formats() -> Sequence[ReportFormat]:
    """One form."""
    return [
        ReportFormat(
            key=KEY,
            label=LABEL,
            funder=LABEL,
            files=(FileKind.PDF, FileKind.DOCX, FileKind.XLSX, FileKind.ODS),
            render=of_chapters("Eindverslag aan VSBfonds", CHAPTERS),
            questions=QUESTIONS,
            summary=SUMMARY,
        )
    ]
