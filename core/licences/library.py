"""The shared library: documents, texts and lessons of the Stichting that help to follow the method.

What a programme itself notes as a lesson (`core.lessons`) stays in that programme.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from core.calendar.clock import AMSTERDAM
from core.errors import NotFound
from core.extension.host import Host
from core.licences.variants import variant_name
from core.method.choice import methods_of
from core.wording import Text, _l
from core.work import Work
from tenants.models import MethodDocument

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


def document_columns() -> tuple[Any, ...]:
    """What is read of a document."""
    return (
        MethodDocument.id,
        MethodDocument.title,
        MethodDocument.kind,
        MethodDocument.variant,
        MethodDocument.text,
        MethodDocument.changed_at,
    )


def as_document(row: Any, plugins: Host) -> Document:
    """A row as plain data."""
    variant = variant_name(plugins, row.variant) if row.variant else ""
    changed_on = row.changed_at.astimezone(AMSTERDAM).date()
    return Document(row.id, row.title, row.kind, variant, row.text, changed_on)


def shared_documents(work: Work) -> tuple[Document, ...]:
    """What the Stichting shares with who works by the methods that are on here, by title."""
    keys = [method.key for method in methods_of(work)]
    query = (
        select(*document_columns())
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
