"""What the page of exports shows."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from core.exporting.models import ExportFile, ExportPart, ExportState
from core.exporting.of_plugins import everything
from core.work import Work


@dataclass(frozen=True, slots=True)
class ExportLine:
    """A file that this member asked for; `steps` of `all_steps` are done."""

    id: UUID
    kind: str
    asked_at: datetime
    expires_at: datetime
    state: ExportState
    rows: int
    steps: int
    all_steps: int


def my_exports(work: Work) -> tuple[ExportLine, ...]:
    """The files of this member that are there or on their way, newest first."""
    steps = (
        select(func.count(ExportPart.id))
        .where(ExportPart.export_id == ExportFile.id)
        .correlate(ExportFile)
        .scalar_subquery()
    )
    rows = work.session.execute(
        select(ExportFile, steps.label("steps"))
        .where(
            ExportFile.asked_by == work.actor.id,
            ExportFile.state != ExportState.ERASED,
            ExportFile.expires_at > func.now(),
        )
        .order_by(ExportFile.asked_at.desc())
        .limit(10)
    )
    all_steps = len(everything(work)) + 1
    return tuple(
        ExportLine(one.id, one.kind, one.asked_at, one.expires_at, ExportState(one.state),
                   one.row_count, steps, all_steps)
        for one, steps in rows
    )  # fmt: skip
