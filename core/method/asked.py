"""The method's questions (pinned data) as the form renderer asks them."""

from collections.abc import Iterable

from core.method.variant import Choice, Outcome, Question
from core.web import forms
from core.wording import Text


def as_asked(questions: Iterable[Question], *, partly: bool = False) -> list[forms.Question]:
    """Return the questions for `forms.schema_from`; `partly` requires nothing, to keep a part."""
    return [
        forms.Question(
            key=question.key,
            label=question.label,
            kind=question.kind.value,
            hint=question.hint or None,
            choices=tuple((choice.key, with_hint(choice)) for choice in question.choices),
            required=question.required and not partly,
        )
        for question in questions
    ]


def with_hint(choice: Choice | Outcome) -> Text:
    """The words beside a choice: its label, and its hint behind it."""
    return f"{choice.label}. {choice.hint}" if choice.hint else choice.label
