"""What is asked, what is offered, and which pair a coordinator chose."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Date,
    DateTime,
    Integer,
    SmallInteger,
    String,
    func,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped

from tenants.columns import DataClass, belongs_to, internal, personal, sealed, special
from tenants.isolation import TenantModel, index, unique
from tenants.sealing import Sealed


class RequestState(StrEnum):
    """Whether somebody is still looked for."""

    OPEN = "open"
    COUPLED = "coupled"
    CLOSED = "closed"


class OfferState(StrEnum):
    """Whether a family can be asked now."""

    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"


class ProposalState(StrEnum):
    """What became of a chosen pair."""

    OPEN = "open"
    INTRODUCED = "introduced"
    WITHDRAWN = "withdrawn"


class SupportRequest(TenantModel):
    """The support that a family asks, for one child or for a parent.

    `avoid_pets` is None while nobody asked about allergies.
    """

    __tablename__ = "support_request"
    __table_args__ = (
        index("state", "since"),
        CheckConstraint("urgency BETWEEN 0 AND 3", name="urgency"),
    )

    family_id: Mapped[UUID] = belongs_to("family", on_delete="CASCADE")
    member_id: Mapped[UUID | None] = belongs_to("family_member", on_delete="SET NULL")
    subject: Mapped[str] = internal(String(8))
    title: Mapped[str] = personal(String(120))
    forms: Mapped[list[str]] = internal(JSONB())
    dayparts: Mapped[int] = internal(Integer(), default=0)
    per_week: Mapped[int] = internal(SmallInteger(), default=1)
    max_km: Mapped[int] = internal(SmallInteger(), default=5)
    avoid_pets: Mapped[list[str] | None] = special(JSONB(none_as_null=True))
    avoid_smoking: Mapped[bool] = special(Boolean(), default=False)
    required_language: Mapped[str | None] = personal(String(20))
    wishes: Mapped[Sealed | None] = sealed(DataClass.SPECIAL)
    urgency: Mapped[int] = internal(SmallInteger(), default=1)
    urgency_reason: Mapped[Sealed | None] = sealed(DataClass.SPECIAL)
    since: Mapped[date] = internal(Date())
    state: Mapped[RequestState] = internal(String(8), default=RequestState.OPEN)


class SupportOffer(TenantModel):
    """The support that a family can give, and to how many at once.

    `pets` is None while nobody asked which animals there are.
    """

    __tablename__ = "support_offer"
    __table_args__ = (
        index("state", "since"),
        CheckConstraint("capacity BETWEEN 1 AND 3", name="capacity"),
    )

    family_id: Mapped[UUID] = belongs_to("family", on_delete="CASCADE")
    subjects: Mapped[list[str]] = internal(JSONB())
    title: Mapped[str] = personal(String(120))
    forms: Mapped[list[str]] = internal(JSONB())
    dayparts: Mapped[int] = internal(Integer(), default=0)
    per_week: Mapped[int] = internal(SmallInteger(), default=1)
    max_km: Mapped[int] = internal(SmallInteger(), default=5)
    age_from: Mapped[int] = internal(SmallInteger(), default=0)
    age_to: Mapped[int] = internal(SmallInteger(), default=18)
    capacity: Mapped[int] = internal(SmallInteger(), default=1)
    pets: Mapped[list[str] | None] = personal(JSONB(none_as_null=True))
    smokes: Mapped[bool | None] = personal(Boolean())
    languages: Mapped[list[str]] = personal(JSONB())
    own_experience: Mapped[Sealed | None] = sealed(DataClass.SPECIAL)
    experience_may_match: Mapped[bool] = internal(Boolean(), default=False)
    foster_care: Mapped[str] = internal(String(20), default="none")
    since: Mapped[date] = internal(Date())
    state: Mapped[OfferState] = internal(String(8), default=OfferState.OPEN)


class Exclusion(TenantModel):
    """Two that must not be coupled: acquaintances, a try that failed, a veto."""

    __tablename__ = "exclusion"
    __table_args__ = (unique("request_id", "offer_id"),)

    request_id: Mapped[UUID] = belongs_to("support_request", on_delete="CASCADE")
    offer_id: Mapped[UUID] = belongs_to("support_offer", on_delete="CASCADE")
    reason: Mapped[Sealed] = sealed(DataClass.PERSONAL)


class MatchProposal(TenantModel):
    """A pair that a coordinator chose; `blockers` are the limits that were talked about.

    What the list said at that moment is kept, so that it can be read later why this family was
    proposed: the version of the weights, the points, the place in the list, what the whole list
    lost by it (`regret`), the best others, and what went into the points (`inputs`, as JSON).
    """

    __tablename__ = "match_proposal"

    request_id: Mapped[UUID] = belongs_to("support_request", on_delete="CASCADE")
    offer_id: Mapped[UUID] = belongs_to("support_offer", on_delete="CASCADE")
    chosen_by: Mapped[UUID | None] = belongs_to("membership", on_delete="SET NULL")
    chosen_on: Mapped[date] = internal(Date())
    blockers: Mapped[list[str]] = internal(JSONB())
    reason: Mapped[Sealed | None] = sealed(DataClass.PERSONAL)
    state: Mapped[ProposalState] = internal(String(12), default=ProposalState.OPEN)
    weights_variant: Mapped[str] = internal(String(40), default="")
    weights_version: Mapped[int | None] = internal(Integer())
    quality: Mapped[int | None] = internal(SmallInteger())
    rank: Mapped[int | None] = internal(Integer())
    regret: Mapped[int | None] = internal(Integer())
    contributions: Mapped[list[dict[str, int | str]] | None] = special(JSONB(none_as_null=True))
    alternatives: Mapped[list[dict[str, int | str]] | None] = internal(JSONB(none_as_null=True))
    inputs: Mapped[Sealed | None] = sealed(DataClass.SPECIAL)


class MatchingWeights(TenantModel):
    """A version of the weights of a variant of the method; `points` by factor, 1000 together."""

    __tablename__ = "matching_weights"
    __table_args__ = (unique("variant", "version"),)

    variant: Mapped[str] = internal(String(40))
    version: Mapped[int] = internal(Integer())
    points: Mapped[dict[str, int]] = internal(JSONB())
    reason: Mapped[Sealed | None] = sealed(DataClass.PERSONAL)
    made_by: Mapped[UUID | None] = belongs_to("membership", on_delete="SET NULL")
    made_on: Mapped[date] = internal(Date())


class SolvedList(TenantModel):
    """The best coupling of the whole list, as it was solved last; at most one row.

    `fingerprint` is of all that went in: the same list is not solved twice.
    """

    __tablename__ = "solved_list"
    __table_args__ = (unique("only"),)

    only: Mapped[int] = internal(SmallInteger(), default=1)
    solved_at: Mapped[datetime] = internal(DateTime(timezone=True), server_default=func.now())
    fingerprint: Mapped[str] = internal(String(64))
    weights_variant: Mapped[str] = internal(String(40))
    weights_version: Mapped[int] = internal(Integer())
    total: Mapped[int] = internal(Integer())


class RequestPrice(TenantModel):
    """What the list gains by a request, and the offer that the best list gives it.

    `regrets` are the points that the whole list loses by each offer that fits, by its id.
    """

    __tablename__ = "request_price"
    __table_args__ = (unique("request_id"),)

    request_id: Mapped[UUID] = belongs_to("support_request", on_delete="CASCADE")
    offer_id: Mapped[UUID | None] = belongs_to("support_offer", on_delete="SET NULL")
    price: Mapped[int] = internal(Integer())
    regrets: Mapped[dict[str, int]] = internal(JSONB())


class OfferPrice(TenantModel):
    """What the list loses when one place of an offer goes."""

    __tablename__ = "offer_price"
    __table_args__ = (unique("offer_id"),)

    offer_id: Mapped[UUID] = belongs_to("support_offer", on_delete="CASCADE")
    price: Mapped[int] = internal(Integer())
