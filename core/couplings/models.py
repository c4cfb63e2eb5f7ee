"""A coupling of two families, what each side says, and what was agreed."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Boolean, CheckConstraint, Date, DateTime, SmallInteger, String, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped

from core.calendar.revised import Revised
from core.families.models import FamilyRole
from tenants.columns import DataClass, belongs_to, internal, personal, sealed
from tenants.isolation import TenantModel, index, unique
from tenants.sealing import Sealed


class CouplingPhase(StrEnum):
    """The backbone that every method variant keeps, so that numbers compare."""

    INTRODUCTION = "introduction"
    TRIAL = "trial"
    ACTIVE = "active"
    ENDED = "ended"


class Coupling(Revised, TenantModel):
    """Two families together. It is *made* when its trial begins (`trial_from` is set)."""

    __tablename__ = "coupling"
    __table_args__ = (
        index("phase"),
        CheckConstraint("(phase = 'ended') = (ended_on IS NOT NULL)", name="ended"),
        CheckConstraint("phase <> 'ended' OR end_reason IS NOT NULL", name="end_reason"),
        CheckConstraint("phase NOT IN ('trial', 'active') OR trial_from IS NOT NULL", name="made"),
    )

    proposal_id: Mapped[UUID | None] = belongs_to("match_proposal", on_delete="SET NULL")
    request_id: Mapped[UUID] = belongs_to("support_request")
    offer_id: Mapped[UUID] = belongs_to("support_offer")
    asking_family_id: Mapped[UUID] = belongs_to("family")
    offering_family_id: Mapped[UUID] = belongs_to("family")
    variant: Mapped[str] = internal(String(40))
    variant_version: Mapped[int] = internal(SmallInteger())
    phase: Mapped[CouplingPhase] = internal(String(12), default=CouplingPhase.INTRODUCTION)
    introduction_on: Mapped[date] = internal(Date())
    trial_from: Mapped[date | None] = internal(Date())
    trial_until: Mapped[date | None] = internal(Date())
    active_from: Mapped[date | None] = internal(Date())
    ended_on: Mapped[date | None] = internal(Date())
    taken_over_on: Mapped[date | None] = internal(Date())
    """Came from an earlier administration on this day: what was due before was not asked here."""
    moved_on: Mapped[date | None] = internal(Date())
    """Went over to another version of its method on this day: what that asks for began then."""
    end_reason: Mapped[str | None] = internal(String(40))
    ended_early: Mapped[bool] = internal(Boolean(), default=False)
    end_note: Mapped[Sealed | None] = sealed(DataClass.SPECIAL)


class CouplingAnswer(TenantModel):
    """What one side said at one moment, asked apart from the other side."""

    __tablename__ = "coupling_answer"
    __table_args__ = (unique("coupling_id", "moment", "side"),)

    coupling_id: Mapped[UUID] = belongs_to("coupling", on_delete="CASCADE")
    moment: Mapped[str] = internal(String(20))
    side: Mapped[FamilyRole] = internal(String(8))
    says_yes: Mapped[bool] = personal(Boolean())
    children_heard: Mapped[bool] = personal(Boolean(), default=False)
    quote: Mapped[Sealed | None] = sealed(DataClass.SPECIAL)
    answered_on: Mapped[date] = internal(Date())
    author_id: Mapped[UUID | None] = belongs_to("membership", on_delete="SET NULL")


class JointDecision(TenantModel):
    """With which professional it was decided to start: some methods ask for it."""

    __tablename__ = "joint_decision"
    __table_args__ = (unique("coupling_id"),)

    coupling_id: Mapped[UUID] = belongs_to("coupling", on_delete="CASCADE")
    name: Mapped[Sealed] = sealed(DataClass.PERSONAL)
    function: Mapped[str] = personal(String(120))
    decided_on: Mapped[date] = internal(Date())
    author_id: Mapped[UUID | None] = belongs_to("membership", on_delete="SET NULL")


class PhaseChange(TenantModel):
    """A step of a coupling, forward or one back, with the warnings that were passed."""

    __tablename__ = "phase_change"
    __table_args__ = (unique("coupling_id", "seq"),)

    coupling_id: Mapped[UUID] = belongs_to("coupling", on_delete="CASCADE")
    seq: Mapped[int] = internal(SmallInteger())
    from_phase: Mapped[str | None] = internal(String(12))
    to_phase: Mapped[CouplingPhase] = internal(String(12))
    is_back: Mapped[bool] = internal(Boolean(), default=False)
    on_date: Mapped[date] = internal(Date())
    author_id: Mapped[UUID | None] = belongs_to("membership", on_delete="SET NULL")
    warnings: Mapped[list[str]] = internal(JSONB())
    reason: Mapped[Sealed | None] = sealed(DataClass.SPECIAL)
    at: Mapped[datetime] = internal(DateTime(timezone=True), default=func.now())


class Agreement(TenantModel):
    """Agreements of both families (sealed, as JSON); each change is a new version."""

    __tablename__ = "agreement"
    __table_args__ = (unique("coupling_id", "version"),)

    coupling_id: Mapped[UUID] = belongs_to("coupling", on_delete="CASCADE")
    version: Mapped[int] = internal(SmallInteger())
    items: Mapped[Sealed] = sealed(DataClass.SPECIAL)
    noted_on: Mapped[date] = internal(Date())
    author_id: Mapped[UUID | None] = belongs_to("membership", on_delete="SET NULL")
    contract_on: Mapped[date | None] = internal(Date())
