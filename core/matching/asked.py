"""How the forms of matching ask: questions under headings, and what is not known yet.

A list of keys has three answers: some of them, "none of these", and "not known yet". Nothing ticked
is not known either. Where it is about safety an answer is due, and only one kind of answer.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from marshmallow import ValidationError, fields

from core.matching.profiles import Subject
from core.method.asked import with_hint
from core.method.variant import MethodVariant
from core.web import forms
from core.wording import Text, _, _l

Field = fields.Field[Any]
NONE = "none"
UNKNOWN = "unknown"
NOT_KNOWN = (UNKNOWN, _l("Nog niet bekend"))
SUBJECTS = (
    (Subject.CHILD.value, _l("Voor een kind")),
    (Subject.PARENT.value, _l("Voor een ouder")),
)
_TIMES = (("1", _l("1 keer")), ("2", _l("2 keer")), ("3", _l("3 keer")))
_WHEN = _l("Kies alle dagdelen die kunnen. Nog niet bekend? Laat het dan leeg.")


@dataclass(frozen=True, slots=True)
class Section:
    """Some questions of a form under one heading."""

    heading: Text
    questions: Mapping[str, Field]

    @property
    def names(self) -> list[str]:
        """The names of its fields, in order."""
        return list(self.questions)


def schema_of(
    base: type[forms.FormSchema], name: str, sections: Sequence[Section]
) -> forms.FormSchema:
    """The schema that asks every question of these sections."""
    questions = {key: field for one in sections for key, field in one.questions.items()}
    schema: type[forms.FormSchema] = type(name, (base,), questions)
    return schema()


def keys_of(
    label: Text, labels: Mapping[str, Text], nothing: Text, hint: Text | None = None
) -> Field:
    """Any of these keys, none of them, or not known yet; also when nothing is ticked."""
    return forms.choices(label, answers(labels, nothing), hint=hint, required=False, wide=True)


def safety_keys_of(label: Text, labels: Mapping[str, Text], nothing: Text, hint: Text) -> Field:
    """The same where it is about safety: an answer is due, if only that it is not known."""
    return forms.choices(label, answers(labels, nothing), hint=hint, wide=True)


def answers(labels: Mapping[str, Text], nothing: Text) -> tuple[tuple[str, Text], ...]:
    """The choices: the keys by their labels, none of them, and not known yet."""
    return (*labels.items(), (NONE, nothing), NOT_KNOWN)


def check_one_kind(data: Mapping[str, Any], field: str) -> None:
    """Raise ValidationError when "none" or "not known" is ticked beside something else."""
    chosen = data.get(field) or []
    if NONE in chosen and len(chosen) > 1:
        words = _("U koos “geen” en ook iets anders. Haal een van de twee weg.")
        raise ValidationError({field: [words]})
    if UNKNOWN in chosen and len(chosen) > 1:
        words = _("U koos “nog niet bekend” en ook iets anders. Haal een van de twee weg.")
        raise ValidationError({field: [words]})


def check_none_alone(data: Mapping[str, Any], names: Iterable[str]) -> None:
    """Raise ValidationError when "none" is ticked beside a key; "not known" gives way to those."""
    for name in names:
        check_one_kind({name: [one for one in data.get(name) or [] if one != UNKNOWN]}, name)


def told(ticked: Iterable[str] | None) -> tuple[str, ...] | None:
    """What was ticked, as keys: an empty tuple for none, None for not known."""
    chosen = set(ticked or ())
    keys = chosen - {NONE, UNKNOWN}
    if not keys and NONE not in chosen:
        return None
    return tuple(sorted(keys))


def all_told(data: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """What was ticked in each of these fields, by name."""
    return {name: told(data[name]) for name in names}


def ticks(keys: Sequence[str] | None) -> list[str]:
    """What stands ticked for keys that were told before: the other way round of `told`."""
    return [UNKNOWN] if keys is None else list(keys) or [NONE]


def support_forms(method: MethodVariant) -> Field:
    """Which kinds of support, by the method."""
    kinds = tuple((choice.key, with_hint(choice)) for choice in method.support_forms)
    return forms.choices(_l("Welke soort steun?"), kinds, required=False, wide=True)


def dayparts(label: Text) -> Field:
    """Which parts of the week; none chosen is not known."""
    return forms.dayparts(label, hint=_WHEN, required=False)


def times(label: Text) -> Field:
    """How often in a week."""
    return forms.choice(label, _TIMES, hint=_l("Eén keer in de twee weken telt als 1."), wide=True)


def kilometres(label: Text) -> Field:
    """How far, by road."""
    return forms.whole_number(label, least=1, most=100, hint=_l("Over de weg, bijvoorbeeld 5."))
