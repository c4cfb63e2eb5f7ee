"""Files of reports opened again by readers that share nothing with ours."""

from io import BytesIO

import docx
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from core.funding.formats import Rendered


def words_of(file: Rendered) -> str:
    """Everything in a file, by a reader that is not ours."""
    kind = file.name.rpartition(".")[2]
    if kind == "pdf":
        return " ".join(page.extract_text() for page in PdfReader(BytesIO(file.content)).pages)
    if kind == "docx":
        word = docx.Document(BytesIO(file.content))
        cells = [c.text for table in word.tables for row in table.rows for c in row.cells]
        return "\n".join([p.text for p in word.paragraphs] + cells)
    book = CalamineWorkbook.from_filelike(BytesIO(file.content))
    rows = [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]
    return "\n".join(" ".join(str(cell) for cell in row) for row in rows)
