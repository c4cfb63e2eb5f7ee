"""What each side says when it is asked, apart from the other, whether to go on."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from core.couplings.changes import lock_coupling, settle_introduction
from core.couplings.models import CouplingAnswer, CouplingPhase
from core.couplings.phases import Phase
from core.errors import Refused
from core.families.models import FamilyRole
from core.method.choice import pinned
from core.wording import _
from core.work import Work
from tenants.ids import new_id


def record_answer(
    work: Work,
    coupling_id: UUID,
    *,
    moment: str,
    side: FamilyRole | str,
    says_yes: bool,
    children_heard: bool = False,
    quote: str = "",
    answered_on: date | None = None,
) -> None:
    """Keep what one side said at a moment of the method; asking again replaces it.

    `children_heard`: the children of this side were asked themselves. What is said after the
    introduction tells that it was held. Raises Refused for a moment
    that the method does not have, a day that is still to come, and a coupling that ended.
    """
    coupling = lock_coupling(work, coupling_id)
    if coupling.phase == CouplingPhase.ENDED:
        raise Refused(_("Deze koppeling is afgerond. Open de koppeling eerst weer."))
    method = pinned(work, coupling.variant, coupling.variant_version)
    if moment not in {known.key for known in method.answer_moments}:
        raise Refused(_("Kies bij welk moment dit antwoord hoort."), field="moment")
    if side not in set(FamilyRole):
        raise Refused(_("Kies welk gezin dit antwoord gaf."), field="side")
    if answered_on and answered_on > work.today:
        raise Refused(_("Kies de dag waarop u het vroeg: vandaag of eerder."), "answered_on")
    row = _answer(work, coupling_id, moment, side)
    row = row or CouplingAnswer(id=new_id(), coupling_id=coupling_id, moment=moment)
    row.side, row.says_yes, row.children_heard = FamilyRole(side), says_yes, children_heard
    row.quote = work.vault.seal_optional(CouplingAnswer.quote, row.id, quote.strip())
    row.answered_on, row.author_id = answered_on or work.today, work.actor.id
    work.add(row)
    if moment == method.moment_before[Phase.TRIAL]:
        settle_introduction(work, coupling)
    work.record("coupling.answered", "coupling", coupling_id)


def withdraw_answer(work: Work, coupling_id: UUID, *, moment: str, side: FamilyRole | str) -> None:
    """Take back what was noted for one side: it was not asked after all."""
    lock_coupling(work, coupling_id)
    row = _answer(work, coupling_id, moment, side)
    if row is not None:
        work.session.delete(row)
        work.session.flush()
        work.record("coupling.answer_withdrawn", "coupling", coupling_id)


def _answer(
    work: Work, coupling_id: UUID, moment: str, side: FamilyRole | str
) -> CouplingAnswer | None:
    return work.session.scalar(
        select(CouplingAnswer).where(
            CouplingAnswer.coupling_id == coupling_id,
            CouplingAnswer.moment == moment,
            CouplingAnswer.side == side,
        )
    )
