"""Progress and final reports to the Oranje Fonds."""

from collections.abc import Sequence

from core.extension import Plugin, ReportFormat, ReportQuestion, _l, hookimpl
from core.extension.reports import FileKind, chapters, of_chapters, report_card

KEY = "verslag_oranje_fonds"
LABEL = _l("Oranje Fonds")
SUMMARY = _l("Voortgang en eindverslag: resultaat, successen, wat u leerde en de kosten.")
QUESTIONS = (
    ReportQuestion(
        "results",
        _l("Wat heeft u bereikt?"),
        _l("Voor wie, en wat merken zij ervan? Zonder namen."),
    ),
    ReportQuestion(
        "volunteers",
        _l("Wat deden de vrijwilligers?"),
        _l("Steungezinnen en anderen: hoe vond u hen, en hoe houdt u hen?"),
    ),
    ReportQuestion(
        "ahead",
        _l("Hoe gaat u verder?"),
        _l("Ook als de bijdrage stopt."),
    ),
)
CHAPTERS = (
    chapters.at_a_glance,
    chapters.answers("results"),
    chapters.goals,
    chapters.couplings,
    chapters.people,
    chapters.outcomes,
    chapters.answers("volunteers"),
    chapters.stories,
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
            files=(FileKind.PDF, FileKind.DOCX, FileKind.XLSX),
            render=of_chapters("Verslag aan het Oranje Fonds", CHAPTERS),
            questions=QUESTIONS,
            summary=SUMMARY,
        )
    ]
