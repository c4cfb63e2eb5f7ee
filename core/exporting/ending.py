"""What somebody asked for in one role is not there for who has another role, or none."""

from uuid import UUID

from sqlalchemy import delete, select, update

from core.exporting.models import ExportFile, ExportPart, ExportState
from core.work import Work


def end_exports(work: Work, membership_id: UUID) -> None:
    """Erase the files of a member, also those that are being made."""
    work.session.execute(
        update(ExportFile)
        .where(ExportFile.asked_by == membership_id, ExportFile.state != ExportState.ERASED)
        .values(content=None, state=ExportState.ERASED)
    )
    asked = select(ExportFile.id).where(ExportFile.asked_by == membership_id)
    work.session.execute(delete(ExportPart).where(ExportPart.export_id.in_(asked)))
