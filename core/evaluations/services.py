"""Everything that is written about evaluations: the face of this folder."""

from core.evaluations.answers import record_evaluation_answer
from core.evaluations.planning import cancel_planned, plan_evaluations, plan_missing

__all__ = [
    "cancel_planned",
    "plan_evaluations",
    "plan_missing",
    "record_evaluation_answer",
]
