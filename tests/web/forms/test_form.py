"""The form: what goes in, what comes back, and what is said about it."""

import datetime as dt
from collections.abc import Iterator

import pytest
from flask import render_template_string
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from marshmallow import fields, validate
from werkzeug.datastructures import MultiDict

from core.web.forms import Contact, Form, FormSchema, Question, hidden_inputs, schema_from, summary
from tests.web.gallery import create_gallery
from tests.web.gallery_forms import SignUp, Visit, everything


@pytest.fixture(autouse=True)
def page() -> Iterator[None]:
    with create_gallery().test_request_context():
        yield


def signed(**changes: str) -> Form:
    typed = SignUp.typed_well()
    for name, value in changes.items():
        typed.setlist(name, [value])
    form = Form(SignUp)
    form.submit(typed)
    return form


def test_good_answers() -> None:
    form = signed()
    assert form.errors == {}
    assert form.data["postcode"] == "1506"
    assert form.data["nummer"] == Contact("phone", "+31612345678")
    assert form.data["hulp"] == ["plek", "praten"]
    assert form.data["veilig"] is False
    assert form.data["woorden"] is None


def test_what_was_typed_comes_back() -> None:
    form = signed(nummer="06 00")
    assert form["nummer"].value == "06 00"
    assert form["nummer"].errors == ("Dit nummer is te kort. Vul 10 cijfers in.",)


def test_a_question_that_was_not_asked_is_dropped() -> None:
    form = signed(bereik="appen", veilig="ja")
    assert form.errors == {}
    assert form.data["veilig"] is None
    assert "veilig" not in [answer.name for answer in summary(form)]


def test_a_question_that_was_asked_is_due() -> None:
    assert "veilig" in signed(veilig="").errors


def test_nothing_filled_in() -> None:
    form = Form(SignUp)
    assert not form.submit(MultiDict())
    assert list(form.errors) and "woorden" not in form.errors and "veilig" not in form.errors
    assert not any("field" in message for _target, message in form.problems)


def test_consent_is_never_ticked_beforehand() -> None:
    assert Form(SignUp, {"akkoord": True})["akkoord"].value == ""


def test_values_that_start_filled_in_can_be_sent_back() -> None:
    visit = {"hoe": "bezoek", "wat": "Gesproken.", "terug": dt.date(2026, 12, 4)}
    form = Form(Visit, visit)
    assert form["terug"].value == "4-12-2026"
    assert form.submit(MultiDict(hidden_inputs(form)))
    assert form.data == visit


def test_a_prefix_keeps_two_forms_apart() -> None:
    form = Form(Visit, prefix="b_")
    assert form.submit(MultiDict({"b_hoe": "app", "b_wat": "x", "hoe": "bezoek"}))
    assert form.data["hoe"] == "app"
    assert form["hoe"].target_id == "b-hoe-telefoon"


def test_json_takes_the_same_way() -> None:
    schema = everything()()
    errors = schema.validate({"ja_nee": False, "dagdelen": 5, "meer": ["een"], "bedrag": 1250})
    assert not errors.keys() & {"ja_nee", "dagdelen", "meer", "bedrag"}
    assert schema.validate(["no", "mapping"])  # type: ignore[list-item]


class Plain(FormSchema):
    """A schema of plain marshmallow fields, as a plugin may bring."""

    number = fields.Integer(required=True, validate=validate.Range(min=1, max=9))
    word = fields.String(validate=validate.Length(max=3))
    one = fields.String(validate=validate.OneOf(["a", "b"]))
    address = fields.Email()
    day = fields.Date()
    many = fields.List(fields.String(validate=validate.OneOf(["a", "b"])))
    site = fields.Url()
    flag = fields.Boolean()


@pytest.mark.parametrize(
    "typed",
    [
        {"number": "x", "word": "long", "one": "c", "address": "x", "day": "x", "many": "c"},
        {"number": "12", "site": "x", "flag": "perhaps"},
        {},
    ],
)
def test_every_message_is_dutch(typed: dict[str, str]) -> None:
    form = Form(Plain)
    form.submit(MultiDict(typed))
    told = " ".join(message for _target, message in form.problems)
    assert told
    for word in ("Not", "Must", "must", "Missing", "valid", "Length", "than", "Invalid"):
        assert word not in told


def test_messages_follow_the_language_of_each_reader() -> None:
    first, second = Plain(), Plain()
    assert first.fields["number"].validators[0] is not second.fields["number"].validators[0]


def test_summary_and_page_say_the_same() -> None:
    form = Form(SignUp)
    form.submit(SignUp.typed_wrongly())
    page = render_template_string(
        '{% import "macros/ui.html" as ui %}{% call ui.form(form) %}{{ ui.form_fields(form) }}'
        "{% endcall %}",
        form=form,
    )
    for target, message in form.problems:
        assert page.count(message) == 2
        assert f'id="{target}"' in page and f'href="#{target}"' in page
    assert 'name="csrf_token"' in page


def test_answers_in_words() -> None:
    answers = {answer.name: answer.shown for answer in summary(signed())}
    assert answers["hulp"] == "Een vaste plek voor mijn kind, Iemand om mee te praten"
    assert answers["veilig"] == "Nee, spreek niets in"
    assert answers["nummer"] == "06 12 34 56 78"
    assert answers["woorden"] == ""


def test_questions_that_cannot_be_asked() -> None:
    for questions in (
        [Question("a", "A"), Question("a", "A")],
        [Question("geen naam", "A")],
        [Question("a", "A", "choice")],
    ):
        with pytest.raises(ValueError, match=r"key|choose"):
            schema_from(questions)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None
)
@given(
    st.dictionaries(
        st.sampled_from(list(everything()().fields)), st.lists(st.text(max_size=30), max_size=3)
    )
)
def test_nothing_typed_breaks_the_form(typed: dict[str, list[str]]) -> None:
    form = Form(everything())
    form.submit(MultiDict([(name, value) for name, values in typed.items() for value in values]))
    for name, values in typed.items():
        if values:
            assert form.raw[name] == values
    render_template_string(
        '{% import "macros/ui.html" as ui %}{{ ui.form_fields(form) }}', form=form
    )
