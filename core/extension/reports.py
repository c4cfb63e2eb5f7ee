"""Funding reports, as a plugin makes them: a report comes in, a document of chapters goes out.

from core.extension.reports import ReportFormat, chapters, document_of, make_file

def render(call, report, kind):
    parts = (chapters.goals, chapters.couplings, chapters.money)
    return make_file(document_of(report, "Verslag", parts), kind)
"""

from core.funding import chapters
from core.funding.chapters import Chapter, Parts, document_of
from core.funding.formats import (
    FileKind,
    Formats,
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
    "percentage",
]
