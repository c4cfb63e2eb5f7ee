"""Running couplings to another version of their method: only when somebody asks for it."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from core.accounts.models import Role
from core.couplings.access import access_coupling
from core.couplings.models import Coupling, CouplingPhase
from core.errors import NotFound, Refused
from core.evaluations.planning import replan
from core.method.choice import installed
from core.undo.acts import Kind, declare, rows_of, undoable
from core.undo.snapshots import Watched
from core.wording import _, _l
from core.work import Work


def move_couplings(work: Work, coupling_ids: Collection[UUID], key: str, version: int) -> int:
    """Let running couplings of a variant go on by another version; returns how many moved.

    Evaluations that were held keep their own version; those to come follow the new one, and
    nothing that it asks for before today is asked. Raises Refused when the version is not there,
    or a coupling ended or is of another variant; NotFound for one of somebody else.
    """
    if installed(work).find(key, version) is None:
        raise Refused(_("Deze versie is er niet. Ververs de bladzijde."))
    found = [_locked(work, coupling_id) for coupling_id in sorted(set(coupling_ids))]
    if any(one.phase == CouplingPhase.ENDED or one.variant != key for one in found):
        raise Refused(_("Een van deze koppelingen is intussen gewijzigd. Ververs de bladzijde."))
    moving = [one for one in found if one.variant_version != version]
    for coupling in moving:
        with undoable(work, MOVED, coupling.id):
            coupling.variant_version, coupling.moved_on = version, work.today
            replan(work, coupling)
        work.record("coupling.method_moved", "coupling", coupling.id, f"{key} {version}")
    return len(moving)


def _locked(work: Work, coupling_id: UUID) -> Coupling:
    mine = select(Coupling).where(Coupling.id == coupling_id).with_for_update(key_share=True)
    found: Coupling | None = next(iter(rows_of(work, mine)), None)
    if found is None:
        raise NotFound("coupling")
    return found


def _watch(work: Work, coupling_id: UUID) -> list[Watched]:
    found = rows_of(work, select(Coupling).where(Coupling.id == coupling_id))
    return [Watched(found, ("variant", "variant_version", "moved_on", "phase"))]


def _open(work: Work, coupling_id: UUID) -> None:
    """The admin moves couplings for the whole programme; another needs the file."""
    if work.actor.role != Role.ADMIN:
        access_coupling(work, coupling_id)
    _locked(work, coupling_id)


def _afterwards(work: Work, coupling_id: UUID) -> None:
    replan(work, _locked(work, coupling_id))


MOVED = declare(
    Kind(
        "coupling.method_moved",
        _l("Koppeling overgezet naar een andere versie van de methode"),
        "coupling.method_move_undone",
        "coupling",
        _watch,
        _open,
        afterwards=_afterwards,
    )
)
