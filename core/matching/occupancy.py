"""How many places of an offer are taken: running couplings and open proposals."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Subquery, func, select

from core.couplings.models import Coupling, CouplingPhase
from core.matching.models import MatchProposal, ProposalState, SupportOffer
from core.work import Work


def taken_places() -> ColumnElement[Any]:
    """The number of places taken of a `SupportOffer` row, for one statement.

    Both counts in one statement: between two, a proposal could become a coupling unseen.
    """
    running = (
        select(func.count(Coupling.id))
        .where(Coupling.offer_id == SupportOffer.id, Coupling.phase != CouplingPhase.ENDED)
        .scalar_subquery()
    )
    proposed = (
        select(func.count(MatchProposal.id))
        .where(MatchProposal.offer_id == SupportOffer.id, MatchProposal.state == ProposalState.OPEN)
        .scalar_subquery()
    )
    return running + proposed


def places_by_offer() -> tuple[Subquery, Subquery]:
    """The places taken of every offer, to join: by running couplings, and by open proposals."""
    running = (
        select(Coupling.offer_id, func.count(Coupling.id).label("taken"))
        .where(Coupling.phase != CouplingPhase.ENDED)
        .group_by(Coupling.offer_id)
        .subquery()
    )
    proposed = (
        select(MatchProposal.offer_id, func.count(MatchProposal.id).label("taken"))
        .where(MatchProposal.state == ProposalState.OPEN)
        .group_by(MatchProposal.offer_id)
        .subquery()
    )
    return running, proposed


def places_taken(work: Work, offer_id: UUID) -> int:
    """How many places of one offer are taken now."""
    counted = select(taken_places()).select_from(SupportOffer).where(SupportOffer.id == offer_id)
    return work.session.scalar(counted) or 0


def has_open_proposal(work: Work, request_id: UUID) -> bool:
    """Whether a pair was chosen for this request and not withdrawn or introduced yet."""
    found = select(MatchProposal.id).where(
        MatchProposal.request_id == request_id, MatchProposal.state == ProposalState.OPEN
    )
    return work.session.scalar(found.limit(1)) is not None


def has_running_coupling(work: Work, request_id: UUID) -> bool:
    """Whether a coupling for this request is in any phase before its end."""
    found = select(Coupling.id).where(
        Coupling.request_id == request_id, Coupling.phase != CouplingPhase.ENDED
    )
    return work.session.scalar(found.limit(1)) is not None
