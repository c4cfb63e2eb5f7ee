"""The shared library: documents, texts and lessons of the Stichting that help to follow the method.

What a programme itself notes as a lesson (`core.lessons`) stays in that programme.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from core.calendar.clock import AMSTERDAM
from core.errors import NotFound
from core.extension.host import Host
from core.licences.variants import variant_name
from core.method.choice import methods_of
from core.wording import Text, _l
from core.work import Work
from tenants.models import MethodDocument, MethodDocumentFile

KINDS: Mapping[str, Text] = {
    "document": _l("Document van de methode"),
    "text": _l("Tekst om te gebruiken"),
    "lesson": _l("Les uit de praktijk"),
}
ICONS: Mapping[str, str] = {"document": "file-text", "text": "pencil", "lesson": "sprout"}


@dataclass(frozen=True, slots=True)
class Document:
    """Something to read; `variant` is empty when it is for every method."""

    id: UUID
    title: str
    kind: str
    variant: Text
    text: str
    changed_on: date
    file_name: str = ""
    file_size: int = 0

    @property
    def kind_label(self) -> Text:
        """What it is, in words."""
        return KINDS.get(self.kind, self.kind)

    @property
    def icon(self) -> str:
        """The icon of its kind."""
        return ICONS.get(self.kind, "file-text")

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The text, cut at its empty lines."""
        parts = self.text.replace("\r\n", "\n").split("\n\n")
        return tuple(part.strip() for part in parts if part.strip())


@dataclass(frozen=True, slots=True)
class SharedFile:
    """The file of a document; `kind` is a key of `MEDIA_TYPES`."""

    name: str
    kind: str
    content: bytes


def document_columns() -> tuple[Any, ...]:
    """What is read of a document."""
    return (
        MethodDocument.id,
        MethodDocument.title,
        MethodDocument.kind,
        MethodDocument.variant,
        MethodDocument.text,
        MethodDocument.changed_at,
        MethodDocumentFile.name,
        MethodDocumentFile.size,
    )


def with_files(query: Select[Any]) -> Select[Any]:
    """The same documents, each with its file when it has one."""
    return query.outerjoin(MethodDocumentFile, MethodDocumentFile.document_id == MethodDocument.id)


def as_document(row: Any, plugins: Host) -> Document:
    """A row as plain data."""
    variant = variant_name(plugins, row.variant) if row.variant else ""
    changed_on = row.changed_at.astimezone(AMSTERDAM).date()
    return Document(
        row.id, row.title, row.kind, variant, row.text, changed_on, row.name or "", row.size or 0
    )


def shared_documents(work: Work) -> tuple[Document, ...]:
    """What the Stichting shares with who works by the methods that are on here, by title."""
    keys = [method.key for method in methods_of(work)]
    query = (
        with_files(select(*document_columns()))
        .where(
            MethodDocument.withdrawn_at.is_(None),
            MethodDocument.variant.is_(None) | MethodDocument.variant.in_(keys),
        )
        .order_by(MethodDocument.title, MethodDocument.id)
    )
    return tuple(as_document(row, work.plugins) for row in work.session.execute(query))


def read_document(work: Work, document_id: UUID) -> Document:
    """One of them; raises NotFound."""
    found = (one for one in shared_documents(work) if one.id == document_id)
    document = next(found, None)
    if document is None:
        raise NotFound(MethodDocument.__tablename__)
    return document


def read_file(work: Work, document_id: UUID) -> SharedFile:
    """The file of one of them; raises NotFound, also when it has none."""
    read_document(work, document_id)
    return file_of(work.session, document_id)


def file_of(session: Session, document_id: UUID) -> SharedFile:
    """The file of a document; raises NotFound."""
    columns = (MethodDocumentFile.name, MethodDocumentFile.kind, MethodDocumentFile.content)
    query = select(*columns).where(
        MethodDocumentFile.document_id == document_id, MethodDocumentFile.size > 0
    )
    row = session.execute(query).one_or_none()
    if row is None:
        raise NotFound(MethodDocumentFile.__tablename__)
    return SharedFile(row.name, row.kind, row.content)
