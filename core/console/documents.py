"""The library of the method at the console: written by the Stichting, read in every programme."""

from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from core.console.desk import ConsoleDesk
from core.console.logbook import note
from core.errors import NotFound
from core.licences.library import Document, as_document, document_columns
from tenants.ids import new_id
from tenants.models import MethodDocument


def list_documents(desk: ConsoleDesk) -> tuple[Document, ...]:
    """Every document that was not withdrawn, by title."""
    query = select(*document_columns()).where(MethodDocument.withdrawn_at.is_(None))
    rows = desk.session.execute(query.order_by(MethodDocument.title))
    return tuple(as_document(row, desk.plugins) for row in rows)


def access_document(desk: ConsoleDesk, document_id: UUID) -> MethodDocument:
    """One that was not withdrawn; raises NotFound."""
    row = desk.session.get(MethodDocument, document_id)
    if row is None or row.withdrawn_at is not None:
        raise NotFound(MethodDocument.__tablename__)
    return row


def add_document(desk: ConsoleDesk, **told: Any) -> UUID:
    """Share a document."""
    row = MethodDocument(id=new_id(), **_tidy(told))
    desk.session.add(row)
    desk.session.flush()
    note(desk, "document.added", "document", row.id, detail=row.title)
    return row.id


def change_document(desk: ConsoleDesk, document_id: UUID, **told: Any) -> None:
    """Write a document anew."""
    row = access_document(desk, document_id)
    for name, value in _tidy(told).items():
        setattr(row, name, value)
    row.changed_at = func.now()
    desk.session.flush()
    note(desk, "document.changed", "document", document_id, detail=told["title"])


def withdraw_document(desk: ConsoleDesk, document_id: UUID) -> None:
    """Take a document out of the library; nobody reads it any more."""
    row = access_document(desk, document_id)
    row.withdrawn_at = func.now()
    desk.session.flush()
    note(desk, "document.withdrawn", "document", document_id, detail=row.title)


def _tidy(told: dict[str, Any]) -> dict[str, Any]:
    return {**told, "variant": told.get("variant") or None}
