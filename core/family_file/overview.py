"""What a family's page shows besides its timeline: what it asks, offers, has and plans."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from sqlalchemy import func, select

from core.families.models import (
    Appointment,
    AppointmentKind,
    AppointmentState,
    ContactMoment,
    Family,
    FamilyMember,
    FamilyRole,
)
from core.matching.models import (
    MatchProposal,
    OfferState,
    ProposalState,
    RequestState,
    SupportOffer,
    SupportRequest,
)
from core.work import Work


@dataclass(frozen=True, slots=True)
class RequestLine:
    """What a family asks; `child` is for whom, "" for a parent who is not named."""

    id: UUID
    title: str
    child: str
    state: RequestState
    since: date
    urgency: int
    urgency_reason: str
    max_km: int
    proposals: int


@dataclass(frozen=True, slots=True)
class OfferLine:
    """What a family offers, and to how many at once."""

    id: UUID
    title: str
    state: OfferState
    since: date
    capacity: int
    age_from: int
    age_to: int
    max_km: int


@dataclass(frozen=True, slots=True)
class Planned:
    """A talk that is still to come, or has come and was not settled."""

    id: UUID
    kind: AppointmentKind
    on_date: date
    at_time: time | None
    where: str


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Something to come back to after a contact."""

    id: UUID
    on_date: date
    noted_on: date
    text: str


@dataclass(frozen=True, slots=True)
class Household:
    """The sealed words about a household."""

    address: str
    reciprocity: str


def household_of(work: Work, family_id: UUID) -> Household:
    """The address, and what the family can do in return."""
    family = work.find(Family, family_id)
    opened = work.vault.open
    return Household(
        opened(Family.address, family.id, family.address),
        opened(Family.reciprocity, family.id, family.reciprocity),
    )


def requests_of(work: Work, family_id: UUID) -> tuple[RequestLine, ...]:
    """What the family asks, open requests first."""
    proposals = select(func.count(MatchProposal.id)).where(
        MatchProposal.request_id == SupportRequest.id, MatchProposal.state == ProposalState.OPEN
    )
    rows = work.session.execute(
        select(
            SupportRequest,
            FamilyMember.first_name,
            proposals.correlate(SupportRequest).scalar_subquery().label("proposals"),
        )
        .outerjoin(FamilyMember, FamilyMember.id == SupportRequest.member_id)
        .where(SupportRequest.family_id == family_id)
        .order_by(SupportRequest.state == RequestState.CLOSED, SupportRequest.since.desc())
    )
    return tuple(_request(work, row.SupportRequest, row.first_name, row.proposals) for row in rows)


def _request(work: Work, request: SupportRequest, child: str | None, proposals: int) -> RequestLine:
    reason = work.vault.open(SupportRequest.urgency_reason, request.id, request.urgency_reason)
    return RequestLine(
        request.id, request.title, child or "", RequestState(request.state), request.since,
        request.urgency, reason, request.max_km, proposals,
    )  # fmt: skip


def offers_of(work: Work, family_id: UUID) -> tuple[OfferLine, ...]:
    """What the family offers, open offers first."""
    offers = work.session.scalars(
        select(SupportOffer)
        .where(SupportOffer.family_id == family_id)
        .order_by(SupportOffer.state == OfferState.CLOSED, SupportOffer.since.desc())
    )
    return tuple(
        OfferLine(
            o.id, o.title, OfferState(o.state), o.since, o.capacity, o.age_from, o.age_to, o.max_km
        )
        for o in offers
    )


def planned_with(work: Work, family_id: UUID, roles: Sequence[FamilyRole]) -> tuple[Planned, ...]:
    """The talks that are planned in the files of these roles, the first to come first."""
    found = work.session.scalars(
        select(Appointment)
        .where(
            Appointment.family_id == family_id,
            Appointment.role.in_(roles),
            Appointment.state == AppointmentState.PLANNED,
        )
        .order_by(Appointment.on_date, Appointment.at_time.asc().nulls_last())
    )
    return tuple(
        Planned(a.id, AppointmentKind(a.kind), a.on_date, a.at_time, a.where) for a in found
    )


def follow_ups_of(work: Work, family_id: UUID, roles: Sequence[FamilyRole]) -> tuple[FollowUp, ...]:
    """What is still to be come back to, the oldest first."""
    found = work.session.scalars(
        select(ContactMoment)
        .where(
            ContactMoment.family_id == family_id,
            ContactMoment.role.in_(roles),
            ContactMoment.follow_up_on.is_not(None),
            ContactMoment.follow_up_done_on.is_(None),
        )
        .order_by(ContactMoment.follow_up_on)
    )
    return tuple(
        FollowUp(
            m.id, m.follow_up_on or m.on_date, m.on_date,
            work.vault.open(ContactMoment.note, m.id, m.note),
        )
        for m in found
    )  # fmt: skip
