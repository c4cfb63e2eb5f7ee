"""What is asked, what is offered, and which pair a coordinator chose."""

from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, CheckConstraint, Date, Integer, SmallInteger, String
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped

from tenants.columns import DataClass, belongs_to, internal, personal, sealed, special
from tenants.isolation import TenantModel, index, unique
from tenants.sealing import Sealed

REQUEST_LISTS = ("avoid_pets", "home_languages", "interests", "themes", "wish_keys", "traits")
OFFER_LISTS = ("pets", "interests", "themes", "wish_keys", "traits", "own_ages")
"""The lists that are None while nobody asked."""


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

    `avoid_pets` is None while nobody asked about allergies, and so is each list of keys of
    `preferences` while it was not asked. Requests of siblings who must go to one family share a
    random `together_key`.
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
    home_languages: Mapped[list[str] | None] = personal(JSONB(none_as_null=True))
    interests: Mapped[list[str] | None] = personal(JSONB(none_as_null=True))
    themes: Mapped[list[str] | None] = special(JSONB(none_as_null=True))
    wish_keys: Mapped[list[str] | None] = personal(JSONB(none_as_null=True))
    traits: Mapped[list[str] | None] = special(JSONB(none_as_null=True))
    wishes: Mapped[Sealed | None] = sealed(DataClass.SPECIAL)
    together_key: Mapped[str | None] = internal(String(32))
    urgency: Mapped[int] = internal(SmallInteger(), default=1)
    urgency_reason: Mapped[Sealed | None] = sealed(DataClass.SPECIAL)
    since: Mapped[date] = internal(Date())
    state: Mapped[RequestState] = internal(String(8), default=RequestState.OPEN)


class SupportOffer(TenantModel):
    """The support that a family can give, and to how many at once.

    `pets` is None while nobody asked which animals there are, and so is each list of keys of
    `preferences`, and `own_ages`: the ages of their own children.
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
    interests: Mapped[list[str] | None] = personal(JSONB(none_as_null=True))
    themes: Mapped[list[str] | None] = special(JSONB(none_as_null=True))
    wish_keys: Mapped[list[str] | None] = personal(JSONB(none_as_null=True))
    traits: Mapped[list[str] | None] = personal(JSONB(none_as_null=True))
    own_ages: Mapped[list[int] | None] = personal(JSONB(none_as_null=True))
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
    contributions: Mapped[list[dict[str, Any]] | None] = special(JSONB(none_as_null=True))
    alternatives: Mapped[list[dict[str, Any]] | None] = internal(JSONB(none_as_null=True))
    inputs: Mapped[Sealed | None] = sealed(DataClass.SPECIAL)


def asked_lists(row: SupportRequest | SupportOffer) -> dict[str, Any]:
    """The lists of a row as its details have them, by name; None where nobody asked."""
    names = REQUEST_LISTS if isinstance(row, SupportRequest) else OFFER_LISTS
    found = {name: getattr(row, name) for name in names}
    return {name: None if keys is None else tuple(keys) for name, keys in found.items()}


def write_lists(row: SupportRequest | SupportOffer, details: object) -> None:
    """Put the lists of details in their row."""
    names = REQUEST_LISTS if isinstance(row, SupportRequest) else OFFER_LISTS
    for name in names:
        asked = getattr(details, name)
        setattr(row, name, None if asked is None else list(asked))
