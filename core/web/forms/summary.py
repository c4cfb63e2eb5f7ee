"""All answers in words, for the page on which somebody checks them before sending."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from babel.dates import format_date

from core.calendar.dayparts import describe
from core.contact_details import Contact
from core.web.forms.form import Form
from core.web.forms.numbers import Money
from core.web.forms.spec import Spec
from core.wording import _, locale


@dataclass(frozen=True, slots=True)
class Answer:
    """One question with its answer; no lines when nothing was filled in."""

    label: str
    lines: tuple[str, ...]
    field_id: str
    name: str

    @property
    def shown(self) -> str:
        """Return the answer on one line."""
        return ", ".join(self.lines)


def summary(form: Form) -> list[Answer]:
    """Return every answer that was asked for, in order; call it after a good `submit`."""
    return [
        Answer(str(form[name].spec.label), _lines(form, name), form[name].target_id, name)
        for name in form.schema.load_fields
        if form.schema.is_asked(name, _given(form)) and not _secret(form[name].spec)
    ]


def hidden_inputs(form: Form) -> list[tuple[str, str]]:
    """Return (name, value) of everything typed, to carry it along to the next step."""
    return [
        (form.prefix + name, value)
        for name, values in form.raw.items()
        if not _secret(form[name].spec)
        for value in values
    ]


def _given(form: Form) -> dict[str, Any]:
    return {
        name: values if len(values) > 1 else values[0]
        for name, values in form.raw.items()
        if values
    }


def _secret(spec: Spec) -> bool:
    return spec.input_type == "password"


def _lines(form: Form, name: str) -> tuple[str, ...]:
    spec, value = form[name].spec, form.data.get(name)
    if value in (None, [], ""):
        return ()
    if spec.widget == "dayparts":
        return (describe(value),)
    if isinstance(form.schema.load_fields[name], Money):
        return (_("€ %(amount)s", amount=form[name].value.removeprefix("€").strip()),)
    values = value if isinstance(value, list) else [value]
    return tuple(_words(spec, item) for item in values)


def _words(spec: Spec, value: Any) -> str:
    if isinstance(value, bool):
        value = "ja" if value else "nee"
        return str(dict(spec.choices).get(value, _("Ja") if value == "ja" else _("Nee")))
    if isinstance(value, dt.date):
        return str(format_date(value, "d MMMM y", locale=locale()))
    if isinstance(value, dt.time):
        return _("%(time)s uur", time=f"{value.hour}.{value.minute:02}")
    if isinstance(value, Contact):
        return value.shown
    return str(dict(spec.choices).get(value, value))
