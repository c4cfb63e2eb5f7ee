"""The field helpers: each returns a marshmallow field that knows how it is asked.

Besides their own arguments all take those of `Asked`: hint, required, missing, autocomplete,
inputmode, width and depends_on.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any, Unpack, cast

from marshmallow import ValidationError, fields, validate

from core.web.forms.contact import ContactField, Postcode4
from core.web.forms.dates import DutchDate, DutchTime
from core.web.forms.dayparts import Dayparts
from core.web.forms.numbers import Money, WholeNumber
from core.web.forms.spec import Asked, Choice, Spec, options
from core.wording import Text, _l

RADIO_LIMIT = 6


class YesNo(fields.Field[bool]):
    """ "ja" or "nee", or a JSON boolean, to a bool."""

    def _serialize(self, value: bool | None, *_a: Any, **_k: Any) -> bool | None:
        return value

    def _deserialize(self, value: Any, *_a: Any, **_k: Any) -> bool:
        if value in ("ja", True):
            return True
        if value in ("nee", False):
            return False
        raise ValidationError(self.error_messages["required"])


class Consent(fields.Field[bool]):
    """A tick that somebody sets: nothing else counts as a yes, and it is never set beforehand."""

    def _deserialize(self, value: Any, *_a: Any, **_k: Any) -> bool:
        given = value is True or value == "ja"
        if self.required and not given:
            raise ValidationError(self.error_messages["required"])
        return given


def text(label: Text, *, max_length: int = 200, **asked: Unpack[Asked]) -> fields.String:
    """One line of text."""
    spec = Spec(label, **asked)
    return fields.String(validate=validate.Length(max=max_length), **options(spec))


def password(label: Text, **asked: Unpack[Asked]) -> fields.String:
    """A password; it is never shown again and blanks around it count."""
    spec = Spec(label, input_type="password", **asked)
    return fields.String(validate=validate.Length(max=1000), **options(spec))


def long_text(
    label: Text, *, max_length: int = 4000, rows: int = 4, **asked: Unpack[Asked]
) -> fields.String:
    """Several lines of text."""
    spec = Spec(label, widget="textarea", rows=rows, **asked)
    return fields.String(validate=validate.Length(max=max_length), **options(spec))


def choice(
    label: Text,
    choices: Sequence[Choice],
    *,
    select: bool | None = None,
    wide: bool | None = None,
    empty: Text | None = None,
    **asked: Unpack[Asked],
) -> fields.String:
    """One of `choices`: radio buttons, or a select from seven on or when `select` says so."""
    as_select = len(choices) > RADIO_LIMIT if select is None else select
    spec = Spec(
        label,
        widget="select" if as_select else "radio",
        choices=tuple(choices),
        wide=len(choices) <= 3 if wide is None else wide,
        empty=empty,
        **asked,
    )
    rule = validate.OneOf([value for value, _label in choices])
    return fields.String(validate=rule, **options(spec))


def choices(
    label: Text, choices: Sequence[Choice], *, wide: bool = False, **asked: Unpack[Asked]
) -> fields.List[str]:
    """Any number of `choices`, as checkboxes; at least one when required. Gives a list."""
    spec = Spec(label, widget="checkboxes", choices=tuple(choices), wide=wide, **asked)
    rule = validate.OneOf([value for value, _label in choices])
    arguments = options(spec)
    if not arguments["required"]:
        arguments["load_default"] = list
    return cast(fields.List[str], fields.List(fields.String(validate=rule), **arguments))


def yes_no(
    label: Text,
    *,
    yes: Text | None = None,
    no: Text | None = None,
    **asked: Unpack[Asked],
) -> YesNo:
    """Yes or no, nothing chosen beforehand. The values in the form are "ja" and "nee"."""
    answers = (("ja", yes or _l("Ja")), ("nee", no or _l("Nee")))
    return YesNo(**options(Spec(label, widget="radio", choices=answers, wide=True, **asked)))


def date_field(
    label: Text,
    *,
    earliest: dt.date | None = None,
    latest: dt.date | None = None,
    **asked: Unpack[Asked],
) -> DutchDate:
    """A date, typed as 4-12-2026."""
    look: Asked = {"hint": _l("Bijvoorbeeld 4-12-2026"), "width": "8", "inputmode": "text"}
    return DutchDate(earliest, latest, **options(Spec(label, **(look | asked))))


def time_field(label: Text, **asked: Unpack[Asked]) -> DutchTime:
    """A time of the day, typed as 14.30."""
    look: Asked = {"hint": _l("Bijvoorbeeld 14.30"), "width": "4"}
    return DutchTime(**options(Spec(label, **(look | asked))))


def whole_number(
    label: Text,
    *,
    least: int | None = 0,
    most: int | None = None,
    **asked: Unpack[Asked],
) -> WholeNumber:
    """A whole number, from 0 unless `least` says otherwise."""
    look: Asked = {"width": "4", "inputmode": "numeric"}
    return WholeNumber(least, most, **options(Spec(label, **(look | asked))))


def money(label: Text, **asked: Unpack[Asked]) -> Money:
    """An amount in euros; gives cents."""
    look: Asked = {"width": "8", "inputmode": "decimal"}
    return Money(**options(Spec(label, prefix="€", **(look | asked))))


def postcode4(label: Text | None = None, **asked: Unpack[Asked]) -> Postcode4:
    """The four digits of a postcode; letters behind them are dropped."""
    look: Asked = {"width": "4", "autocomplete": "off"}
    words = label or _l("De vier cijfers van uw postcode")
    return Postcode4(**options(Spec(words, **(look | asked))))


def phone_or_mail(label: Text | None = None, **asked: Unpack[Asked]) -> ContactField:
    """One way to reach someone; gives a `Contact`."""
    words = label or _l("Uw telefoonnummer of e-mailadres")
    return ContactField("either", **options(Spec(words, **asked)))


def phone(label: Text, **asked: Unpack[Asked]) -> ContactField:
    """A phone number; gives a `Contact` of the kind "phone"."""
    look: Asked = {"width": "9", "inputmode": "tel", "autocomplete": "tel"}
    return ContactField("phone", **options(Spec(label, **(look | asked))))


def mail(label: Text, **asked: Unpack[Asked]) -> ContactField:
    """An e-mail address; gives a `Contact` of the kind "mail"."""
    look: Asked = {"inputmode": "email", "autocomplete": "email"}
    return ContactField("mail", **options(Spec(label, **(look | asked))))


def dayparts(label: Text, **asked: Unpack[Asked]) -> Dayparts:
    """Parts of the week, in a grid of checkboxes; gives a mask of 21 bits."""
    return Dayparts(**options(Spec(label, widget="dayparts", **asked)))


def consent(label: Text, statement: Text, **asked: Unpack[Asked]) -> Consent:
    """A tick beside a statement. Never set beforehand; "no tick" gives False when optional."""
    arguments = options(Spec(label, widget="checkbox", statement=statement, **asked))
    if not arguments["required"]:
        arguments["load_default"] = False
    return Consent(**arguments)
