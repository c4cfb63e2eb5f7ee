"""Telling plugins what happened: a job for each one that is on and listens, after the commit."""

from uuid import UUID

from core.plugins.running import actives
from core.work import Work
from tenants.ids import new_id


def tell(work: Work, hook: str, subject_id: UUID) -> None:
    """Leave a job for each plugin that is on and listens to this hook (see `events`)."""
    for one in actives(work):
        if hook in one.loaded.tells:
            work.defer("tell_plugin", plugin=one.key, hook=hook, subject_id=str(subject_id))
    if any(one.loaded.listed.get("supplier_integrations") for one in actives(work)):
        event = work.kept.setdefault("event", str(new_id()))
        work.defer("tell_suppliers", hook=hook, subject_id=str(subject_id), event_id=event)
