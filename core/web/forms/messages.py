"""Dutch words for every error that marshmallow knows, each saying what to do."""

import copy
from typing import Any

from marshmallow import fields, validate

from core.web.forms.spec import Spec
from core.wording import Text, _

Field = fields.Field[Any]


def due(spec: Spec) -> str:
    """Return what to say when an answer is missing."""
    if spec.missing is not None:
        return str(spec.missing)
    if spec.widget in ("radio", "select"):
        return _("Kies nog een antwoord: %(label)s", label=spec.label)
    if spec.widget in ("checkboxes", "dayparts"):
        return _("Kies er minstens een: %(label)s", label=spec.label)
    if spec.widget == "file":
        return _("Kies een bestand: %(label)s", label=spec.label)
    if spec.widget == "checkbox":
        return _("Zet een vinkje als u akkoord gaat: %(label)s", label=spec.label)
    return _("Vul nog in: %(label)s", label=spec.label)


def translate(field: Field, spec: Spec) -> None:
    """Give a bound field Dutch messages where it still has the English ones of marshmallow."""
    texts = {key: str(text) for key, text in field.error_messages.items()}
    for key, english in _defaults(type(field)).items():
        if texts.get(key) == english:
            texts[key] = _dutch(field, spec)
    texts["required"] = texts["null"] = due(spec)
    field.error_messages = {**texts}
    field.validators = [_translated(rule, spec.label) for rule in field.validators]
    if isinstance(field, fields.List):
        translate(field.inner, spec)


def _defaults(kind: type[Field]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for base in reversed(kind.__mro__):
        texts |= base.__dict__.get("default_error_messages", {})
    return texts


def _dutch(field: Field, spec: Spec) -> str:
    label = str(spec.label).replace("{", "(").replace("}", ")")
    if isinstance(field, fields.Number):
        return _("Vul een getal in, zonder letters: %(label)s", label=label)
    if isinstance(field, fields.DateTime):
        return _("Vul een datum in, bijvoorbeeld 4-12-2026: %(label)s", label=label)
    if isinstance(field, fields.Email):
        return _("Vul een volledig e-mailadres in, zoals naam@voorbeeld.nl.")
    if isinstance(field, fields.Url):
        return _("Vul een volledig webadres in, zoals https://voorbeeld.nl.")
    if isinstance(field, fields.Boolean | fields.Enum | fields.List):
        return _("Kies een van de antwoorden: %(label)s", label=label)
    return _("Dit antwoord kunnen we niet lezen: %(label)s", label=label)


def _translated(rule: Any, label: Text) -> Any:
    """Return a copy of a validator with Dutch messages; the original serves other languages too."""
    rule = copy.copy(rule)
    if isinstance(rule, validate.Length):
        _set(rule, *_lengths(label))
    elif isinstance(rule, validate.Range):
        _set(rule, *_ranges(label))
    elif hasattr(rule, "error") and hasattr(rule, "default_message"):
        rule.error = _unless_own(rule, _of_kind(rule, label))
    return rule


def _set(rule: Any, least: str, most: str, both: str, equal: str | None = None) -> None:
    rule.message_min, rule.message_max, rule.message_all = least, most, both
    if equal is not None:
        rule.message_equal = equal


def _lengths(label: Text) -> tuple[str, str, str, str]:
    name = str(label).replace("{", "(").replace("}", ")")
    return (
        _("Dit is te kort: %(label)s Gebruik ten minste {min} tekens.", label=name),
        _("Dit is te lang: %(label)s Gebruik hooguit {max} tekens.", label=name),
        _("Gebruik {min} tot {max} tekens: %(label)s", label=name),
        _("Gebruik precies {equal} tekens: %(label)s", label=name),
    )


def _ranges(label: Text) -> tuple[str, str, str]:
    name = str(label).replace("{", "(").replace("}", ")")
    return (
        _("Vul {min} of meer in: %(label)s", label=name),
        _("Vul {max} of minder in: %(label)s", label=name),
        _("Vul een getal van {min} tot en met {max} in: %(label)s", label=name),
    )


def _unless_own(rule: Any, dutch: str) -> str:
    own: str = rule.error
    return own if own != type(rule).default_message else dutch


def _of_kind(rule: Any, label: Text) -> str:
    name = str(label).replace("{", "(").replace("}", ")")
    if isinstance(rule, validate.Email):
        return _("Vul een volledig e-mailadres in, zoals naam@voorbeeld.nl.")
    if isinstance(rule, validate.URL):
        return _("Vul een volledig webadres in, zoals https://voorbeeld.nl.")
    if isinstance(rule, validate.OneOf | validate.ContainsOnly):
        return _("Kies een van de antwoorden: %(label)s", label=name)
    return _("Dit antwoord kan hier niet: %(label)s", label=name)
