"""Evaluations: how many were held of those that were due, and how content families are."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, case, func, select

from core.couplings.models import Coupling
from core.evaluations.models import Evaluation, EvaluationAnswer, EvaluationState
from core.work import Work

SATISFIED = "satisfied"
BOTH_SIDES = 2


@dataclass(frozen=True, slots=True)
class Evaluated:
    """`held` of the `due` evaluations; `content` of the `asked` couplings: both sides satisfied."""

    due: int
    held: int
    asked: int
    content: int


def evaluated(work: Work, today: date, until: date) -> Evaluated:
    """Evaluations due up to and including `today`; satisfaction as it was on `until`.

    A coupling counts by its last evaluation that both families answered.
    """
    due, held = work.session.execute(
        select(
            func.count(Evaluation.id),
            func.count(case((Evaluation.state == EvaluationState.HELD, Evaluation.id))),
        )
        .join(Coupling, Coupling.id == Evaluation.coupling_id)
        .where(
            Evaluation.state != EvaluationState.CANCELLED,
            (Evaluation.due_on <= today) | (Evaluation.state == EvaluationState.HELD),
            Coupling.trial_from.is_not(None),
        )
    ).one()
    asked, content = _satisfaction(work, until)
    return Evaluated(due, held, asked, content)


def _satisfaction(work: Work, until: date) -> tuple[int, int]:
    order = (Evaluation.held_on.desc(), Evaluation.due_on.desc())
    satisfied = func.count(case((EvaluationAnswer.satisfied == SATISFIED, EvaluationAnswer.id)))
    answered = (
        select(
            Evaluation.coupling_id,
            satisfied.label("satisfied"),
            func.row_number()
            .over(partition_by=Evaluation.coupling_id, order_by=order)
            .label("nth"),
        )
        .join(
            EvaluationAnswer,
            and_(
                EvaluationAnswer.evaluation_id == Evaluation.id,
                EvaluationAnswer.satisfied.is_not(None),
            ),
        )
        .where(Evaluation.state == EvaluationState.HELD, Evaluation.held_on <= until)
        .group_by(
            Evaluation.tenant_id,
            Evaluation.id,
            Evaluation.coupling_id,
            Evaluation.held_on,
            Evaluation.due_on,
        )
        .having(func.count(EvaluationAnswer.id) == BOTH_SIDES)
        .subquery()
    )
    row = work.session.execute(
        select(
            func.count(answered.c.coupling_id),
            func.count(case((answered.c.satisfied == BOTH_SIDES, 1))),
        ).where(answered.c.nth == 1)
    ).one()
    return row[0], row[1]
