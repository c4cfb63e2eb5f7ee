"""What two families agree: every change is a new version, and older ones can be read back."""

import json
from collections.abc import Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from core.couplings.changes import lock_coupling
from core.couplings.models import Agreement, Coupling, CouplingPhase
from core.errors import Refused
from core.method.choice import pinned
from core.wording import _
from core.work import Work
from tenants.ids import new_id

LONGEST_ITEM = 4000


def note_agreements(
    work: Work,
    coupling_id: UUID,
    items: Mapping[str, str],
    contract_on: date | None = None,
) -> UUID:
    """Keep the agreements as a new version; `contract_on` is the day on which both signed.

    `items` are texts by the keys of the method's agreement items; blank ones are left out.
    Raises Refused when nothing is filled in, an item is unknown or too long, the signing lies
    ahead, or the coupling ended.
    """
    coupling = lock_coupling(work, coupling_id)
    if coupling.phase == CouplingPhase.ENDED:
        raise Refused(_("Deze koppeling is afgerond. Open de koppeling eerst weer."))
    texts = _checked(work, coupling, items)
    if contract_on and contract_on > work.today:
        raise Refused(
            _("Kies de dag waarop beide gezinnen tekenden: vandaag of eerder."), field="contract_on"
        )
    agreement = Agreement(id=new_id(), coupling_id=coupling_id)
    agreement.version = _versions(work, coupling_id) + 1
    agreement.items = work.vault.seal(Agreement.items, agreement.id, json.dumps(texts))
    agreement.noted_on, agreement.author_id = work.today, work.actor.id
    agreement.contract_on = contract_on
    work.add(agreement)
    work.record("coupling.agreed", "coupling", coupling_id)
    return agreement.id


def _checked(work: Work, coupling: Coupling, items: Mapping[str, str]) -> dict[str, str]:
    method = pinned(work, coupling.variant, coupling.variant_version)
    known = [question.key for question in method.agreement_items]
    if not set(items) <= set(known):
        raise Refused(_("Deze afspraak hoort niet bij de methode van deze koppeling."))
    texts = {key: items.get(key, "").strip() for key in known if items.get(key, "").strip()}
    if not texts:
        raise Refused(_("Vul ten minste één afspraak in."))
    if any(len(text) > LONGEST_ITEM for text in texts.values()):
        raise Refused(_("Een afspraak is te lang. Houd het kort."))
    return texts


def _versions(work: Work, coupling_id: UUID) -> int:
    newest = select(func.max(Agreement.version)).where(Agreement.coupling_id == coupling_id)
    return work.session.scalar(newest) or 0
