"""What happened by itself, told to suppliers that want to hear it: of families that said yes."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select

from core.couplings.models import Coupling
from core.couplings.phases import Phase
from core.extension.suppliers import Change, ChangeKind, SupplierIntegration
from core.families.models import FamilyFile, FamilyRole
from core.jobs.tasks import tenant_task
from core.plugins.running import Active, PluginFailed, find, listed, run
from core.referrals.models import Referral, ReferralState
from core.suppliers.consents import said_yes
from core.suppliers.facts import since_of, source_of
from core.suppliers.models import SupplierChange
from core.suppliers.outbox import leave
from core.suppliers.queries import is_offered
from core.work import Work
from tenants.ids import new_id


@dataclass(frozen=True, slots=True)
class Happened:
    """Something of one family, in one role."""

    kind: ChangeKind
    family_id: UUID
    role: FamilyRole
    facts: Mapping[str, Any]


@tenant_task("tell_suppliers")
def tell_suppliers(work: Work, hook: str, subject_id: str, event_id: str) -> None:
    """Leave a message of what happened for each supplier that may and wants to hear it, once."""
    read = SUBJECTS.get(hook)
    if read is None:
        return
    for active, supplier in listed(work, "supplier_integrations"):
        for what in read(work, UUID(subject_id)):
            leave_if_wanted(work, active, supplier, what, UUID(event_id))


def begin_telling(work: Work, supplier: str, family_id: UUID) -> None:
    """Tell a supplier how things stand with a family that said yes just now."""
    found = find(work, "supplier_integrations", supplier)
    if found is None:
        return
    for what in _as_it_stands(work, family_id):
        leave_if_wanted(work, *found, what)


def leave_if_wanted(
    work: Work,
    active: Active,
    supplier: SupplierIntegration,
    what: Happened,
    event_id: UUID | None = None,
) -> None:
    """Leave a message for one supplier, when the family said yes and the supplier wants it."""
    if what.kind not in supplier.changes or not is_offered(active, supplier):
        return
    if supplier.needs_consent and not said_yes(work, what.family_id, supplier.key):
        return
    if event_id and _was_told(work, supplier.key, what, event_id):
        return
    change = Change(new_id(), what.kind, work.today, what.facts, what.family_id)
    if not is_wanted(work, active, supplier, change):
        return
    leave(
        work, active.key, supplier.key, what.kind, what.facts,
        family_id=what.family_id, role=what.role, event_id=event_id,
    )  # fmt: skip


def _was_told(work: Work, supplier: str, what: Happened, event_id: UUID) -> bool:
    """Whether this was left already: the job of an event may run again."""
    query = select(SupplierChange.id).where(
        SupplierChange.family_id == what.family_id,
        SupplierChange.supplier == supplier,
        SupplierChange.event_id == event_id,
    )
    return work.session.scalar(query.limit(1)) is not None


def is_wanted(work: Work, active: Active, supplier: SupplierIntegration, change: Change) -> bool:
    """Whether a supplier needs it; a plugin that cannot say so gets nothing."""
    if supplier.wants is None:
        return True
    try:
        return bool(run(work, active, "wants", supplier.wants, change, expects=bool))
    except PluginFailed:
        return False


def _as_it_stands(work: Work, family_id: UUID) -> Iterator[Happened]:
    accepted = select(Referral.id).where(
        Referral.family_id == family_id, Referral.state == ReferralState.ACCEPTED
    )
    latest = work.session.scalar(accepted.order_by(Referral.id.desc()).limit(1))
    if latest:
        yield from _referral(work, latest)
    couplings = select(Coupling.id).where(
        or_(Coupling.asking_family_id == family_id, Coupling.offering_family_id == family_id),
        Coupling.phase != Phase.ENDED,
    )
    for coupling_id in work.session.scalars(couplings.order_by(Coupling.id)):
        for what in _coupling(work, coupling_id):
            if what.family_id == family_id:
                yield what


def _referral(work: Work, referral_id: UUID) -> Iterator[Happened]:
    row = work.find(Referral, referral_id)
    if row.family_id is None:
        return
    facts = _facts(work, row.family_id, FamilyRole(row.role))
    facts |= {"state": str(row.state), "on": (row.decided_on or row.received_on).isoformat()}
    yield Happened(ChangeKind.REFERRAL, row.family_id, FamilyRole(row.role), facts)


def _coupling(work: Work, coupling_id: UUID) -> Iterator[Happened]:
    row = work.find(Coupling, coupling_id)
    days = (row.ended_on, row.active_from, row.trial_from, row.introduction_on)
    since = next(day for day in days if day is not None)
    for family_id, role in (
        (row.asking_family_id, FamilyRole.ASKING),
        (row.offering_family_id, FamilyRole.OFFERING),
    ):
        facts = _facts(work, family_id, role)
        facts |= {"phase": str(row.phase), "on": since.isoformat(), "coupling": str(row.id)}
        facts["end_reason"] = row.end_reason or ""
        yield Happened(ChangeKind.COUPLING, family_id, role, facts)


def _closed(work: Work, file_id: UUID) -> Iterator[Happened]:
    row = work.find(FamilyFile, file_id)
    if row.closed_on is None:
        return
    role = FamilyRole(row.role)
    facts = _facts(work, row.family_id, role)
    facts |= {"on": row.closed_on.isoformat(), "reason": row.closed_reason or ""}
    yield Happened(ChangeKind.FAMILY_CLOSED, row.family_id, role, facts)


def _facts(work: Work, family_id: UUID, role: FamilyRole) -> dict[str, Any]:
    """What is told of a family without saying who it is: an id, its role, who sent it."""
    opened = since_of(work, family_id, role)
    return {
        "family": str(family_id),
        "role": str(role),
        "source": source_of(work, family_id, role),
        "since": opened.isoformat() if opened else "",
    }


SUBJECTS: Mapping[str, Callable[[Work, UUID], Iterator[Happened]]] = {
    "referral_decided": _referral,
    "coupling_changed": _coupling,
    "family_closed": _closed,
}
"""How each event is told, as things are when it is told."""
