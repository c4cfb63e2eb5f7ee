"""Values back to what somebody would have typed, for fields that start filled in."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from marshmallow import fields

from core.calendar.dayparts import numbers_of
from core.contact_details import Contact
from core.web.forms.dates import written
from core.web.forms.dayparts import Dayparts
from core.web.forms.numbers import Money, typed_cents


def typed(field: fields.Field[Any], value: Any) -> list[str]:
    """Return `value` as the strings that the form would post for it."""
    if isinstance(field, Dayparts):
        return [str(number) for number in numbers_of(value)]
    if isinstance(field, Money) and isinstance(value, int):
        return [typed_cents(value)]
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [_one(item) for item in value]
    return [_one(value)]


def _one(value: Any) -> str:
    match value:
        case bool():
            return "ja" if value else "nee"
        case dt.date():
            return written(value)
        case dt.time():
            return f"{value.hour}.{value.minute:02}"
        case Contact():
            return value.shown
        case _:
            return str(value)
