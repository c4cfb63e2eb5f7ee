"""The options of a plugin: one schema for the settings form, the command line and the check."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Unpack

from marshmallow import fields, validate

from core.web.forms.schema import FormSchema
from core.web.forms.spec import Asked, Spec, Widget, options, spec_of
from core.wording import Text, _l

SECRET = "secret"  # noqa: S105 - the name of a mark, not a secret
"""Key in a field's metadata: sealed with the tenant's key, and never shown again."""

LONGEST = "longest"
"""Key in a secret's metadata: how long it may be."""


class Options(FormSchema):
    """What a tenant sets for a plugin. Subclass it with the fields of `core.extension.forms`."""


def secret(
    label: Text, *, max_length: int = 500, lines: bool = False, **asked: Unpack[Asked]
) -> fields.String:
    """An option that is sealed and never shown again: a token, a password, a private key.

    With `lines` it takes several lines, as a private key has.
    """
    widget: Widget = "textarea" if lines else "text"
    spec = Spec(label, input_type="password", widget=widget, rows=6, **asked)
    described = options(spec, **{SECRET: True, LONGEST: max_length})
    return fields.String(validate=validate.Length(max=max_length), **described)


def secrets_of(schema: type[Options]) -> frozenset[str]:
    """The names of the options that are secrets."""
    found = schema().load_fields.items()
    return frozenset(name for name, field in found if field.metadata.get(SECRET))


def keeping(schema: type[Options], kept: frozenset[str]) -> type[Options]:
    """The same options, of which the secrets in `kept` are set already and may be left empty."""
    fields_of = schema().load_fields
    again = {name: _as_kept(name, fields_of[name]) for name in kept & secrets_of(schema)}
    return type(schema.__name__, (schema,), dict(again)) if again else schema


def _as_kept(name: str, field: fields.Field[Any]) -> fields.String:
    spec = spec_of(name, field)
    return secret(
        spec.label,
        hint=_l("Is ingevuld. Laat dit leeg om het zo te houden."),
        required=False,
        max_length=field.metadata[LONGEST],
        lines=spec.widget == "textarea",
    )


def frozen(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """Options as a plugin gets them: it can read and not change them."""
    return MappingProxyType(dict(values))
