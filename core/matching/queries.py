"""What the list of matching shows: who waits, and who has room."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select

from core.accounts.models import Identity, Membership
from core.couplings.models import Coupling, CouplingPhase
from core.families.models import Family, FamilyFile, FamilyRole
from core.matching.engine.suggesting import fit_counts
from core.matching.models import (
    MatchProposal,
    OfferState,
    ProposalState,
    RequestState,
    SupportOffer,
    SupportRequest,
)
from core.matching.offer_columns import OfferColumns, free_places
from core.matching.offer_rows import offer_columns
from core.matching.profiles_query import request_profiles
from core.work import Work

PAGE = 25


@dataclass(frozen=True, slots=True)
class Filters:
    """Which requests to show: of whom, where, and from which urgency."""

    mine: bool = True
    place: str = ""
    urgency: int = 0


@dataclass(frozen=True, slots=True)
class WaitingRequest:
    """An open request in the list; `fits` counts the offers that keep every limit now.

    `meets` while the families of a chosen pair get to know each other.
    """

    id: UUID
    title: str
    family_name: str
    place: str
    since: date
    urgency: int
    coordinator: str
    has_proposal: bool
    meets: bool
    fits: int


@dataclass(frozen=True, slots=True)
class OfferWithRoom:
    """An open offer that has a place now."""

    id: UUID
    family_id: UUID
    family_name: str
    place: str
    title: str
    since: date
    free: int


@dataclass(frozen=True, slots=True)
class Overview:
    """One page of open requests, the first offers with room, and what can be filtered on."""

    requests: list[WaitingRequest]
    total: int
    page: int
    offers: list[OfferWithRoom]
    offers_total: int
    places: list[str]

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // PAGE))


def find_overview(work: Work, filters: Filters, page: int = 1) -> Overview:
    """Open requests, longest waiting first, beside the open offers with room.

    The number of queries does not grow with the rows.
    """
    where = _where(work, filters)
    total = work.session.scalar(_counted().where(*where)) or 0
    page = min(max(1, page), max(1, -(-total // PAGE)))
    # A request knows whom it is kept apart from: the offers need not say it again.
    offers = offer_columns(work, SupportOffer.state == OfferState.OPEN, excluded={})
    free = free_places(offers)
    return Overview(
        requests=_waiting(work, where, page, offers),
        total=total,
        page=page,
        offers=_with_room(work, free),
        offers_total=len(free),
        places=_places(work),
    )


def _where(work: Work, filters: Filters) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = [SupportRequest.state == RequestState.OPEN]
    if filters.mine and work.actor.id:
        coordinator = FamilyFile.coordinator_id
        where.append(or_(coordinator == work.actor.id, coordinator.is_(None)))
    if filters.place:
        where.append(Family.place == filters.place)
    if filters.urgency:
        where.append(SupportRequest.urgency >= filters.urgency)
    return where


def _files() -> ColumnElement[bool]:
    return (FamilyFile.family_id == SupportRequest.family_id) & (
        FamilyFile.role == FamilyRole.ASKING
    )


def _counted() -> Select[int]:
    return (
        select(func.count(SupportRequest.id))
        .join(Family, Family.id == SupportRequest.family_id)
        .join(FamilyFile, _files())
    )


def _waiting(
    work: Work, where: list[ColumnElement[bool]], page: int, offers: OfferColumns
) -> list[WaitingRequest]:
    rows = work.session.execute(_requests_of_page(where, page)).all()
    fits = _fits(work, {row.id for row in rows}, offers)
    return [
        WaitingRequest(
            row.id,
            row.title,
            row.name,
            row.place,
            row.since,
            row.urgency,
            row.coordinator or "",
            row.has_proposal,
            row.meets,
            fits.get(row.id, 0),
        )
        for row in rows
    ]


def _requests_of_page(where: list[ColumnElement[bool]], page: int) -> Select[*tuple[Any, ...]]:
    proposed = select(MatchProposal.id).where(
        MatchProposal.request_id == SupportRequest.id, MatchProposal.state == ProposalState.OPEN
    )
    running = select(Coupling.id).where(
        Coupling.request_id == SupportRequest.id, Coupling.phase != CouplingPhase.ENDED
    )
    return (
        select(
            SupportRequest.id,
            SupportRequest.family_id,
            SupportRequest.title,
            SupportRequest.since,
            SupportRequest.urgency,
            Family.name,
            Family.place,
            Identity.name.label("coordinator"),
            proposed.correlate(SupportRequest).exists().label("has_proposal"),
            running.correlate(SupportRequest).exists().label("meets"),
        )
        .join(Family, Family.id == SupportRequest.family_id)
        .join(FamilyFile, _files())
        .outerjoin(Membership, Membership.id == FamilyFile.coordinator_id)
        .outerjoin(Identity, Identity.id == Membership.identity_id)
        .where(*where)
        .order_by(SupportRequest.since, SupportRequest.id)
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    )


def _fits(work: Work, ids: set[UUID], offers: OfferColumns) -> dict[UUID, int]:
    requests = request_profiles(work, SupportRequest.id.in_(ids)) if ids else {}
    return dict(zip(requests, fit_counts(requests.values(), offers), strict=True))


def _with_room(work: Work, free: Mapping[UUID, int]) -> list[OfferWithRoom]:
    if not free:
        return []
    wanted = (
        select(
            SupportOffer.id,
            SupportOffer.family_id,
            SupportOffer.title,
            SupportOffer.since,
            Family.name,
            Family.place,
        )
        .join(Family, Family.id == SupportOffer.family_id)
        .where(SupportOffer.id.in_(free))
        .order_by(SupportOffer.since, SupportOffer.id)
        .limit(PAGE)
    )
    return [
        OfferWithRoom(
            row.id,
            row.family_id,
            row.name,
            row.place,
            row.title,
            row.since,
            free[row.id],
        )
        for row in work.session.execute(wanted)
    ]


def _places(work: Work) -> list[str]:
    wanted = (
        select(Family.place)
        .join(SupportRequest, SupportRequest.family_id == Family.id)
        .where(SupportRequest.state == RequestState.OPEN, Family.place != "")
        .distinct()
        .order_by(Family.place)
    )
    return list(work.session.scalars(wanted))
