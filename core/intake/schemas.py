"""The intake as a form: the method's questions, and the coordinator's judgement."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.families.models import FamilyRole
from core.intake.services import IntakeRecord
from core.method.asked import as_asked, with_hint
from core.method.variant import MethodVariant, Question, Side
from core.web import forms
from core.wording import Text, _, _l

SAFETY_NOTES = "safety_notes"
"""This question is asked on the page of the safety check, where its answer is kept."""
JUDGEMENT = ("suitability", "suitability_reason")


@dataclass(frozen=True, slots=True)
class Part:
    """A card of the form: its title, a sentence, and the names of its fields."""

    title: Text
    names: tuple[str, ...]
    hint: Text = ""


def questions_of(method: MethodVariant, role: FamilyRole) -> tuple[Question, ...]:
    """The method's questions for a role, in order."""
    if role is FamilyRole.OFFERING:
        return method.support_intake_questions
    return tuple(q for q in method.intake_questions if q.key != SAFETY_NOTES)


def schema_for(
    method: MethodVariant, role: FamilyRole, *, partly: bool = False
) -> forms.FormSchema:
    """The form of a role; `partly` requires the day alone, so that a part can be kept."""
    example = _l("Bijvoorbeeld 4-12-2026")
    held_on = forms.Question("held_on", _l("Wanneer was het gesprek?"), "date", hint=example)
    questions = as_asked(questions_of(method, role), partly=partly)
    asked = [held_on, *questions, *_judgement(method, role, partly)]
    return forms.schema_from(asked, "IntakeForm")()


def _judgement(method: MethodVariant, role: FamilyRole, partly: bool) -> list[forms.Question]:
    outcomes = method.suitability_outcomes
    asks = role is FamilyRole.ASKING
    return [
        forms.Question(
            "suitability",
            _l("Past dit gezin bij Buurtgezinnen?") if asks else _l("Past dit steungezin?"),
            "choice",
            hint=_l("Er zijn geen vaste eisen. Het is uw oordeel."),
            choices=tuple((o.key, with_hint(o) if asks else o.label) for o in outcomes
                          if asks or o.key != "with_professional"),
            required=not partly,
        ),
        forms.Question(
            "suitability_reason",
            _l("Waarom vindt u dat?"),
            "long_text",
            hint=_l("Nodig als het gezin niet zomaar past. Kort is genoeg."),
            required=False,
        ),
    ]  # fmt: skip


def parts_of(method: MethodVariant, role: FamilyRole) -> list[Part]:
    """The cards of the form, in order."""
    questions = questions_of(method, role)
    if role is FamilyRole.OFFERING:
        talk = Part(_l("Het gesprek"), ("held_on", *(q.key for q in questions)))
        return [talk, Part(_l("Uw oordeel"), JUDGEMENT)]
    help_now = tuple(q.key for q in questions if q.side is Side.FORMAL_HELP)
    safety = tuple(q.key for q in questions if q.side is Side.SAFETY)
    told = tuple(q.key for q in questions if q.key not in {*help_now, *safety})
    private = _l("Dit blijft binnen het dossier en komt in geen enkel verslag.")
    parts = [
        Part(_l("Het gesprek"), ("held_on", *told)),
        Part(_l("Hulp van professionals"), help_now),
        Part(_l("Zorgen en bescherming"), safety, private),
        Part(_l("Uw oordeel"), JUDGEMENT, " ".join(str(one.label) for one in method.refusals)),
    ]
    return [part for part in parts if part.names]


def record_from(
    method: MethodVariant, role: FamilyRole, data: Mapping[str, Any], *, partly: bool
) -> IntakeRecord:
    """What the form says, as the service takes it; a part that is kept holds no judgement."""
    asked = questions_of(method, role)
    answers = {q.key: data[q.key] for q in asked if data.get(q.key) is not None}
    help_now = answers.get("formal_help_now") or ()
    return IntakeRecord(
        role=role,
        held_on=data["held_on"],
        answers=answers,
        suitability="" if partly else data["suitability"],
        suitability_reason=data.get("suitability_reason") or "",
        formal_help=tuple(help_now),
        prevention_kind=answers.get("prevention_kind"),
        goals=answers.get("goals") or "",
    )


def initial_of(record: IntakeRecord | None, today: date) -> dict[str, Any]:
    """What stands in the form at first: what was kept, or today's date."""
    if record is None:
        return {"held_on": today}
    judged = {
        "suitability": record.suitability or None,
        "suitability_reason": record.suitability_reason or None,
    }
    return {"held_on": record.held_on, **record.answers, **judged}


def suitability_words(method: MethodVariant, key: str) -> Text:
    """The outcome in words; a part that was kept has none yet."""
    return method.label("suitability_outcomes", key) if key else _("Nog niet klaar")
