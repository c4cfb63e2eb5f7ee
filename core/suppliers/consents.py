"""The yes of a family to one supplier: asked apart for each, and for each person."""

from collections.abc import Iterable
from uuid import UUID

from core.families.consents import purpose_for
from core.handovers.packing import record_yes, who_said_yes
from core.suppliers.models import SupplierChange
from core.work import Work


def said_yes(work: Work, family_id: UUID, supplier: str) -> frozenset[UUID]:
    """The people of a family who said yes to this supplier."""
    return who_said_yes(work, family_id, purpose_for(supplier))


def record_yes_to(work: Work, family_id: UUID, supplier: str, givers: frozenset[UUID]) -> int:
    """Record who said yes to this supplier; raises NotFound or Refused."""
    return record_yes(work, family_id, givers, purpose_for(supplier))


def still_says_yes(work: Work, change: SupplierChange) -> bool:
    """Whether everybody who travels with a change says yes still; of a family as such: somebody."""
    if change.family_id is None:
        return True
    yes = said_yes(work, change.family_id, change.supplier)
    return _ids(change.people) <= yes if change.people else bool(yes)


def _ids(people: Iterable[str]) -> set[UUID]:
    return {UUID(one) for one in people}
