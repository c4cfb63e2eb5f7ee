"""Choosing a pair: a person decides, says why when something stands in the way, and can undo it."""

import json
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select

from core.errors import NotFound, Refused
from core.families.access import require_open_file
from core.families.models import FamilyRole
from core.matching.access import access_request
from core.matching.changing import list_changed
from core.matching.choosing import keep_choice, weigh_choice
from core.matching.limits import Blocker, Limit
from core.matching.models import (
    Exclusion,
    MatchProposal,
    OfferState,
    ProposalState,
    RequestState,
    SupportOffer,
    SupportRequest,
)
from core.matching.occupancy import has_open_proposal, has_running_coupling
from core.matching.profiles import ExclusionReason
from core.matching.undoing import WITHDRAWN
from core.safety.queries import safety_of
from core.undo.acts import undoable
from core.wording import _
from core.work import Work
from tenants.ids import new_id

_Row = TypeVar("_Row", SupportRequest, SupportOffer, MatchProposal)
NEVER = Limit.CAPACITY | Limit.EXCLUSION
"""No reason passes these: change the offer's places, or lift the exclusion, first."""


def propose(work: Work, request_id: UUID, offer_id: UUID, *, reason: str | None) -> UUID:
    """Choose an offer for a request; returns the id of the `MatchProposal`.

    Raises Refused when the safety check of the asking family is not done or not good, when either
    is not open, when there is no place left, when the two are kept apart, and when a limit is not
    kept and no reason is given.
    """
    request = access_request(work, request_id)
    require_open_file(work, request.family_id, FamilyRole.ASKING)
    request, offer = lock_pair(work, request_id, offer_id)
    _check_open(work, request, offer)
    _check_safety(work, request.family_id)
    choice = weigh_choice(work, request_id, offer_id)
    found = choice.blockers
    _check_limits(found, reason)
    proposal = MatchProposal(id=new_id(), request_id=request_id, offer_id=offer_id)
    proposal.chosen_by, proposal.chosen_on = work.actor.id, work.today
    proposal.blockers = [limit_key(blocker.limit) for blocker in found]
    proposal.reason = work.vault.seal_optional(MatchProposal.reason, proposal.id, reason or "")
    proposal.state = ProposalState.OPEN
    keep_choice(work, proposal, choice)
    work.add(proposal)
    work.record("proposal.made", "match_proposal", proposal.id)
    list_changed(work)
    return proposal.id


def withdraw_proposal(work: Work, proposal_id: UUID, reason: str) -> None:
    """Take back a proposal before the families met; the place is free again.

    Raises Refused when the introduction was planned meanwhile, or no reason is given.
    """
    access_request(work, work.find(MatchProposal, proposal_id).request_id)
    proposal = lock_proposal(work, proposal_id)
    if proposal.state != ProposalState.OPEN:
        raise Refused(_("Dit voorstel staat niet meer open."))
    if not reason.strip():
        raise Refused(_("Schrijf kort op waarom u het voorstel intrekt."), "reason")
    words = work.vault.open(MatchProposal.reason, proposal.id, proposal.reason)
    told = "\n".join(filter(None, [words, reason.strip()]))
    with undoable(work, WITHDRAWN, proposal.id, page_id=proposal.request_id):
        proposal.state = ProposalState.WITHDRAWN
        proposal.reason = work.vault.seal(MatchProposal.reason, proposal.id, told)
    work.record("proposal.withdrawn", "match_proposal", proposal.id)
    list_changed(work)


def exclude(
    work: Work,
    request_id: UUID,
    offer_id: UUID,
    reason: ExclusionReason | str,
    note: str = "",
) -> None:
    """Keep two apart. `reason` is a key of `ExclusionReason`; excluding again replaces it."""
    access_request(work, request_id)
    work.find(SupportOffer, offer_id)
    if reason not in set(ExclusionReason):
        raise Refused(_("Kies waarom deze twee gezinnen niet samen kunnen."), "kind")
    row = _exclusion(work, request_id, offer_id)
    row = row or Exclusion(id=new_id(), request_id=request_id, offer_id=offer_id)
    said = json.dumps({"kind": str(reason), "note": note.strip()})
    row.reason = work.vault.seal(Exclusion.reason, row.id, said)
    work.add(row)
    work.record("exclusion.added", "support_request", request_id)
    list_changed(work)


def lift_exclusion(work: Work, request_id: UUID, offer_id: UUID) -> None:
    """Let two be coupled again; raises NotFound when they were not kept apart."""
    access_request(work, request_id)
    row = _exclusion(work, request_id, offer_id)
    if row is None:
        raise NotFound("exclusion")
    work.session.delete(row)
    work.record("exclusion.lifted", "support_request", request_id)
    list_changed(work)


def limit_key(limit: Limit) -> str:
    """The name under which a passed limit is kept with a proposal: "distance", "vog"."""
    return str(limit.name).lower()


def lock_pair(work: Work, request_id: UUID, offer_id: UUID) -> tuple[SupportRequest, SupportOffer]:
    """Request and offer, locked in this order: who chooses at the same moment waits, and sees."""
    request = _locked(work, SupportRequest, request_id)
    return request, _locked(work, SupportOffer, offer_id)


def lock_proposal(work: Work, proposal_id: UUID) -> MatchProposal:
    """A proposal as it is now: an introduction and a withdrawal never cross.

    Whoever needs its pair too locks that first.
    """
    return _locked(work, MatchProposal, proposal_id)


def _locked(work: Work, model: type[_Row], row_id: UUID) -> _Row:
    row = work.session.scalar(
        select(model)
        .where(model.id == row_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    if row is None:
        raise NotFound(model.__tablename__)
    return row


def _check_open(work: Work, request: SupportRequest, offer: SupportOffer) -> None:
    if request.state != RequestState.OPEN:
        raise Refused(_("Voor deze hulpvraag wordt niet meer gezocht."))
    if offer.state != OfferState.OPEN:
        raise Refused(_("Dit steungezin is nu niet te vragen. Kies een ander gezin."))
    if request.family_id == offer.family_id:
        raise Refused(_("Een gezin kan zichzelf niet steunen. Kies een ander gezin."))
    if has_open_proposal(work, request.id):
        raise Refused(_("Er staat al een voorstel open. Trek dat eerst in."))
    if has_running_coupling(work, request.id):
        raise Refused(_("Deze hulpvraag heeft al een koppeling."))


def _check_safety(work: Work, family_id: UUID) -> None:
    safety = safety_of(work, family_id)
    if not safety.done:
        raise Refused(_("Doe eerst de veiligheidscheck van het vraaggezin. Kies daarna een gezin."))
    if not safety.ok:
        raise Refused(_("Volgens de veiligheidscheck kan een koppeling nu niet. Overleg eerst."))


def _check_limits(found: tuple[Blocker, ...], reason: str | None) -> None:
    for blocker in found:
        if blocker.limit in NEVER:
            raise Refused(_never(blocker))
    if found and not (reason or "").strip():
        raise Refused(_("Schrijf op waarom u toch voor dit gezin kiest."), "reason")


def _never(blocker: Blocker) -> str:
    if blocker.limit is Limit.CAPACITY:
        return str(_("Dit steungezin heeft nu geen plek. Kies een ander gezin."))
    return str(_("Deze gezinnen zijn uit elkaar gehouden. Haal dat eerst weg."))


def _exclusion(work: Work, request_id: UUID, offer_id: UUID) -> Exclusion | None:
    wanted = Exclusion.request_id == request_id, Exclusion.offer_id == offer_id
    return work.session.scalar(select(Exclusion).where(*wanted))
