"""How it goes, as each side says it: kept apart, and kept partly when not all was asked."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from core.couplings.access import access_coupling
from core.couplings.models import Coupling
from core.errors import NotFound, Refused
from core.evaluations.models import Evaluation, EvaluationAnswer, EvaluationState
from core.evaluations.planning import plan_evaluations
from core.evaluations.questions import COLUMNS, is_complete, questions_for
from core.families.models import Appointment, FamilyRole
from core.families.services import settle_talks
from core.matching.models import SupportRequest
from core.method.choice import pinned
from core.method.variant import Question
from core.plugins.telling import tell
from core.wording import _
from core.work import Work
from tenants.ids import new_id

LONGEST_WORDS = 4000


def access_evaluation(work: Work, evaluation_id: UUID) -> Evaluation:
    """The evaluation, when this member may work in the file of one of its families."""
    evaluation = work.find(Evaluation, evaluation_id)
    access_coupling(work, evaluation.coupling_id)
    return evaluation


def record_evaluation_answer(
    work: Work,
    evaluation_id: UUID,
    *,
    side: FamilyRole | str,
    answers: Mapping[str, Any],
    answered_on: date | None = None,
) -> EvaluationState:
    """Keep what one side said, in place of what was kept before; a part is enough.

    The evaluation is held once both sides answered all that is required: then the next one is
    planned. Returns its state. Raises Refused for answers that the method does not know, a day
    that lies ahead, and an evaluation that was cancelled.
    """
    access_evaluation(work, evaluation_id)
    evaluation, coupling = _lock(work, evaluation_id)
    if evaluation.state == EvaluationState.CANCELLED:
        raise Refused(_("Deze evaluatie is vervallen."))
    if side not in set(FamilyRole):
        raise Refused(_("Kies welk gezin dit antwoord gaf."), field="side")
    if answered_on and answered_on > work.today:
        raise Refused(_("Kies de dag van het gesprek: vandaag of eerder."), field="answered_on")
    questions = _questions(work, evaluation, coupling)
    kept = _checked(questions[FamilyRole(side)], answers)
    if not kept:
        raise Refused(_("Vul ten minste één antwoord in."))
    _write(work, evaluation, FamilyRole(side), kept, answered_on or work.today)
    _settle(work, evaluation, questions)
    if evaluation.state == EvaluationState.HELD:
        plan_evaluations(work, coupling)
        tell(work, "evaluation_held", evaluation_id)
    work.record("evaluation.answered", "evaluation", evaluation_id)
    return EvaluationState(evaluation.state)


def answers_of(work: Work, row: EvaluationAnswer) -> dict[str, str]:
    """Everything that one side answered, by the keys of the questions."""
    words: dict[str, str] = json.loads(
        work.vault.open(EvaluationAnswer.words, row.id, row.words) or "{}"
    )
    other = "offering_" if row.side == FamilyRole.ASKING else "asking_"
    codes = {
        key: getattr(row, column)
        for key, column in COLUMNS.items()
        if getattr(row, column) and not key.startswith(other)
    }
    return codes | words


def _lock(work: Work, evaluation_id: UUID) -> tuple[Evaluation, Coupling]:
    """Both rows as they are now, the coupling first, as every step of it does."""
    fresh: dict[str, Any] = {"populate_existing": True}
    evaluation = work.find(Evaluation, evaluation_id)
    mine = select(Coupling).where(Coupling.id == evaluation.coupling_id)
    coupling = work.session.scalar(mine.with_for_update(key_share=True).execution_options(**fresh))
    again = select(Evaluation).where(Evaluation.id == evaluation_id)
    evaluation_now = work.session.scalar(again.execution_options(**fresh))
    if coupling is None or evaluation_now is None:
        raise NotFound("evaluation")
    return evaluation_now, coupling


def _questions(
    work: Work, evaluation: Evaluation, coupling: Coupling
) -> dict[FamilyRole, tuple[Question, ...]]:
    method = pinned(work, evaluation.variant, evaluation.variant_version)
    subject = work.find(SupportRequest, coupling.request_id).subject
    return {side: questions_for(method, side, subject) for side in FamilyRole}


def _checked(questions: tuple[Question, ...], answers: Mapping[str, Any]) -> dict[str, str]:
    known = {question.key: question for question in questions}
    if not set(answers) <= set(known):
        raise Refused(_("Deze vraag hoort niet bij deze evaluatie."))
    kept = {key: str(value).strip() for key, value in answers.items() if value}
    kept = {key: value for key, value in kept.items() if value}
    for key, value in kept.items():
        choices = {choice.key for choice in known[key].choices}
        if choices and value not in choices:
            raise Refused(_("Kies een van de antwoorden."), field=key)
        if len(value) > LONGEST_WORDS:
            raise Refused(_("Dit is te lang. Houd het kort."), field=key)
    return kept


def _write(
    work: Work, evaluation: Evaluation, side: FamilyRole, kept: dict[str, str], on_date: date
) -> None:
    row = _answer(work, evaluation.id, side)
    row = row or EvaluationAnswer(id=new_id(), evaluation_id=evaluation.id, side=side)
    for column in set(COLUMNS.values()):
        setattr(row, column, None)
    for key, column in COLUMNS.items():
        if key in kept:
            setattr(row, column, kept[key])
    words = {key: text for key, text in kept.items() if key not in COLUMNS}
    row.words = work.vault.seal_optional(
        EvaluationAnswer.words, row.id, json.dumps(words) if words else ""
    )
    row.answered_on, row.author_id, row.noted_at = on_date, work.actor.id, func.now()
    work.add(row)


def _answer(work: Work, evaluation_id: UUID, side: FamilyRole) -> EvaluationAnswer | None:
    return work.session.scalar(
        select(EvaluationAnswer).where(
            EvaluationAnswer.evaluation_id == evaluation_id, EvaluationAnswer.side == side
        )
    )


def _settle(
    work: Work, evaluation: Evaluation, questions: dict[FamilyRole, tuple[Question, ...]]
) -> None:
    mine = EvaluationAnswer.evaluation_id == evaluation.id
    rows = {
        FamilyRole(r.side): r for r in work.session.scalars(select(EvaluationAnswer).where(mine))
    }
    complete = len(rows) == len(FamilyRole) and all(
        is_complete(questions[side], answers_of(work, row)) for side, row in rows.items()
    )
    evaluation.state = EvaluationState.HELD if complete else EvaluationState.PARTLY
    evaluation.held_on = max(row.answered_on for row in rows.values()) if complete else None
    if complete:
        settle_talks(work, Appointment.evaluation_id == evaluation.id, and_later=True)
    work.session.flush()
