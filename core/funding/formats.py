"""What a form of report is: for which funder, which files, which questions, and how it is made."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from core.funding.as_docx import docx_bytes
from core.funding.as_pdf import pdf_bytes
from core.funding.as_sheet import sheet_bytes
from core.funding.report import Report
from core.funding.sections import Document
from core.spreadsheets.writing import file_stem
from core.wording import Text, _l, in_dutch


class FileKind(StrEnum):
    """The files that core can make of a document."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    ODS = "ods"


MEDIA_TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileKind.ODS: "application/vnd.oasis.opendocument.spreadsheet",
}
KIND_LABELS: dict[FileKind, Text] = {
    FileKind.PDF: _l("PDF"),
    FileKind.DOCX: _l("Word (DOCX)"),
    FileKind.XLSX: _l("Excel (XLSX)"),
    FileKind.ODS: _l("OpenDocument (ODS)"),
}


@dataclass(frozen=True, slots=True)
class Rendered:
    """A file that was made."""

    content: bytes
    media_type: str
    name: str


@dataclass(frozen=True, slots=True)
class ReportQuestion:
    """A text that this funder asks for; `required` when a report cannot go without."""

    key: str
    label: Text
    hint: Text = ""
    required: bool = False
    most: int = 3000


Render = Callable[[Any, Report, str], Rendered]
"""`render(call, report, kind)`; the call carries the tenant and the plugin's options."""


@dataclass(frozen=True, slots=True)
class ReportFormat:
    """A form of report. `version` goes up when its layout or its questions change.

    `files` are the kinds of file, the usual one first. `layout_is_ours` when the funder's own form
    is not public: the screens say so. `due(call, last)` is the usual last day for a report about a
    period that ends on `last`. Raises ValueError when it has no files, or a question twice.
    """

    key: str
    label: Text
    funder: Text
    files: tuple[str, ...]
    render: Render = field(compare=False)
    questions: tuple[ReportQuestion, ...] = ()
    layout_is_ours: bool = True
    version: int = 1
    summary: Text = ""
    due: Callable[[Any, date], date | None] | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        """Check the files and the questions."""
        if not self.files or len(set(self.files)) < len(self.files):
            raise ValueError(f"format {self.key}: name each kind of file once, at least one")
        keys = [question.key for question in self.questions]
        if len(set(keys)) < len(keys) or not all(key.isidentifier() for key in keys):
            raise ValueError(f"format {self.key}: a question's key is an identifier, used once")


class Formats:
    """The forms of report that are known; tests make fresh ones."""

    def __init__(self, formats: Sequence[ReportFormat] = ()) -> None:
        self._known: dict[str, ReportFormat] = {}
        for one in formats:
            self.add(one)

    def add(self, one: ReportFormat) -> None:
        """Make a format known; raises ValueError when its key is taken."""
        if one.key in self._known:
            raise ValueError(f"there is a format {one.key} already")
        self._known[one.key] = one

    def find(self, key: str) -> ReportFormat | None:
        """The format with this key, None when there is none (any more)."""
        return self._known.get(key)

    def all(self) -> tuple[ReportFormat, ...]:
        """Every format, in the order in which they were added."""
        return tuple(self._known.values())


@in_dutch()
def make_pdf(document: Document) -> Rendered:
    """The document as a tagged PDF (PDF/UA-1)."""
    return _rendered(document, FileKind.PDF, pdf_bytes(document))


@in_dutch()
def make_docx(document: Document) -> Rendered:
    """The document as a Word file."""
    return _rendered(document, FileKind.DOCX, docx_bytes(document))


@in_dutch()
def make_sheet(document: Document, kind: str = FileKind.XLSX) -> Rendered:
    """The document as a workbook: "xlsx" or "ods"."""
    if kind == FileKind.ODS:
        return _rendered(document, FileKind.ODS, sheet_bytes(document, "ods"))
    return _rendered(document, FileKind.XLSX, sheet_bytes(document, "xlsx"))


def make_file(document: Document, kind: str) -> Rendered:
    """The document as a file of this kind; raises ValueError for an unknown one."""
    match FileKind(kind):
        case FileKind.PDF:
            return make_pdf(document)
        case FileKind.DOCX:
            return make_docx(document)
        case _:
            return make_sheet(document, kind)


def _rendered(document: Document, kind: FileKind, content: bytes) -> Rendered:
    return Rendered(content, MEDIA_TYPES[kind], f"{file_stem(document.stem)}.{kind.value}")
