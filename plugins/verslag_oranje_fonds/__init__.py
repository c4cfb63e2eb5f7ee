"""Progress and final reports to the Oranje Fonds."""

from collections.abc import Sequence

from core.extension import (
    Call,
    Kind,
    Plugin,
    Rendered,
    Report,
    ReportFormat,
    ReportQuestion,
    Sees,
    _l,
    hookimpl,
)
from core.extension.reports import FileKind, chapters, document_of, make_file

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
    return Plugin(
        KEY,
        LABEL,
        SUMMARY,
        Kind.REPORT,
        "1.0",
        sees=frozenset({Sees.FIGURES}),
        sees_in_words=_l("aantallen, kleine aantallen samengevoegd"),
        icon="file-text",
    )


@hookimpl
def report_formats() -> Sequence[ReportFormat]:
    """One form."""
    return [
        ReportFormat(
            key=KEY,
            label=LABEL,
            funder=LABEL,
            files=(FileKind.PDF, FileKind.DOCX, FileKind.XLSX),
            render=render,
            questions=QUESTIONS,
            summary=SUMMARY,
        )
    ]


def render(_call: Call, report: Report, kind: str) -> Rendered:
    """The chapters that this funder asks for."""
    return make_file(document_of(report, "Verslag aan het Oranje Fonds", CHAPTERS), kind)
