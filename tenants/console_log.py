"""The console's own logbook: acts on the registry, only ever added."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from tenants.models import ConsoleEvent

LONGEST_DETAIL = 300


@dataclass(frozen=True, slots=True)
class ConsoleAct:
    """What somebody does at the console; `operator_id` is an identity, None for a command."""

    operator_id: UUID | None
    action: str
    subject_kind: str
    subject: str
    organisation_id: UUID | None = None
    detail: str = ""


def note_act(session: Session, act: ConsoleAct) -> None:
    """Add a line; it stands when the transaction of the act is committed."""
    session.add(
        ConsoleEvent(
            operator_id=act.operator_id,
            action=act.action,
            subject_kind=act.subject_kind,
            subject=act.subject[:40],
            organisation_id=act.organisation_id,
            detail=act.detail[:LONGEST_DETAIL],
        )
    )
    session.flush()
