"""A complete export: asked for, made table by table in the background, there for one day."""

import base64
import datetime as dt
import json
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update

from core.accounts.models import Identity, Membership, Role
from core.calendar.clock import AMSTERDAM
from core.errors import NotFound, Refused
from core.exporting.listed import Listed
from core.exporting.models import ExportFile, ExportPart, ExportState
from core.exporting.of_plugins import everything
from core.exporting.recording import record_export
from core.jobs.tasks import tenant_task
from core.spreadsheets.cells import Cell
from core.spreadsheets.writing import Kind, Sheet, TableFile, write_sheets
from core.wording import _
from core.work import SYSTEM_ACTOR, Actor, Work
from tenants.ids import new_id

MAKE = "make_export"
KEPT = dt.timedelta(hours=24)


def ask_export(work: Work, kind: Kind) -> UUID:
    """Have everything put in one file that this member may open; raises Refused while one waits."""
    if work.actor.id is None:
        raise NotFound("membership")
    waiting = select(ExportFile.id).where(
        ExportFile.asked_by == work.actor.id, ExportFile.state == ExportState.WAITING
    )
    if work.session.scalar(waiting.limit(1)):
        raise Refused(_("Uw vorige bestand wordt nog gemaakt. Wacht tot het klaar is."))
    now: dt.datetime = work.session.scalar(select(func.now()))  # type: ignore[assignment]
    row = ExportFile(asked_by=work.actor.id, kind=kind, expires_at=now + KEPT)
    work.add(row)
    work.record("export.asked", "export_file", row.id, kind)
    work.defer(MAKE, export_id=str(row.id))
    return row.id


def take_export(work: Work, export_id: UUID) -> TableFile:
    """The file, for who asked for it, on record; raises NotFound when it is not there any more."""
    row = work.find(ExportFile, export_id)
    late = select(ExportFile.id).where(
        ExportFile.id == export_id, ExportFile.expires_at > func.now()
    )
    if row.asked_by != work.actor.id or row.content is None or not work.session.scalar(late):
        raise NotFound("export_file")
    told = json.loads(work.vault.open(ExportFile.content, row.id, row.content))
    work.record("export.downloaded", "export_file", row.id, str(row.row_count))
    return TableFile(base64.b64decode(told["content"]), told["type"], told["name"])


@tenant_task(MAKE)
def make_export(work: Work, export_id: str) -> None:
    """Make the next table of an export as who asked for it sees it; after the last, the file."""
    row = work.session.scalar(
        select(ExportFile).where(ExportFile.id == UUID(export_id)).with_for_update()
    )
    if row is None or row.state != ExportState.WAITING:
        return
    actor = _asker(work, row.asked_by)
    if actor is None:
        row.state = ExportState.ERASED
        return
    work.actor = actor
    parts = list(
        work.session.scalars(
            select(ExportPart).where(ExportPart.export_id == row.id).order_by(ExportPart.seq)
        )
    )
    steps = everything(work)
    if len(parts) < len(steps):
        listed = steps[len(parts)](work)
        work.session.add(_part(work, row.id, len(parts), listed))
        record_export(work, listed.title, len(listed.rows), listed.families)
        work.defer(MAKE, export_id=export_id)
    else:
        _finish(work, row, parts)
    work.actor = SYSTEM_ACTOR


def _asker(work: Work, member_id: UUID) -> Actor | None:
    found = work.session.execute(
        select(Membership.role, Identity.name)
        .join(Identity, Identity.id == Membership.identity_id)
        .where(Membership.id == member_id, Membership.ended_at.is_(None))
    ).one_or_none()
    if found is None or found.role == Role.GEMEENTE:
        return None
    return Actor("member", member_id, found.name, found.role)


def _part(work: Work, export_id: UUID, seq: int, listed: Listed) -> ExportPart:
    part = ExportPart(id=new_id(), export_id=export_id, seq=seq, row_count=len(listed.rows))
    rows = [[_packed(cell) for cell in row] for row in listed.rows]
    told = {"title": listed.title, "header": listed.header, "rows": rows}
    part.content = work.vault.seal(ExportPart.content, part.id, json.dumps(told))
    return part


def _packed(cell: Cell) -> Any:
    return {"day": cell.isoformat()} if isinstance(cell, dt.date) else cell


def _unpacked(cell: Any) -> Cell:
    if isinstance(cell, dict):
        return dt.date.fromisoformat(cell["day"][:10])
    found: Cell = cell
    return found


def _finish(work: Work, row: ExportFile, parts: list[ExportPart]) -> None:
    sheets = []
    for part in parts:
        told = json.loads(work.vault.open(ExportPart.content, part.id, part.content))
        rows = [[_unpacked(cell) for cell in one] for one in told["rows"]]
        sheets.append(Sheet(told["title"], told["header"], rows))
        work.session.delete(part)
    day = row.asked_at.astimezone(AMSTERDAM).date()
    file = write_sheets(f"alles {day.isoformat()}", sheets, row.kind)  # type: ignore[arg-type]
    told = {
        "content": base64.b64encode(file.content).decode(),
        "type": file.media_type,
        "name": file.name,
    }
    row.content = work.vault.seal(ExportFile.content, row.id, json.dumps(told))
    row.row_count, row.state = sum(part.row_count for part in parts), ExportState.READY


@tenant_task("erase_exports", nightly=True)
def erase_exports(work: Work) -> None:
    """Erase the files whose day is over."""
    work.session.execute(
        update(ExportFile)
        .where(ExportFile.expires_at <= func.now(), ExportFile.state != ExportState.ERASED)
        .values(content=None, state=ExportState.ERASED)
    )
