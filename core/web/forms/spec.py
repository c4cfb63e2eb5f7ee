"""How a field is asked: the words and the widget, kept in the metadata of a marshmallow field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, TypedDict

from marshmallow import fields, missing, validate

from core.wording import Text

Choice = tuple[str, Text]
Widget = Literal[
    "text", "textarea", "radio", "select", "checkboxes", "checkbox", "dayparts", "file"
]

SPEC: Final = "spec"
"""Key in a field's metadata."""


@dataclass(frozen=True, slots=True)
class Spec:
    """The question that a field asks and the control that takes the answer."""

    label: Text
    hint: Text | None = None
    widget: Widget = "text"
    choices: tuple[Choice, ...] = ()
    required: bool = True
    missing: Text | None = None
    """What to say when a required answer is missing; there is a default."""
    autocomplete: str | None = None
    inputmode: str | None = None
    input_type: str = "text"
    width: Literal["", "4", "8", "9", "full"] = ""
    rows: int = 4
    wide: bool = False
    """Radio buttons and checkboxes beside each other."""
    depends_on: tuple[str, str] | None = None
    """(field, value): asked only when that field has that value."""
    statement: Text | None = None
    """The sentence beside a single checkbox."""
    prefix: str = ""
    accept: tuple[str, ...] = ()
    """Ends of the names of the files that an upload takes."""
    empty: Text | None = None
    """First line of a select while nothing is chosen."""


class Asked(TypedDict, total=False):
    """What every field helper takes besides its own arguments; see `Spec`."""

    hint: Text | None
    required: bool
    missing: Text | None
    autocomplete: str | None
    inputmode: str | None
    width: Literal["", "4", "8", "9", "full"]
    depends_on: tuple[str, str] | None


class Options(TypedDict):
    """Arguments of a marshmallow field that follow from a `Spec`."""

    required: bool
    load_default: Any
    allow_none: bool
    metadata: dict[str, Any]


def options(spec: Spec, **metadata: Any) -> Options:
    """Return the marshmallow arguments for a field that is asked as `spec` says.

    A field that depends on another is checked by `FormSchema`: only then is it known whether an
    answer is due.
    """
    always_due = spec.required and spec.depends_on is None
    described = {SPEC: spec, **metadata}
    if always_due:
        return Options(required=True, load_default=missing, allow_none=False, metadata=described)
    return Options(required=False, load_default=None, allow_none=True, metadata=described)


def spec_of(name: str, field: fields.Field[Any]) -> Spec:
    """Return how a field is asked; for a plain marshmallow field, what follows from its type."""
    spec = field.metadata.get(SPEC)
    if isinstance(spec, Spec):
        return spec
    return _guess(name, field)


def _guess(name: str, field: fields.Field[Any]) -> Spec:
    said: Mapping[str, Any] = field.metadata
    label = said.get("label") or said.get("title") or name.replace("_", " ").capitalize()
    spec = Spec(label=label, hint=said.get("description"), required=field.required)
    listed = field.inner if isinstance(field, fields.List) else field
    known = _one_of(listed)
    if isinstance(field, fields.Boolean):
        return replace(spec, widget="checkbox", statement=label, required=False)
    if isinstance(field, fields.List):
        return replace(spec, widget="checkboxes", choices=known)
    if known:
        return replace(spec, widget="radio" if len(known) < 6 else "select", choices=known)
    if isinstance(field, fields.Integer):
        return replace(spec, inputmode="numeric", width="8")
    return replace(spec, input_type="password") if said.get("secret") else spec


def _one_of(field: fields.Field[Any]) -> tuple[Choice, ...]:
    for rule in field.validators:
        if isinstance(rule, validate.OneOf):
            words: Sequence[str] = list(rule.labels) or [str(value) for value in rule.choices]
            return tuple(zip((str(value) for value in rule.choices), words, strict=False))
    return ()
