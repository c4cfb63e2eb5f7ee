"""Totals for suppliers that want them: as the gemeente sees them, at most once a day.

A message for every step would tell the step, so they go at night, and only when they changed.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select

from core.extension.suppliers import Change, ChangeKind, SupplierIntegration
from core.figures.overview import Details, Overview, overview
from core.figures.splits import ShownSplit
from core.jobs.tasks import tenant_task
from core.plugins.running import Active
from core.suppliers.happened import is_wanted
from core.suppliers.models import ChangeState, SupplierChange
from core.suppliers.outbox import leave, stop
from core.suppliers.queries import offered
from core.wording import _, in_dutch
from core.work import Work
from tenants.context import TenantState
from tenants.ids import new_id


@tenant_task("tell_figures", nightly=True)
def tell_figures(work: Work) -> None:
    """Leave the totals for each supplier that wants them, when they are not what it has."""
    if work.tenant.state is TenantState.PREPARATION:
        return
    hearing = [found for found in offered(work) if ChangeKind.FIGURES in found[1].changes]
    if not hearing:
        return
    with in_dutch():
        told = facts_of(overview(work, exact=False))
    name = _name_of(told)
    facts = {"as_of": work.today.isoformat(), **told}
    for active, supplier in hearing:
        change = Change(new_id(), ChangeKind.FIGURES, work.today, facts)
        if _last(work, supplier.key) != name and is_wanted(work, active, supplier, change):
            _leave(work, active, supplier, facts, name)


def facts_of(shown: Overview) -> dict[str, Any]:
    """What is shown to who may not see small numbers, as plain data; without money."""
    counted, course = shown.core.totals, shown.core.progress
    return {
        "totals": {
            "made": counted.made, "running": counted.running, "ended": counted.ended,
            "asking": counted.requests, "offering": counted.offers,
        },
        "pilot": {
            "target": course.pilot.target, "made": course.made_in_pilot,
        } if course else None,
        "half_years": [
            {"label": str(row.half_year.label), "last": row.last.isoformat(), "made": row.made}
            for row in (course.rows if course else ())
            if row.made is not None
        ],
        "splits": _splits(shown.details) if shown.details else [],
    }  # fmt: skip


def _splits(details: Details) -> list[dict[str, Any]]:
    named = ((_("Aangemeld door"), details.sources), (_("Reden van einde"), details.reasons))
    return [_split(name, split, details) for name, split in named if split.parts]


def _split(name: str, split: ShownSplit, details: Details) -> dict[str, Any]:
    parts = [{"label": str(part.label), "count": part.count} for part in split.parts]
    return {"name": name, "as_of": details.as_of.isoformat(), "parts": parts}


def _name_of(told: Mapping[str, Any]) -> UUID:
    """The same totals have the same name, so that they are told once."""
    words = json.dumps(told, sort_keys=True).encode()
    return UUID(bytes=hashlib.sha256(words).digest()[:16])


def _last(work: Work, supplier: str) -> UUID | None:
    """The name of what it was told, or would be, the last time."""
    query = select(SupplierChange.event_id).where(
        SupplierChange.supplier == supplier, SupplierChange.kind == ChangeKind.FIGURES
    )
    return work.session.scalar(query.order_by(SupplierChange.id.desc()).limit(1))


def _leave(
    work: Work, active: Active, supplier: SupplierIntegration, facts: Mapping[str, Any], name: UUID
) -> None:
    """What still waits is old now: it must not arrive after what is new."""
    old = select(SupplierChange).where(
        SupplierChange.supplier == supplier.key,
        SupplierChange.kind == ChangeKind.FIGURES,
        SupplierChange.state == ChangeState.WAITING,
    )
    for row in work.session.scalars(old.with_for_update(skip_locked=True)):
        stop(work, row)
    leave(work, active.key, supplier.key, ChangeKind.FIGURES, facts, event_id=name)
