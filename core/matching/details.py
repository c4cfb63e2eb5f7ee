"""A request or an offer as it was written down, to show and to change."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from core.families.models import FamilyMember, MemberKind
from core.matching.access import access_offer, access_request
from core.matching.models import OfferState, RequestState, SupportOffer, SupportRequest, asked_lists
from core.matching.offers import OfferDetails
from core.matching.requests import RequestDetails
from core.matching.siblings import together_with
from core.work import Work


@dataclass(frozen=True, slots=True)
class RequestToChange:
    """A request, and whose it is."""

    id: UUID
    family_id: UUID
    state: RequestState
    details: RequestDetails


@dataclass(frozen=True, slots=True)
class OfferToChange:
    """An offer, and whose it is."""

    id: UUID
    family_id: UUID
    state: OfferState
    details: OfferDetails


def request_to_change(work: Work, request_id: UUID) -> RequestToChange:
    """A request for its own form; raises NotFound, or NeedsReason for a closed file."""
    row = access_request(work, request_id)
    vault = work.vault
    details = RequestDetails(
        title=row.title,
        subject=row.subject,
        member_id=row.member_id,
        forms=tuple(row.forms),
        dayparts=row.dayparts,
        per_week=row.per_week,
        max_km=row.max_km,
        avoid_smoking=row.avoid_smoking,
        required_language=row.required_language,
        **asked_lists(row),
        together_with=together_with(work, row),
        wishes=vault.open(SupportRequest.wishes, row.id, row.wishes),
        urgency=row.urgency,
        urgency_reason=vault.open(SupportRequest.urgency_reason, row.id, row.urgency_reason),
        since=row.since,
    )
    return RequestToChange(row.id, row.family_id, RequestState(row.state), details)


def offer_to_change(work: Work, offer_id: UUID) -> OfferToChange:
    """An offer for its own form; raises NotFound, or NeedsReason for a closed file."""
    row = access_offer(work, offer_id)
    details = OfferDetails(
        title=row.title,
        subjects=tuple(row.subjects),
        forms=tuple(row.forms),
        dayparts=row.dayparts,
        per_week=row.per_week,
        max_km=row.max_km,
        age_from=row.age_from,
        age_to=row.age_to,
        capacity=row.capacity,
        smokes=row.smokes,
        **asked_lists(row),
        languages=tuple(row.languages),
        own_experience=work.vault.open(SupportOffer.own_experience, row.id, row.own_experience),
        experience_may_match=row.experience_may_match,
        foster_care=row.foster_care,
        since=row.since,
    )
    return OfferToChange(row.id, row.family_id, OfferState(row.state), details)


def people_of(work: Work, family_id: UUID) -> tuple[list[tuple[UUID, str]], list[tuple[UUID, str]]]:
    """The children and the grown-ups of a family, each with id and first name."""
    wanted = (
        select(FamilyMember.id, FamilyMember.first_name, FamilyMember.kind)
        .where(FamilyMember.family_id == family_id)
        .order_by(FamilyMember.id)
    )
    rows = work.session.execute(wanted).all()
    children = [(row.id, row.first_name) for row in rows if row.kind == MemberKind.CHILD]
    return children, [(row.id, row.first_name) for row in rows if row.kind != MemberKind.CHILD]
