"""Evaluations of a coupling: planned by the program, answered by each side apart."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Date, DateTime, SmallInteger, String, func
from sqlalchemy.orm import Mapped

from core.calendar.revised import Revised
from core.families.models import FamilyRole
from tenants.columns import DataClass, belongs_to, internal, sealed, special
from tenants.isolation import TenantModel, index, unique
from tenants.sealing import Sealed


class EvaluationKind(StrEnum):
    """Why there is an evaluation."""

    TRIAL_END = "trial_end"
    HALF_YEAR = "half_year"


class EvaluationState(StrEnum):
    """`partly` has the answers of one side only."""

    PLANNED = "planned"
    PARTLY = "partly"
    HELD = "held"
    CANCELLED = "cancelled"


class Evaluation(Revised, TenantModel):
    """One moment at which both families are asked how it goes."""

    __tablename__ = "evaluation"
    __table_args__ = (unique("coupling_id", "kind", "due_on"), index("state", "due_on"))

    coupling_id: Mapped[UUID] = belongs_to("coupling", on_delete="CASCADE")
    kind: Mapped[EvaluationKind] = internal(String(10))
    variant: Mapped[str] = internal(String(40))
    variant_version: Mapped[int] = internal(SmallInteger())
    due_on: Mapped[date] = internal(Date())
    held_on: Mapped[date | None] = internal(Date())
    state: Mapped[EvaluationState] = internal(String(10), default=EvaluationState.PLANNED)


class EvaluationAnswer(TenantModel):
    """The answers of one side: codes for the figures, words sealed as JSON."""

    __tablename__ = "evaluation_answer"
    __table_args__ = (unique("evaluation_id", "side"),)

    evaluation_id: Mapped[UUID] = belongs_to("evaluation", on_delete="CASCADE")
    side: Mapped[FamilyRole] = internal(String(8))
    author_id: Mapped[UUID | None] = belongs_to("membership", on_delete="SET NULL")
    answered_on: Mapped[date] = internal(Date())
    satisfied: Mapped[str | None] = special(String(20))
    child_satisfied: Mapped[str | None] = special(String(20))
    too_heavy: Mapped[str | None] = special(String(20))
    safety: Mapped[str | None] = special(String(20))
    formal_help: Mapped[str | None] = special(String(20))
    go_on: Mapped[str | None] = special(String(20))
    words: Mapped[Sealed | None] = sealed(DataClass.SPECIAL)
    noted_at: Mapped[datetime] = internal(DateTime(timezone=True), default=func.now())
