"""Who may open a coupling: whoever may work in the file of one of its families."""

from uuid import UUID

from core.couplings.models import Coupling
from core.errors import NeedsReason
from core.families.access import files_of, is_shown, may_open
from core.families.models import FamilyRole
from core.work import Work


def access_coupling(work: Work, coupling_id: UUID) -> Coupling:
    """The coupling, when this member may work in the file of one of its families.

    It belongs to the asking file of one family and the offering file of the other: through a file
    that is closed to a newer role it opens with a reason, as that file does. Raises NotFound or
    NeedsReason.
    """
    coupling = work.find(Coupling, coupling_id)
    sides = {
        coupling.asking_family_id: FamilyRole.ASKING,
        coupling.offering_family_id: FamilyRole.OFFERING,
    }
    mine = [family_id for family_id in sides if may_open(work, {family_id})]
    if not mine:
        raise NeedsReason(coupling.asking_family_id)
    if not any(is_shown(work, files_of(work, family_id), sides[family_id]) for family_id in mine):
        raise NeedsReason(mine[0], sides[mine[0]])
    return coupling
