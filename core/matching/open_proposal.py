"""The pair that a coordinator chose for a request, while the families have not met."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from core.families.models import Family
from core.matching.models import MatchProposal, ProposalState, SupportOffer
from core.work import Work


@dataclass(frozen=True, slots=True)
class OpenProposal:
    """The pair that was chosen and not introduced yet."""

    id: UUID
    offer_id: UUID
    family_name: str
    chosen_on: date
    reason: str


def open_proposal_of(work: Work, request_id: UUID) -> OpenProposal | None:
    """The pair that was chosen for a request, while the families have not met."""
    wanted = (
        select(MatchProposal, Family.name)
        .join(SupportOffer, SupportOffer.id == MatchProposal.offer_id)
        .join(Family, Family.id == SupportOffer.family_id)
        .where(MatchProposal.request_id == request_id, MatchProposal.state == ProposalState.OPEN)
        .limit(1)
    )
    found = work.session.execute(wanted).one_or_none()
    if found is None:
        return None
    proposal, name = found
    reason = work.vault.open(MatchProposal.reason, proposal.id, proposal.reason)
    return OpenProposal(proposal.id, proposal.offer_id, name, proposal.chosen_on, reason)
