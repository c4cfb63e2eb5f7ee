"""Reports to Kansfonds."""

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
            files=(FileKind.DOCX, FileKind.PDF),
            render=render,
            questions=QUESTIONS,
            summary=SUMMARY,
        )
    ]


def render(_call: Call, report: Report, kind: str) -> Rendered:
    """The chapters that this funder asks for."""
    return make_file(document_of(report, "Verslag aan Kansfonds", CHAPTERS), kind)
