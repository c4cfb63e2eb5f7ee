"""The schema behind every form and every JSON body."""

import re
from collections.abc import Mapping
from typing import Any

from marshmallow import (
    EXCLUDE,
    Schema,
    ValidationError,
    fields,
    pre_load,
    validates_schema,
)

from core.web.forms.messages import due, translate
from core.web.forms.spec import Spec, spec_of
from core.wording import _

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class FormSchema(Schema):
    """One schema for the HTML form, the JSON body and the check.

    Blank answers count as not given; unknown ones are dropped; errors are in the reader's
    language. A field that depends on another is asked, kept and required only when that other
    field has the named value.
    """

    class Meta:
        """What is posted beside the fields is left alone."""

        unknown = EXCLUDE

    def on_bind_field(self, field_name: str, field_obj: fields.Field[Any]) -> None:
        """Translate the messages of a field when it joins the schema."""
        super().on_bind_field(field_name, field_obj)
        translate(field_obj, spec_of(field_name, field_obj))

    @property
    def specs(self) -> dict[str, Spec]:
        """How each field that can be filled in is asked, in order."""
        return {name: spec_of(name, field) for name, field in self.load_fields.items()}

    @pre_load
    def _tidy(self, data: Any, **_kwargs: Any) -> Any:
        if not isinstance(data, Mapping):
            raise ValidationError(_("Dit bericht heeft niet de vorm die we verwachten."))
        given = _given(data)
        return {key: given[key] for key in given if self.is_asked(str(key), given)}

    @validates_schema(pass_original=True, skip_on_field_errors=False)
    def _due(self, _data: Any, original: Any, **_kwargs: Any) -> None:
        given = _given(original) if isinstance(original, Mapping) else {}
        late = {
            name: [due(spec)]
            for name, spec in self.specs.items()
            if spec.depends_on and spec.required and name not in given
            if self.is_asked(name, given)
        }
        if late:
            raise ValidationError(late)

    def is_asked(self, name: str, given: Mapping[str, Any]) -> bool:
        """Return whether a field is asked, given the answers to the others."""
        spec = self.specs.get(name)
        if spec is None or spec.depends_on is None:
            return True
        other, value = spec.depends_on
        return value in picked(given.get(other)) and self.is_asked(other, given)


def _given(data: Mapping[Any, Any]) -> dict[Any, Any]:
    tidied = {key: tidy(value) for key, value in data.items()}
    return {key: value for key, value in tidied.items() if value is not None}


def tidy(value: Any) -> Any:
    """Strip blanks, unify line ends and drop control characters; None when nothing is left."""
    if isinstance(value, str):
        return _CONTROL.sub("", value.replace("\r\n", "\n")).strip() or None
    if isinstance(value, list):
        kept = [item for item in map(tidy, value) if item is not None]
        return kept or None
    return value


def picked(value: Any) -> set[str]:
    """Return the chosen values behind an answer as a form or a JSON body gives it."""
    if isinstance(value, bool):
        return {"ja" if value else "nee"}
    if isinstance(value, list):
        return {str(item) for item in value}
    return set() if value is None else {str(value)}
