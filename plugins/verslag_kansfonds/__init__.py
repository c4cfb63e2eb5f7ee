"""Reports to Kansfonds."""

from collections.abc import Sequence

from core.extension import Plugin, ReportFormat, ReportQuestion, _l, hookimpl
from core.extension.reports import FileKind, chapters, of_chapters, report_card

KEY = "verslag_kansfonds"
LABEL = _l("Kansfonds")
SUMMARY = _l("Doel, resultaat, samenwerking en kosten.")
QUESTIONS = (
    ReportQuestion(
        "change",
        _l("Wat veranderde er voor mensen?"),
        _l("Beschrijf het verschil, zonder namen."),
    ),
    ReportQuestion(
        "together",
        _l("Met wie werkte u samen?"),
        _l("Scholen, teams, kerken, verenigingen: organisaties, geen personen."),
    ),
    ReportQuestion(
        "ahead",
        _l("Wat is er nog nodig?"),
        _l("In het komende jaar."),
    ),
)
CHAPTERS = (
    chapters.at_a_glance,
    chapters.answers("change"),
    chapters.goals,
    chapters.people,
    chapters.couplings,
    chapters.outcomes,
    chapters.stories,
    chapters.answers("together"),
    chapters.sources,
    chapters.lessons,
    chapters.money,
    chapters.answers("ahead"),
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
            files=(FileKind.DOCX, FileKind.PDF),
            render=of_chapters("Verslag aan Kansfonds", CHAPTERS),
            questions=QUESTIONS,
            summary=SUMMARY,
        )
    ]
