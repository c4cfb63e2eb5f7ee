"""Planning evaluations: never missed, never doubled.

The key of an evaluation is its coupling, kind and due date. Planning again adds what is missing
and wakes what was cancelled, so it can be done after every step and every night.
"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import Select, select, update

from core.couplings.models import Coupling, CouplingPhase
from core.evaluations.models import (
    Evaluation,
    EvaluationAnswer,
    EvaluationKind,
    EvaluationState,
)
from core.evaluations.schedule import due_dates, horizon, trial_evaluation_on
from core.families.models import Appointment, AppointmentState
from core.method.choice import pinned
from core.work import Work

RUNNING = (CouplingPhase.TRIAL, CouplingPhase.ACTIVE)
UNFINISHED = (EvaluationState.PLANNED, EvaluationState.PARTLY)
Key = tuple[EvaluationKind, date]


def plan_evaluations(work: Work, coupling: Coupling) -> None:
    """Plan what this coupling's phase asks for; the coupling must be locked.

    A trial gets the talk that closes it; a definitive coupling every due date up to the next one.
    """
    work.session.flush()
    known = list(work.session.scalars(_of([coupling.id])))
    _plan(work, coupling, known, _answered(work, known))


def replan(work: Work, coupling: Coupling) -> None:
    """Plan anew by the version that is pinned now; the coupling must be locked.

    What was answered or is late keeps its own version; of what is to come, days that no longer
    fit are cancelled.
    """
    work.session.flush()
    known = list(work.session.scalars(_of([coupling.id])))
    wanted = _wanted(work, coupling, known)
    for one in known:
        ahead = one.state in (EvaluationState.PLANNED, EvaluationState.CANCELLED)
        if not ahead or one.due_on < work.today:
            continue
        one.variant, one.variant_version = coupling.variant, coupling.variant_version
        if one.state == EvaluationState.PLANNED and (one.kind, one.due_on) not in wanted:
            _cancel(work, one)
    plan_evaluations(work, coupling)


def _cancel(work: Work, evaluation: Evaluation) -> None:
    evaluation.state = EvaluationState.CANCELLED
    work.session.execute(
        update(Appointment)
        .where(
            Appointment.evaluation_id == evaluation.id,
            Appointment.state == AppointmentState.PLANNED,
        )
        .values(state=AppointmentState.CANCELLED)
    )


def plan_missing(work: Work) -> int:
    """Plan what is missing in this tenant, for the nightly round; returns how many were added."""
    running = select(Coupling).where(Coupling.phase.in_(RUNNING)).order_by(Coupling.id)
    couplings = list(work.session.scalars(running.with_for_update(key_share=True)))
    known = list(work.session.scalars(_of([coupling.id for coupling in couplings])))
    answered = _answered(work, known)
    by_coupling: dict[UUID, list[Evaluation]] = {}
    for evaluation in known:
        by_coupling.setdefault(evaluation.coupling_id, []).append(evaluation)
    return sum(_plan(work, one, by_coupling.get(one.id, []), answered) for one in couplings)


def cancel_planned(work: Work, coupling_id: UUID) -> None:
    """Cancel what was still to come; answers that were given stay. The coupling must be locked."""
    work.session.flush()
    unfinished = Evaluation.coupling_id == coupling_id, Evaluation.state.in_(UNFINISHED)
    ids = list(work.session.scalars(select(Evaluation.id).where(*unfinished)))
    if not ids:
        return
    work.session.execute(
        update(Evaluation).where(Evaluation.id.in_(ids)).values(state=EvaluationState.CANCELLED)
    )
    work.session.execute(
        update(Appointment)
        .where(Appointment.evaluation_id.in_(ids), Appointment.state == AppointmentState.PLANNED)
        .values(state=AppointmentState.CANCELLED)
    )


def _of(coupling_ids: list[UUID]) -> Select[Evaluation]:
    return (
        select(Evaluation)
        .where(Evaluation.coupling_id.in_(coupling_ids))
        .execution_options(populate_existing=True)
    )


def _answered(work: Work, known: Iterable[Evaluation]) -> set[UUID]:
    cancelled = [one.id for one in known if one.state == EvaluationState.CANCELLED]
    if not cancelled:
        return set()
    given = select(EvaluationAnswer.evaluation_id).where(
        EvaluationAnswer.evaluation_id.in_(cancelled)
    )
    return set(work.session.scalars(given))


def _plan(work: Work, coupling: Coupling, known: list[Evaluation], answered: set[UUID]) -> int:
    by_key = {(EvaluationKind(one.kind), one.due_on): one for one in known}
    added = 0
    for key in _wanted(work, coupling, known):
        found = by_key.get(key)
        if found is None:
            work.session.add(_new(coupling, key))
            added += 1
        elif found.state == EvaluationState.CANCELLED:
            partly = found.id in answered
            found.state = EvaluationState.PARTLY if partly else EvaluationState.PLANNED
    work.session.flush()
    return added


def _wanted(work: Work, coupling: Coupling, known: list[Evaluation]) -> list[Key]:
    method = pinned(work, coupling.variant, coupling.variant_version)
    if coupling.phase == CouplingPhase.TRIAL and coupling.trial_from:
        if any(o.kind == EvaluationKind.TRIAL_END and _is_held(o, coupling) for o in known):
            return []
        until = coupling.trial_until or coupling.trial_from + method.trial
        return [(EvaluationKind.TRIAL_END, trial_evaluation_on(coupling.trial_from, until))]
    if coupling.phase == CouplingPhase.ACTIVE and coupling.active_from:
        months = method.evaluation_interval_months
        held = [o.due_on for o in known if _is_half_year_held(o)]
        sooner = method.first_year_interval_months
        until = horizon(coupling.active_from, months, max([work.today, *held]), sooner)
        dates = due_dates(coupling.active_from, months, until, sooner)
        begun = coupling.active_from, coupling.taken_over_on, coupling.moved_on
        ours = max(day for day in begun if day)
        return [(EvaluationKind.HALF_YEAR, due) for due in dates if due >= ours]
    return []


def _is_held(evaluation: Evaluation, coupling: Coupling) -> bool:
    """Whether this trial was evaluated already: its end may be moved afterwards."""
    begun = coupling.trial_from
    return (
        evaluation.state == EvaluationState.HELD
        and begun is not None
        and evaluation.due_on >= begun
    )


def _is_half_year_held(evaluation: Evaluation) -> bool:
    half_year = evaluation.kind == EvaluationKind.HALF_YEAR
    return half_year and evaluation.state == EvaluationState.HELD


def _new(coupling: Coupling, key: Key) -> Evaluation:
    return Evaluation(
        coupling_id=coupling.id,
        kind=key[0],
        due_on=key[1],
        variant=coupling.variant,
        variant_version=coupling.variant_version,
        state=EvaluationState.PLANNED,
    )
