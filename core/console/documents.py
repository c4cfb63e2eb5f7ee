"""The library of the method at the console: written by the Stichting, read in every programme."""

from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from core.console.desk import ConsoleDesk
from core.console.document_files import drop_file, has_file, keep_file, looked_at
from core.console.logbook import note
from core.errors import NotFound, Refused
from core.licences.library import Document, as_document, document_columns, with_files
from core.web.forms import UploadedFile
from core.wording import _
from tenants.ids import new_id
from tenants.models import MethodDocument


def list_documents(desk: ConsoleDesk) -> tuple[Document, ...]:
    """Every document that was not withdrawn, by title."""
    query = select(*document_columns()).where(MethodDocument.withdrawn_at.is_(None))
    rows = desk.session.execute(with_files(query).order_by(MethodDocument.title))
    return tuple(as_document(row, desk.plugins) for row in rows)


def access_document(desk: ConsoleDesk, document_id: UUID) -> MethodDocument:
    """One that was not withdrawn; raises NotFound."""
    row = desk.session.get(MethodDocument, document_id)
    if row is None or row.withdrawn_at is not None:
        raise NotFound(MethodDocument.__tablename__)
    return row


def add_document(desk: ConsoleDesk, file: UploadedFile | None = None, **told: Any) -> UUID:
    """Share a document, with a file when one was chosen; raises Refused for what may not be."""
    _require_something(told, has_file=file is not None)
    looked = looked_at(desk, file) if file else None
    row = MethodDocument(id=new_id(), **_tidy(told))
    desk.session.add(row)
    desk.session.flush()
    if file and looked:
        keep_file(desk, row.id, file.name, looked)
    note(desk, "document.added", "document", row.id, detail=row.title)
    return row.id


def change_document(
    desk: ConsoleDesk,
    document_id: UUID,
    file: UploadedFile | None = None,
    *,
    without_file: bool = False,
    **told: Any,
) -> None:
    """Write a document anew, with another file when one was chosen, or without the one it had."""
    row = access_document(desk, document_id)
    stays = has_file(desk, document_id) and not without_file
    _require_something(told, has_file=stays or file is not None)
    if file:
        keep_file(desk, document_id, file.name, looked_at(desk, file))
    elif without_file:
        drop_file(desk, document_id)
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
    drop_file(desk, document_id)
    note(desk, "document.withdrawn", "document", document_id, detail=row.title)


def _require_something(told: dict[str, Any], *, has_file: bool) -> None:
    if not (has_file or (told.get("text") or "").strip()):
        raise Refused(_("Schrijf een tekst, of kies een bestand."), "text")


def _tidy(told: dict[str, Any]) -> dict[str, Any]:
    return {**told, "variant": told.get("variant") or None, "text": told.get("text") or ""}
