"""Where a family stands in each of its roles, worked out in the database.

A family with several requests stands where its furthest coupling stands; how long it waits is
counted from its oldest request for which nobody was found yet.
"""

from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Exists, and_, case, func, null, or_, select

from core.couplings.models import Coupling, CouplingPhase
from core.families.models import FamilyFile, FamilyMember, FamilyRole, MemberKind
from core.intake.models import Intake
from core.matching.models import (
    MatchProposal,
    OfferState,
    ProposalState,
    RequestState,
    SupportOffer,
    SupportRequest,
)
from core.safety.models import VogRecord
from core.wording import Text, _l


class FamilyPhase(StrEnum):
    """The steps of both roles, in the order in which they are gone through."""

    SIGNED_UP = "signed_up"
    INTAKE_DONE = "intake_done"
    SEARCHING = "searching"
    PROPOSED = "proposed"
    INTRODUCTION = "introduction"
    TRIAL = "trial"
    COUPLED = "coupled"
    VOG_RUNNING = "vog_running"
    AVAILABLE = "available"
    OCCUPIED = "occupied"
    CLOSED = "closed"


PHASE_LABELS: dict[FamilyPhase, Text] = {
    FamilyPhase.SIGNED_UP: _l("Aangemeld"),
    FamilyPhase.INTAKE_DONE: _l("Intake gedaan"),
    FamilyPhase.SEARCHING: _l("Zoekt een match"),
    FamilyPhase.PROPOSED: _l("Voorgesteld"),
    FamilyPhase.INTRODUCTION: _l("Kennismaking"),
    FamilyPhase.TRIAL: _l("Proefperiode"),
    FamilyPhase.COUPLED: _l("Gekoppeld"),
    FamilyPhase.VOG_RUNNING: _l("VOG loopt"),
    FamilyPhase.AVAILABLE: _l("Beschikbaar"),
    FamilyPhase.OCCUPIED: _l("Bezet"),
    FamilyPhase.CLOSED: _l("Gesloten"),
}
PHASE_TONES: dict[FamilyPhase, str] = {
    FamilyPhase.SIGNED_UP: "warning",
    FamilyPhase.SEARCHING: "warning",
    FamilyPhase.TRIAL: "success",
    FamilyPhase.COUPLED: "success",
    FamilyPhase.AVAILABLE: "success",
}
"""Tones of the badges; the others are neutral."""


@cache  # a large expression, always the same: making it takes longer than sending it
def phase_of_file() -> ColumnElement[str]:
    """The phase of the FamilyFile that the statement selects from."""
    return case(
        (FamilyFile.closed_on.is_not(None), FamilyPhase.CLOSED.value),
        (FamilyFile.role == FamilyRole.ASKING, _asking_phase()),
        else_=_offering_phase(),
    )


@cache
def waiting_since() -> ColumnElement[date | None]:
    """Since when the family of the file waits for another family; NULL when it does not."""
    asking = func.coalesce(
        select(func.min(SupportRequest.since))
        .where(_open_request(), ~_made_for_request())
        .correlate(FamilyFile)
        .scalar_subquery(),
        case((~_coupling_as(Coupling.asking_family_id), FamilyFile.opened_on)),
    )
    offering = case(
        (
            ~_coupling_as(Coupling.offering_family_id),
            func.coalesce(_first_offer_since(), FamilyFile.opened_on),
        )
    )
    return case(
        (FamilyFile.closed_on.is_not(None), null()),
        (FamilyFile.role == FamilyRole.ASKING, asking),
        else_=offering,
    )


def _asking_phase() -> ColumnElement[str]:
    return case(
        (_in_phase(CouplingPhase.ACTIVE), FamilyPhase.COUPLED.value),
        (_in_phase(CouplingPhase.TRIAL), FamilyPhase.TRIAL.value),
        (_in_phase(CouplingPhase.INTRODUCTION), FamilyPhase.INTRODUCTION.value),
        (_open_proposal(), FamilyPhase.PROPOSED.value),
        (
            select(SupportRequest.id).where(_open_request()).correlate(FamilyFile).exists(),
            FamilyPhase.SEARCHING.value,
        ),
        (_intake(), FamilyPhase.INTAKE_DONE.value),
        else_=FamilyPhase.SIGNED_UP.value,
    )


