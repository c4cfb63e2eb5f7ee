"""The file of a document of the library: looked at, scanned where there is a scanner, and kept.

It is shared with everybody, so it is not sealed; it is looked at as every document that comes in.
"""

from uuid import UUID

from core.attachments.inspecting import inspect_shared
from core.attachments.kinds import Looked
from core.attachments.scanning import CannotScan, scanner_for
from core.console.desk import ConsoleDesk
from core.errors import Refused
from core.licences.library import SharedFile, file_of
from core.web.forms import UploadedFile
from core.web.forms.upload import MB
from core.wording import _
from tenants.models import MethodDocumentFile

MOST_BYTES = 10 * MB
_LONGEST_NAME = 120


def looked_at(desk: ConsoleDesk, file: UploadedFile) -> Looked:
    """The file as it may be shared; raises Refused with what to do instead."""
    looked = inspect_shared(file.content)
    scanner = scanner_for(desk.settings)
    if scanner is None:
        return looked
    try:
        verdict = scanner.scan(looked.content)
    except CannotScan as failure:
        told = _("De virusscanner geeft geen antwoord. Probeer het over een paar minuten opnieuw.")
        raise Refused(told, "file") from failure
    if verdict.virus:
        raise Refused(_("In dit bestand zit een virus. Wij bewaren het niet."), "file")
    return looked


def keep_file(desk: ConsoleDesk, document_id: UUID, name: str, looked: Looked) -> None:
    """Put a file beside a document, in the place of the one before."""
    row = desk.session.get(MethodDocumentFile, document_id)
    if row is None:
        row = MethodDocumentFile(document_id=document_id)
        desk.session.add(row)
    stem = name.rpartition(".")[0] or name
    row.name = f"{stem.strip()[:_LONGEST_NAME] or 'document'}.{looked.kind}"
    row.kind, row.size, row.content = looked.kind, len(looked.content), looked.content
    desk.session.flush()


def drop_file(desk: ConsoleDesk, document_id: UUID) -> None:
    """Take the file of a document away, when it has one."""
    row = desk.session.get(MethodDocumentFile, document_id)
    if row is not None:
        row.name, row.kind, row.size, row.content = "", "", 0, b""
        desk.session.flush()


def has_file(desk: ConsoleDesk, document_id: UUID) -> bool:
    """Whether a document has a file now."""
    row = desk.session.get(MethodDocumentFile, document_id)
    return row is not None and row.size > 0


def open_file(desk: ConsoleDesk, document_id: UUID) -> SharedFile:
    """The file of a document; raises NotFound."""
    return file_of(desk.session, document_id)
