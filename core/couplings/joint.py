"""With which professional it was decided to start: a method may ask for it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from core.couplings.changes import lock_coupling
from core.couplings.models import Coupling, JointDecision
from core.errors import Refused
from core.wording import _
from core.work import Work
from tenants.ids import new_id


@dataclass(frozen=True, slots=True)
class DecidedWith:
    """A professional, by name, function and organisation, and the day of the decision."""

    name: str
    function: str
    decided_on: date


def note_decision(work: Work, coupling_id: UUID, decided: DecidedWith) -> None:
    """Keep with whom it was decided to start, in place of what was noted before.

    Raises Refused for a day that lies ahead, and without a name or a function.
    """
    lock_coupling(work, coupling_id)
    check_decision(work, decided)
    mine = select(JointDecision).where(JointDecision.coupling_id == coupling_id)
    row = work.session.scalar(mine) or JointDecision(id=new_id(), coupling_id=coupling_id)
    row.name = work.vault.seal(JointDecision.name, row.id, decided.name.strip())
    row.function, row.decided_on = decided.function.strip(), decided.decided_on
    row.author_id = work.actor.id
    work.add(row)
    work.record("coupling.decided_jointly", "coupling", coupling_id)


def check_decision(work: Work, decided: DecidedWith) -> None:
    """Raise Refused when it is not complete, or its day lies ahead."""
    if not decided.name.strip():
        raise Refused(_("Vul de naam van de professional in."), field="decided_with")
    if not decided.function.strip():
        raise Refused(_("Vul in welke functie de professional heeft."), field="decided_function")
    if decided.decided_on > work.today:
        raise Refused(_("Deze dag is nog niet geweest. Kies vandaag of eerder."), "decided_on")


def decided_with(work: Work, coupling: Coupling) -> DecidedWith | None:
    """With whom it was decided; None when that was not noted."""
    mine = select(JointDecision).where(JointDecision.coupling_id == coupling.id)
    row = work.session.scalar(mine)
    if row is None:
        return None
    name = work.vault.open(JointDecision.name, row.id, row.name)
    return DecidedWith(name, row.function, row.decided_on)
