"""Funding reports, as a plugin makes them: a report comes in, a document of chapters goes out.

from core.extension.reports import chapters, of_chapters

render = of_chapters("Verslag", (chapters.goals, chapters.couplings, chapters.money))
"""

from core.extension.call import Call
from core.extension.options import Options
from core.extension.plugin import Kind, Plugin, Sees
from core.funding import chapters
from core.funding.chapters import Chapter, Parts, document_of
from core.funding.formats import (
    FileKind,
    Formats,
    Render,
    Rendered,
    ReportFormat,
    ReportQuestion,
    make_docx,
    make_file,
    make_pdf,
    make_sheet,
)
from core.funding.report import (
    Answered,
    Change,
    Couplings,
    Goals,
    HalfYearRow,
    LessonTold,
    Money,
    MoneyLine,
    Outcomes,
    Part,
    People,
    Period,
    Report,
    Share,
    Since,
    StoryTold,
)
from core.funding.sections import (
    Bullets,
    Cell,
    Document,
    Euro,
    Figure,
    Heading,
    KeyFigures,
    Paragraph,
    Percent,
    Table,
)
from core.web.formats import euros, long_date, number, percentage
from core.wording import Text, _l

__all__ = [
    "Answered",
    "Bullets",
    "Cell",
    "Change",
    "Chapter",
    "Couplings",
    "Document",
    "Euro",
    "Figure",
    "FileKind",
    "Formats",
    "Goals",
    "HalfYearRow",
    "Heading",
    "KeyFigures",
    "LessonTold",
    "Money",
    "MoneyLine",
    "Outcomes",
    "Paragraph",
    "Part",
    "Parts",
    "People",
    "Percent",
    "Period",
    "Render",
    "Rendered",
    "Report",
    "ReportFormat",
    "ReportQuestion",
    "Share",
    "Since",
    "StoryTold",
    "Table",
    "chapters",
    "document_of",
    "euros",
    "long_date",
    "make_docx",
    "make_file",
    "make_pdf",
    "make_sheet",
    "number",
    "of_chapters",
    "percentage",
    "report_card",
]


def report_card(
    key: str,
    name: Text,
    summary: Text,
    *,
    icon: str = "file-text",
    options: type[Options] = Options,
) -> Plugin:
    """The card of a plugin that makes reports: it sees figures, and small counts taken together."""
    return Plugin(
        key,
        name,
        summary,
        Kind.REPORT,
        "1.0",
        sees=frozenset({Sees.FIGURES}),
        sees_in_words=_l("aantallen, kleine aantallen samengevoegd"),
        options=options,
        icon=icon,
    )


def of_chapters(title: str, picked: tuple[Chapter, ...]) -> Render:
    """Make a file of these chapters, under this title: what most formats have as `render`."""

    def render(_call: Call, report: Report, kind: str) -> Rendered:
        return make_file(document_of(report, title, picked), kind)

    return render
