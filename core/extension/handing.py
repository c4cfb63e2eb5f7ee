"""A hand-over in words: everything that is in its facts, so that what is shown is what is sent."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from core.languages import language_name
from core.wording import Text, _, _l

Lines = list[tuple[Text, str]]
KINDS: Mapping[str, Text] = {
    "parent": _l("ouder"),
    "child": _l("kind"),
    "adult": _l("volwassene"),
}


def lines_of(facts: Mapping[str, Any], answers: Sequence[tuple[str, Text]] = ()) -> Lines:
    """What the facts of a hand-over say, as (label, value).

    `answers` names the labels of what the coordinator filled in, by field.
    """
    sender, family = facts.get("from", {}), facts.get("family", {})
    lines: Lines = [
        (_("Van"), _joined(sender.get("programme"), sender.get("name"), sender.get("mail"))),
        (_("Gezin"), _joined(family.get("name"), family.get("postcode4"), family.get("place"))),
        (_("Adres"), str(family.get("address", ""))),
        (_("Taal"), str(language_name(str(family.get("language", ""))))),
    ]
    lines += [(_person_label(one), _person(one)) for one in facts.get("people", ())]
    lines += [(_("Hulpvraag"), _asked(one)) for one in facts.get("asked", ())]
    given = facts.get("answers", {})
    lines += [(label, _day(given.get(name) or "")) for name, label in answers]
    lines += [(str(label), str(words)) for label, words in facts.get("intake", ())]
    lines += [
        (_("Notitie van %(day)s", day=_day(note["on"])), str(note["text"]))
        for note in facts.get("notes", ())
    ]
    return [(label, value) for label, value in lines if value]


def _person_label(one: Mapping[str, Any]) -> Text:
    return str(KINDS.get(str(one.get("kind")), _("Persoon"))).capitalize()


def _person(one: Mapping[str, Any]) -> str:
    silent = _("niet inspreken") if one.get("message_safe") is False else ""
    born = _("geboren op %(day)s", day=_day(one["born_on"])) if one.get("born_on") else ""
    name = f"{one.get('first_name', '')} {one.get('last_name', '')}".strip()
    return _joined(name, born, one.get("phone"), silent, one.get("email"))


def _asked(one: Mapping[str, Any]) -> str:
    return _joined(one.get("title"), *one.get("forms", ()), one.get("wishes"))


def _day(told: Any) -> str:
    """A day as people write it; other words stay as they are."""
    try:
        day = date.fromisoformat(str(told))
    except ValueError:
        return str(told)
    return f"{day.day}-{day.month}-{day.year}"


def _joined(*parts: Any) -> str:
    return ", ".join(str(part) for part in parts if part)
