"""Who may open a coupling: whoever may work in the file of one of its families."""

from uuid import UUID

from sqlalchemy import select

from core.couplings.models import Coupling
from core.errors import NeedsReason
from core.families.access import is_shown, may_open
from core.families.models import FamilyFile, FamilyRole
from core.work import Work


def access_coupling(work: Work, coupling_id: UUID) -> Coupling:
    """The coupling, when this member may work in the file of one of its families.

    What it holds belongs to the asking file of one family and the offering file of the other:
    when one of those is closed to a newer role, it takes a reason, as the file itself does.
    Raises NotFound or NeedsReason.
    """
    coupling = work.find(Coupling, coupling_id)
    sides = {
        coupling.asking_family_id: FamilyRole.ASKING,
        coupling.offering_family_id: FamilyRole.OFFERING,
    }
    if not may_open(work, set(sides)):
        raise NeedsReason(coupling.asking_family_id)
    files: dict[UUID, list[FamilyFile]] = {family_id: [] for family_id in sides}
    for file in work.session.scalars(select(FamilyFile).where(FamilyFile.family_id.in_(sides))):
        files[file.family_id].append(file)
    for family_id, role in sides.items():
        if files[family_id] and not is_shown(work, files[family_id], role):
            raise NeedsReason(family_id, role)
    return coupling
