"""How many places of an offer are taken: running couplings and open proposals."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Subquery, func, select

from core.couplings.models import Coupling, CouplingPhase
from core.families.models import Family
from core.matching.models import (
    MatchProposal,
    ProposalState,
    RequestState,
    SupportOffer,
    SupportRequest,
)
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


def still_searching() -> tuple[ColumnElement[bool], ...]:
    """The criteria of a `SupportRequest` for which somebody is looked for now.

    It is open, no proposal is open and no coupling runs.
    """
    proposed = select(MatchProposal.request_id).where(MatchProposal.state == ProposalState.OPEN)
    coupled = select(Coupling.request_id).where(Coupling.phase != CouplingPhase.ENDED)
    return (
        SupportRequest.state == RequestState.OPEN,
        SupportRequest.id.not_in(proposed),
        SupportRequest.id.not_in(coupled),
    )


def has_open_proposal(work: Work, request_id: UUID) -> bool:
    """Whether a pair was chosen for this request and not withdrawn or introduced yet."""
    found = select(MatchProposal.id).where(
        MatchProposal.request_id == request_id, MatchProposal.state == ProposalState.OPEN
    )
    return work.session.scalar(found.limit(1)) is not None


@dataclass(frozen=True, slots=True)
class Running:
    """A coupling that is not ended: with whom, and whether the families still get to know."""

    coupling_id: UUID
    offer_id: UUID
    family_name: str
    is_introduction: bool


def running_coupling_of(work: Work, request_id: UUID) -> Running | None:
    """The coupling of a request in any phase before its end."""
    wanted = (
        select(Coupling.id, Coupling.offer_id, Coupling.phase, Family.name)
        .join(SupportOffer, SupportOffer.id == Coupling.offer_id)
        .join(Family, Family.id == SupportOffer.family_id)
        .where(Coupling.request_id == request_id, Coupling.phase != CouplingPhase.ENDED)
        .order_by(Coupling.id)
    )
    row = work.session.execute(wanted.limit(1)).one_or_none()
    if row is None:
        return None
    return Running(row.id, row.offer_id, row.name, row.phase == CouplingPhase.INTRODUCTION)


def has_running_coupling(work: Work, request_id: UUID) -> bool:
    """Whether a coupling for this request is in any phase before its end."""
    found = select(Coupling.id).where(
        Coupling.request_id == request_id, Coupling.phase != CouplingPhase.ENDED
    )
    return work.session.scalar(found.limit(1)) is not None
