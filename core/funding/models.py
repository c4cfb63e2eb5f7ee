"""Funders, the reports made for them, the files that were handed in, and the stories in them."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Date,
    DateTime,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Text,
    func,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped

from core.families.models import FamilyRole
from tenants.columns import DataClass, belongs_to, internal, public, sealed
from tenants.isolation import TenantModel, index, unique
from tenants.sealing import Sealed


class StoryState(StrEnum):
    """Whether a story may be used."""

    DRAFT = "draft"
    READY = "ready"
    WITHDRAWN = "withdrawn"


class ReportState(StrEnum):
    """A report is written, and then handed in for good."""

    DRAFT = "draft"
    SUBMITTED = "submitted"


class Making(StrEnum):
    """How far the file of a report is."""

    NONE = "none"
    WAITING = "waiting"
    READY = "ready"
    FAILED = "failed"


class Story(TenantModel):
    """A succesverhaal, without names; it is used only with consent.

    `consent_of` says who gave it, in words without a name ("de moeder, en de dochter van 13").
    One of a coupling may stand in public since `public_on`, while both families agree to its text.
    """

    __tablename__ = "story"
    __table_args__ = (
        index("state"),
        CheckConstraint("state <> 'ready' OR consent_on IS NOT NULL", name="consent"),
    )

    author_id: Mapped[UUID | None] = belongs_to("membership", on_delete="SET NULL")
    title: Mapped[Sealed] = sealed(DataClass.PERSONAL)
    text: Mapped[Sealed] = sealed(DataClass.PERSONAL)
    state: Mapped[StoryState] = internal(String(10), default=StoryState.DRAFT)
    consent_on: Mapped[date | None] = internal(Date())
    consent_of: Mapped[Sealed | None] = sealed(DataClass.PERSONAL)
    withdrawn_on: Mapped[date | None] = internal(Date())
    coupling_id: Mapped[UUID | None] = belongs_to("coupling", on_delete="SET NULL")
    public_on: Mapped[date | None] = internal(Date())
    written_on: Mapped[date] = internal(Date())
    written_at: Mapped[datetime] = internal(DateTime(timezone=True), default=func.now())


class StoryConsent(TenantModel):
    """That one family of the coupling agrees to the text of which this is the digest.

    `nationally` when it may be shared outside the programme as well.
    """

    __tablename__ = "story_consent"
    __table_args__ = (unique("story_id", "side"),)

    story_id: Mapped[UUID] = belongs_to("story", on_delete="CASCADE")
    side: Mapped[FamilyRole] = internal(String(8))
    given_on: Mapped[date] = internal(Date())
    digest: Mapped[bytes] = internal(LargeBinary())
    nationally: Mapped[bool] = internal(Boolean())


class PublishedStory(TenantModel):
    """A story that both families let be shared nationally: the console reads it, as it stands.

    Such a row is all that leaves; it goes as soon as one family, or the programme, takes it back.
    """

    __tablename__ = "published_story"
    __table_args__ = (unique("story_id"),)

    story_id: Mapped[UUID] = belongs_to("story", on_delete="CASCADE")
    title: Mapped[str] = public(String(120))
    text: Mapped[str] = public(Text())
    shared_on: Mapped[date] = internal(Date())


class Funder(TenantModel):
    """Who pays, in which form it wants its report and when; money in euro cents."""

    __tablename__ = "funder"
    __table_args__ = (
        CheckConstraint("period_until >= period_from", name="period"),
        CheckConstraint("budget_cents >= 0", name="budget"),
    )

    name: Mapped[str] = internal(String(120))
    format_key: Mapped[str] = internal(String(60))
    contact: Mapped[Sealed | None] = sealed(DataClass.PERSONAL)
    due_on: Mapped[date | None] = internal(Date())
    period_from: Mapped[date | None] = internal(Date())
    period_until: Mapped[date | None] = internal(Date())
    budget_cents: Mapped[int | None] = internal(BigInteger())


class FundingFile(TenantModel):
    """A file that was made of a report, and the figures it was made of (sealed, as JSON).

    Added and taken away, never changed: the grants say so. One that was handed in stays, for its
    report refers to it.
    """

    __tablename__ = "funding_file"

    snapshot: Mapped[Sealed] = sealed(DataClass.PERSONAL)
    content: Mapped[Sealed] = sealed(DataClass.PERSONAL)
    media_type: Mapped[str] = internal(String(120))
    name: Mapped[str] = internal(String(120))
    sha256: Mapped[str] = internal(String(64))
    size: Mapped[int] = internal(Integer())
    revision: Mapped[int] = internal(Integer())
    format_version: Mapped[int] = internal(SmallInteger())
    made_on: Mapped[date] = internal(Date())
    made_at: Mapped[datetime] = internal(DateTime(timezone=True), default=func.now())


class FundingReport(TenantModel):
    """A report for a funder about a period; `words` are the answers to its questions (as JSON).

    `revision` goes up with each change, so that a file that was made of earlier words is known.
    """

    __tablename__ = "funding_report"
    __table_args__ = (
        index("state", "due_on"),
        CheckConstraint("period_until >= period_from", name="period"),
        CheckConstraint(
            "state <> 'submitted' OR (submitted_on IS NOT NULL AND file_id IS NOT NULL)",
            name="submitted",
        ),
    )

    funder_id: Mapped[UUID] = belongs_to("funder")
    format_key: Mapped[str] = internal(String(60))
    period_from: Mapped[date] = internal(Date())
    period_until: Mapped[date] = internal(Date())
    due_on: Mapped[date | None] = internal(Date())
    file_kind: Mapped[str] = internal(String(4))
    state: Mapped[ReportState] = internal(String(10), default=ReportState.DRAFT)
    words: Mapped[Sealed | None] = sealed(DataClass.PERSONAL)
    money: Mapped[dict[str, Any]] = internal(JSONB())
    lesson_ids: Mapped[list[str]] = internal(JSONB())
    story_ids: Mapped[list[str]] = internal(JSONB())
    revision: Mapped[int] = internal(Integer(), default=0)
    making: Mapped[Making] = internal(String(8), default=Making.NONE)
    trouble: Mapped[str] = internal(String(300), default="")
    file_id: Mapped[UUID | None] = belongs_to("funding_file")
    created_on: Mapped[date] = internal(Date())
    created_by: Mapped[UUID | None] = belongs_to("membership", on_delete="SET NULL")
    submitted_on: Mapped[date | None] = internal(Date())
    submitted_by: Mapped[UUID | None] = belongs_to("membership", on_delete="SET NULL")