def _offering_phase() -> ColumnElement[str]:
    running, capacity = _running_count(), _open_capacity()
    full = and_(running > 0, running >= capacity)
    paused = and_(_offer_is(OfferState.PAUSED), ~_offer_is(OfferState.OPEN))
    return case(
        (or_(full, paused), FamilyPhase.OCCUPIED.value),
        (and_(_adult_without_vog(), _vog_asked()), FamilyPhase.VOG_RUNNING.value),
        (and_(_offer_is(OfferState.OPEN), ~_adult_without_vog()), FamilyPhase.AVAILABLE.value),
        (_intake(), FamilyPhase.INTAKE_DONE.value),
        else_=FamilyPhase.SIGNED_UP.value,
    )


def _in_phase(phase: CouplingPhase) -> Exists:
    found = select(Coupling.id).where(
        Coupling.asking_family_id == FamilyFile.family_id, Coupling.phase == phase
    )
    return found.correlate(FamilyFile).exists()


def _coupling_as(side: Any) -> Exists:
    running = (Coupling.phase == CouplingPhase.TRIAL) | (Coupling.phase == CouplingPhase.ACTIVE)
    found = select(Coupling.id).where(side == FamilyFile.family_id, running)
    return found.correlate(FamilyFile).exists()


def _open_request() -> ColumnElement[bool]:
    return and_(
        SupportRequest.family_id == FamilyFile.family_id,
        SupportRequest.state == RequestState.OPEN,
    )


def _made_for_request() -> Exists:
    running = (Coupling.phase == CouplingPhase.TRIAL) | (Coupling.phase == CouplingPhase.ACTIVE)
    found = select(Coupling.id).where(Coupling.request_id == SupportRequest.id, running)
    return found.correlate(SupportRequest).exists()


def _open_proposal() -> Exists:
    found = (
        select(MatchProposal.id)
        .join(SupportRequest, SupportRequest.id == MatchProposal.request_id)
        .where(_open_request(), MatchProposal.state == ProposalState.OPEN)
    )
    return found.correlate(FamilyFile).exists()


def _intake() -> Exists:
    found = select(Intake.id).where(
        Intake.family_id == FamilyFile.family_id, Intake.role == FamilyFile.role
    )
    return found.correlate(FamilyFile).exists()


def _running_count() -> ColumnElement[int]:
    counted = select(func.count(Coupling.id)).where(
        Coupling.offering_family_id == FamilyFile.family_id, Coupling.phase != CouplingPhase.ENDED
    )
    return counted.correlate(FamilyFile).scalar_subquery()


def _open_capacity() -> ColumnElement[int]:
    added = select(func.coalesce(func.sum(SupportOffer.capacity), 0)).where(
        SupportOffer.family_id == FamilyFile.family_id, SupportOffer.state == OfferState.OPEN
    )
    return added.correlate(FamilyFile).scalar_subquery()


def _offer_is(state: OfferState) -> Exists:
    found = select(SupportOffer.id).where(
        SupportOffer.family_id == FamilyFile.family_id, SupportOffer.state == state
    )
    return found.correlate(FamilyFile).exists()


def _first_offer_since() -> ColumnElement[date]:
    first = select(func.min(SupportOffer.since)).where(
        SupportOffer.family_id == FamilyFile.family_id, SupportOffer.state == OfferState.OPEN
    )
    return first.correlate(FamilyFile).scalar_subquery()


def _adults() -> ColumnElement[bool]:
    return and_(
        FamilyMember.family_id == FamilyFile.family_id,
        FamilyMember.kind != MemberKind.CHILD,
        FamilyMember.lives_elsewhere.is_(False),
    )


def _adult_without_vog() -> Exists:
    seen = select(VogRecord.id).where(
        VogRecord.member_id == FamilyMember.id, VogRecord.seen_on.is_not(None)
    )
    found = select(FamilyMember.id).where(_adults(), ~seen.correlate(FamilyMember).exists())
    return found.correlate(FamilyFile).exists()


def _vog_asked() -> Exists:
    found = (
        select(VogRecord.id)
        .join(FamilyMember, FamilyMember.id == VogRecord.member_id)
        .where(_adults())
    )
    return found.correlate(FamilyFile).exists()
