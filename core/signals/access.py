"""Who may read a worry: as few people as can, and never nobody.

Until somebody takes it up: the coordinators of the coupling and who stands in for them; all of
them when it has no coupling, when that has no coordinator, or when nobody reacted in time. After
that: who took it up. An admin sees to it that none stays lying. A reason does not open it, as it
opens a colleague's file.
"""

from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, or_, select, true

from core.accounts.models import Membership, Role
from core.couplings.models import Coupling
from core.cover.days import covering
from core.errors import NotFound
from core.families.models import FamilyFile, FamilyRole
from core.signals.models import Signal
from core.work import Work

SIDES = {
    FamilyRole.ASKING: Coupling.asking_family_id,
    FamilyRole.OFFERING: Coupling.offering_family_id,
}


def access_signal(work: Work, signal_id: UUID) -> Signal:
    """The worry, when this member may read it; raises NotFound."""
    found = work.session.scalar(select(Signal).where(Signal.id == signal_id, is_for_me(work)))
    if found is None:
        raise NotFound(Signal.__tablename__)
    return found


def is_for_me(work: Work) -> ColumnElement[bool]:
    """Whether a Signal may be read by this member."""
    if work.actor.role == Role.ADMIN:
        return true()
    here = select(Membership.id).where(
        Membership.ended_at.is_(None), Membership.role != Role.GEMEENTE
    )
    untaken = or_(Signal.taken_by.is_(None), Signal.taken_by.not_in(here))
    own = or_(
        FamilyFile.coordinator_id == work.actor.id, FamilyFile.coordinator_id.in_(covering(work))
    )
    mine = Signal.coupling_id.in_(_couplings(own))
    somebodys = Signal.coupling_id.in_(_couplings(FamilyFile.coordinator_id.is_not(None)))
    nobodys = or_(Signal.coupling_id.is_(None), ~somebodys)
    late = Signal.respond_by < work.today
    return or_(Signal.taken_by == work.actor.id, and_(untaken, or_(mine, nobodys, late)))


def _couplings(whose: ColumnElement[bool]) -> Select[UUID]:
    """The couplings of which one side's file is so."""
    sides = (
        and_(FamilyFile.family_id == family_id, FamilyFile.role == role)
        for role, family_id in SIDES.items()
    )
    return select(Coupling.id).join(FamilyFile, or_(*sides)).where(whose)
