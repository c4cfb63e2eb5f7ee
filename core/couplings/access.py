"""Who may open a coupling: whoever may read the file of the role that a family has in it."""

from uuid import UUID

from core.couplings.models import Coupling
from core.errors import NeedsReason
from core.families.access import may_open, may_read
from core.families.models import FamilyRole
from core.work import Work


def access_coupling(work: Work, coupling_id: UUID) -> Coupling:
    """The coupling, when this member may read the file of one of its families in it.

    Through a file that is closed to a newer role, or that of a family's other coordinator, it opens
    with a reason, as that file does. Raises NotFound or
    NeedsReason.
    """
    coupling = work.find(Coupling, coupling_id)
    sides = {
        coupling.asking_family_id: FamilyRole.ASKING,
        coupling.offering_family_id: FamilyRole.OFFERING,
    }
    if any(may_read(work, family_id, role) for family_id, role in sides.items()):
        return coupling
    for family_id, role in sides.items():
        if may_open(work, {family_id}):
            raise NeedsReason(family_id, role)
    raise NeedsReason(coupling.asking_family_id)
