"""Evaluations to hold with both families, and answers in them that ask for a call."""

from datetime import timedelta

from core.evaluations.models import EvaluationKind
from core.evaluations.queries import Concern, DueEvaluation
from core.families.models import FamilyRole
from core.web.formats import day_of_month
from core.week.task import Target, Task, TaskKind, both, joined
from core.week.weeks import Weeks
from core.wording import _

CALL_WITHIN = timedelta(days=7)
"""An answer with an alarm "makes a task for this week" (the method's evaluation)."""


def evaluation_task(due: DueEvaluation, weeks: Weeks) -> Task:
    """To hold an evaluation for which no talk was agreed yet, or to ask the other family too."""
    page = "evaluations.show" if due.is_partly else "evaluations.plan"
    closes_trial = due.kind is EvaluationKind.TRIAL_END
    return Task(
        kind=TaskKind.EVALUATION,
        due_on=due.due_on,
        icon="circle-question-mark" if closes_trial else "calendar-check",
        title=_("Beide gezinnen vragen: gaan we door?")
        if closes_trial
        else _("Evaluatie met beide gezinnen"),
        who=both(due.asking_name, due.offering_name),
        note=_evaluation_note(due, weeks),
        about=Target("couplings.show", {"coupling_id": due.coupling_id}),
        action=Target(page, {"evaluation_id": due.evaluation_id}),
        action_word=_("Noteer") if due.is_partly else _("Plan"),
        families=(
            (due.asking_family_id, due.asking_name),
            (due.offering_family_id, due.offering_name),
        ),
    )


def _evaluation_note(due: DueEvaluation, weeks: Weeks) -> str:
    closes_trial = due.kind is EvaluationKind.TRIAL_END
    why = _("de proefperiode loopt bijna af") if closes_trial else _("de vaste evaluatie")
    late = (
        _("had vóór %(day)s gemoeten", day=day_of_month(due.due_on + timedelta(days=1)))
        if due.due_on < weeks.today
        else ""
    )
    partly = _("één gezin is al gevraagd") if due.is_partly else _("vraag elk gezin apart")
    return joined(late, why, partly)


def concern_task(concern: Concern, weeks: Weeks) -> Task:
    """To call a family after what it answered; a doubt about safety the very day."""
    is_safety = "safety" in concern.about
    deadline = concern.answered_on + (timedelta(0) if is_safety else CALL_WITHIN)
    return Task(
        kind=TaskKind.CONCERN,
        due_on=weeks.due(concern.answered_on, deadline),
        is_fixed=is_safety,
        icon="shield-alert" if is_safety else "triangle-alert",
        tone="support" if concern.side is FamilyRole.OFFERING else "request",
        title=_concern_title(concern.about),
        who=concern.family_name,
        note=_(
            "zo antwoordde het gezin bij de evaluatie van %(day)s",
            day=day_of_month(concern.answered_on),
        ),
        about=Target("couplings.show", {"coupling_id": concern.coupling_id}),
        action=Target(
            "couplings.note", {"coupling_id": concern.coupling_id, "gezin": concern.side.value}
        ),
        action_word=_("Noteer"),
        families=((concern.family_id, concern.family_name),),
    )


def _concern_title(about: tuple[str, ...]) -> str:
    titles = {
        "safety": _("Bellen: twijfel over de veiligheid"),
        "too_heavy": _("Bellen: is het te zwaar?"),
        "child_satisfied": _("Bellen: vindt het kind het fijn?"),
        "satisfied": _("Bellen: is het gezin tevreden?"),
        "go_on": _("Bellen: wil het gezin door?"),
    }
    return next((words for key, words in titles.items() if key in about), _("Bellen: een zorg"))
