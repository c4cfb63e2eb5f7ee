"""Couplings that wait for a step: after the introduction, and when a trial is over."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import aliased

from core.couplings.models import Coupling, CouplingPhase
from core.evaluations.models import Evaluation, EvaluationKind, EvaluationState
from core.families.models import Appointment, AppointmentState, Family, FamilyRole
from core.method.choice import pinned
from core.web.formats import day_of_month
from core.week.caseload import in_my_file
from core.week.task import LIMIT, Target, Task, TaskKind, both
from core.week.weeks import Weeks
from core.wording import _
from core.work import Work

Asking = aliased(Family)
Offering = aliased(Family)
ASK_WITHIN = timedelta(days=7)
"""After an introduction: while both families still have it fresh in mind."""
UNHELD = (EvaluationState.PLANNED, EvaluationState.PARTLY)


def steps_to_take(work: Work, weeks: Weeks) -> list[Task]:
    """Ask both families after they met; decide when a trial ends and was evaluated.

    A trial that is still to be evaluated is not here: its evaluation is the task.
    """
    rows = work.session.execute(
        select(Coupling, Asking.name.label("asking_name"), Offering.name.label("offering_name"))
        .join(Asking, Asking.id == Coupling.asking_family_id)
        .join(Offering, Offering.id == Coupling.offering_family_id)
        .where(
            or_(_introduced(weeks), _trial_ends(weeks)),
            or_(
                in_my_file(work, Coupling.asking_family_id, FamilyRole.ASKING),
                in_my_file(work, Coupling.offering_family_id, FamilyRole.OFFERING),
            ),
        )
        .order_by(Coupling.trial_until, Coupling.introduction_on, Coupling.id)
        .limit(LIMIT)
    )
    tasks = [_task(work, row, weeks) for row in rows]
    return [task for task in tasks if task.due_on <= weeks.next_sunday]


def _introduced(weeks: Weeks) -> ColumnElement[bool]:
    still_to_meet = select(Appointment.id).where(
        Appointment.coupling_id == Coupling.id, Appointment.state == AppointmentState.PLANNED
    )
    return and_(
        Coupling.phase == CouplingPhase.INTRODUCTION,
        Coupling.introduction_on <= weeks.today,
        ~still_to_meet.correlate(Coupling).exists(),
    )


def _trial_ends(weeks: Weeks) -> ColumnElement[bool]:
    to_evaluate = select(Evaluation.id).where(
        Evaluation.coupling_id == Coupling.id,
        Evaluation.kind == EvaluationKind.TRIAL_END,
        Evaluation.state.in_(UNHELD),
    )
    return and_(
        Coupling.phase == CouplingPhase.TRIAL,
        or_(Coupling.trial_until.is_(None), Coupling.trial_until <= weeks.next_sunday),
        ~to_evaluate.correlate(Coupling).exists(),
    )


def _task(work: Work, row: Any, weeks: Weeks) -> Task:
    coupling: Coupling = row.Coupling
    on_trial = coupling.phase == CouplingPhase.TRIAL
    until = trial_end(work, coupling) if on_trial else coupling.introduction_on + ASK_WITHIN
    return Task(
        kind=TaskKind.GO_ON,
        due_on=until if on_trial else weeks.due(coupling.introduction_on, until),
        is_fixed=on_trial,
        icon="circle-question-mark",
        title=_("Beslissen: wordt het definitief?")
        if on_trial
        else _("Beide gezinnen vragen: gaan we door?"),
        who=both(row.asking_name, row.offering_name),
        note=_note(coupling, until, weeks.today, on_trial),
        about=Target("couplings.show", {"coupling_id": coupling.id}),
        action=Target("couplings.show", {"coupling_id": coupling.id}),
        action_word=_("Open"),
        families=(
            (coupling.asking_family_id, row.asking_name),
            (coupling.offering_family_id, row.offering_name),
        ),
    )


def _note(coupling: Coupling, until: date, today: date, on_trial: bool) -> str:
    if not on_trial:
        met = day_of_month(coupling.introduction_on)
        return _("zij maakten kennis op %(day)s · vraag ook de kinderen", day=met)
    if until < today:
        return _("de proefperiode liep %(day)s af", day=day_of_month(until))
    return _("de proefperiode loopt %(day)s af", day=day_of_month(until))


def trial_end(work: Work, coupling: Coupling) -> date:
    """When a trial ends; the usual length of the method where no end was agreed."""
    if coupling.trial_until:
        return coupling.trial_until
    method = pinned(work, coupling.variant, coupling.variant_version)
    return (coupling.trial_from or coupling.introduction_on) + method.trial
