"""The forms of the restricted file."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from core.meldcode.services import NoteContent
from core.meldcode.steps import ANSWERS, OUTCOMES, QUESTIONS, STEPS, Step
from core.web import forms
from core.wording import _l

NOBODY = "niemand"


def step_form(step: Step, initial: Mapping[str, Any]) -> forms.Form:
    """What to note at a step."""
    words = STEPS[step]
    asked = [forms.Question("on_date", _l("Wanneer?"), "date", hint=_l("Bijvoorbeeld 4-12-2026"))]
    if step in (Step.CONSULT, Step.TALK):
        asked.append(forms.Question("with_whom", _l("Met wie?")))
    if step is Step.WEIGH:
        asked += [forms.Question(q.key, q.label, "choice", q.hint, ANSWERS) for q in QUESTIONS]
    if step is Step.DECIDE:
        asked.append(forms.Question("outcome", _l("Wat besluit u?"), "choice", choices=OUTCOMES))
    asked.append(forms.Question("text", words.asked, "long_text", words.hint))
    return forms.Form(forms.schema_from(asked, f"Meldcode{step.title()}Form")(), initial)


def content_of(data: Mapping[str, Any]) -> NoteContent:
    """What was filled in."""
    answers = {q.key: data[q.key] for q in QUESTIONS if data.get(q.key)}
    return NoteContent(
        data["text"], data.get("with_whom") or "", answers, data.get("outcome") or ""
    )


class SkipForm(forms.FormSchema):
    """Why a step is passed over."""

    text = forms.long_text(
        _l("Waarom slaat u deze stap over?"),
        hint=_l("Bijvoorbeeld: praten kan nu niet veilig, Veilig Thuis raadt het af."),
    )


class DangerForm(forms.FormSchema):
    """What happened, once the phone was hung up."""

    text = forms.long_text(
        _l("Welk gevaar zag u, en wie belde u?"),
        hint=_l("Met wie u sprak bij 112 of Veilig Thuis, hoe laat, en wat zij doen."),
    )


class CloseForm(forms.FormSchema):
    """Why the file closes now."""

    text = forms.long_text(_l("Waarom sluit het dossier nu?"))


def person_form(
    people: Sequence[tuple[UUID, str]], chosen: UUID | None, *, nobody: bool, label: Any
) -> forms.Form:
    """A colleague to choose."""
    choices = [(str(person_id), name) for person_id, name in people]
    if nobody:
        choices.append((NOBODY, _l("Nog niemand")))  # type: ignore[arg-type]
    asked = [forms.Question("member", label, "choice", choices=tuple(choices))]
    initial = {"member": str(chosen)} if chosen else {}
    return forms.Form(forms.schema_from(asked, "PersonForm")(), initial)


def member_in(value: str) -> UUID | None:
    """The colleague behind a choice."""
    return None if value == NOBODY else UUID(value)
