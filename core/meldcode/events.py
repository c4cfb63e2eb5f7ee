"""What is written down about the file itself."""

from uuid import UUID

from core.meldcode.models import COMPARTMENT, MeldcodeEvent
from core.work import Work
from tenants.ids import new_id


def happened(work: Work, file_id: UUID, kind: str, detail: str = "") -> None:
    """Write what was done into the file's own events, and "restricted" into the logbook."""
    event = MeldcodeEvent(id=new_id(), file_id=file_id, actor_id=work.actor.id, kind=kind)
    event.on_date = work.today
    vault = work.vault.within(COMPARTMENT)
    event.detail = vault.seal_optional(MeldcodeEvent.detail, event.id, detail)
    work.add(event)
    work.record("restricted", "restricted", file_id)
