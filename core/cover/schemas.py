"""The forms about standing in, made for who may be chosen."""

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from marshmallow import fields

from core.accounts.queries import Colleague
from core.web.forms import Form, FormSchema, choice, date_field
from core.wording import _l


class ExtendForm(FormSchema):
    """Another last day."""

    until_on = date_field(_l("Tot en met"))


def cover_form(people: Sequence[Colleague], absent: Colleague | None, today: date) -> Form:
    """Who stands in, and when; an admin (`absent` None) says for whom as well."""
    named = [(str(person.id), person.name) for person in people]
    asked: dict[str, fields.Field[Any]] = {}
    if absent is None:
        asked["absent"] = choice(
            _l("Wie is er niet?"), named, select=True, empty=_l("Kies een collega")
        )
    others = [one for one in named if absent is None or one[0] != str(absent.id)]
    asked["stand_in"] = choice(
        _l("Wie neemt waar?"), others, select=True, empty=_l("Kies een collega")
    )
    asked["from_on"] = date_field(_l("Eerste dag"))
    asked["until_on"] = date_field(_l("Laatste dag"))
    schema = cast(type[FormSchema], FormSchema.from_dict(asked))
    return Form(schema, {"from_on": today})
