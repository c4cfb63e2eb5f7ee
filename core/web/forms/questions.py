"""Questions as data: a form from a list, for method variants and options."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from marshmallow import fields as marshmallow_fields

from core.web.forms import fields
from core.web.forms.schema import FormSchema
from core.web.forms.spec import Asked, Choice
from core.wording import Text

Kind = Literal[
    "text", "long_text", "choice", "choices", "yes_no", "date", "time", "number", "money",
    "dayparts", "consent",
]  # fmt: skip
Field = marshmallow_fields.Field[Any]


@dataclass(frozen=True, slots=True)
class Question:
    """How a form asks something. What a method wants to know is `core.method.variant.Question`.

    `core.method.asked` makes the one of the other.
    """

    key: str
    label: Text
    kind: Kind = "text"
    hint: Text | None = None
    choices: tuple[Choice, ...] = ()
    required: bool = True
    depends_on: tuple[str, str] | None = None
    statement: Text | None = None
    """For a consent: the sentence beside the tick."""


def schema_from(questions: Sequence[Question], name: str = "Questions") -> type[FormSchema]:
    """Return a schema that asks `questions` in their order.

    Raises ValueError for a key that is used twice, is no identifier, or for a choice without
    choices.
    """
    asked: dict[str, Field] = {}
    for question in questions:
        if question.key in asked or not question.key.isidentifier():
            raise ValueError(f"Question key {question.key!r} is used twice or is no identifier.")
        asked[question.key] = field_for(question)
    schema: type[FormSchema] = type(name, (FormSchema,), dict(asked))
    return schema


def field_for(question: Question) -> Field:
    """Return the field for one question."""
    asked: Asked = {"required": question.required, "depends_on": question.depends_on}
    if question.hint is not None:
        asked["hint"] = question.hint
    if question.kind in ("choice", "choices"):
        return _choosing(question, asked)
    if question.kind == "consent":
        return fields.consent(question.label, question.statement or question.label, **asked)
    return _PLAIN[question.kind](question.label, **asked)


def _choosing(question: Question, asked: Asked) -> Field:
    if not question.choices:
        raise ValueError(f"Question {question.key!r} has nothing to choose from.")
    if question.kind == "choice":
        return fields.choice(question.label, question.choices, **asked)
    return fields.choices(question.label, question.choices, **asked)


_PLAIN: dict[str, Callable[..., Field]] = {
    "text": fields.text,
    "long_text": fields.long_text,
    "yes_no": fields.yes_no,
    "date": fields.date_field,
    "time": fields.time_field,
    "number": fields.whole_number,
    "money": fields.money,
    "dayparts": fields.dayparts,
}
