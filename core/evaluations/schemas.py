"""The forms of an evaluation, made from the questions of its method."""

from typing import Any

from core.evaluations.page import SideView
from core.method.variant import Question, QuestionKind
from core.web.forms import Form, FormSchema, choice, date_field, long_text, text, time_field
from core.wording import Text, _l
from core.work import Work


def answers_form(work: Work, view: SideView) -> Form:
    """The form of one side, filled with what is kept; a part can be kept."""
    fields: dict[str, Any] = {
        "answered_on": date_field(_l("Wanneer sprak u dit gezin?")),
        **{question.key: _field(question) for question in view.questions},
    }
    schema: type[FormSchema] = type("AnswersForm", (FormSchema,), fields)
    initial = {"answered_on": view.answered_on or work.today, **view.answers}
    return Form(schema, initial, prefix=f"{view.side.value}-")


def _field(question: Question) -> Any:
    hint, required = question.hint or None, question.required
    if question.kind is QuestionKind.CHOICE:
        choices: list[tuple[str, Text]] = [(one.key, one.label) for one in question.choices]
        return _may_wait(choice(question.label, choices, hint=hint, required=required, wide=True))
    return _may_wait(long_text(question.label, hint=hint, required=required, rows=2))


def _may_wait(field: Any) -> Any:
    """The field as it is asked, but it may stay open: the evaluation is held once it is filled."""
    field.required, field.load_default, field.allow_none = False, None, True
    return field


class TalkForm(FormSchema):
    """When and where the evaluation is talked through."""

    on_date = date_field(_l("Wanneer?"))
    at_time = time_field(_l("Hoe laat?"), required=False)
    where = text(_l("Waar?"), required=False, max_length=120)
