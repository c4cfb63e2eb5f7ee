"""What Open Formulieren posts, as answers: a JSON dump, or a ProductAanvraag.

A JSON dump is `{"values": …, "schema": …}` (newer: `values_schema`, `metadata`). A ProductAanvraag
is the object of the Objects API: `{"record": {"data": …}}`, or its data alone, with what was
filled in under `aanvraaggegevens` (older: `data`), a step a key. By then no BSN is in it any more:
core takes them out before this is called.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from core.extension import BadBody, Call, ReferralDraft, _
from core.extension.referring import referral_of
from plugins.open_formulieren.mapping import mapping_of

_MARK = "[bsn]"
_LANGUAGES = {"nld": "nl", "eng": "en", "tur": "tr", "ara": "ar", "ukr": "uk", "pol": "pl"}


def read_sign_up(call: Call, body: bytes, _media_type: str) -> dict[str, Any]:
    """The answers of a family that signs itself up."""
    answers = _answers(call, body)
    contact = answers.get("contact")
    if isinstance(contact, str):
        answers.setdefault("reach", "mail" if "@" in contact else "call")
    return answers


def read_referral(call: Call, body: bytes, _media_type: str) -> dict[str, Any]:
    """The answers of a professional."""
    answers = _answers(call, body)
    answers.setdefault("joins_talk", "ask")
    return answers


def referral_draft(call: Call, data: Mapping[str, Any]) -> ReferralDraft:
    """The draft of a professional's sign-up; without a workplace it is the social team."""
    return referral_of(call, data, data["workplace"] or "social_team")


def _answers(call: Call, body: bytes) -> dict[str, Any]:
    message = json.loads(body)
    if not isinstance(message, Mapping):
        raise BadBody(_("Wij verwachten een JSON-dump of een ProductAanvraag."))
    values, language, own = _parts(message)
    flat = dict(_flat(values))
    answers: dict[str, Any] = {"reference": own, "language": _LANGUAGES.get(language, language)}
    for ours, paths in mapping_of(call.options.get("mapping")).items():
        value = next((_told(flat[path]) for path in paths if path in flat), None)
        if value is not None:
            answers[ours] = value
    return answers


def _parts(message: Mapping[str, Any]) -> tuple[Mapping[str, Any], str, str]:
    """What was filled in, in which language, and the sender's own reference."""
    if isinstance(message.get("values"), Mapping):
        about = _mapping(message.get("metadata"))
        return message["values"], _text(about.get("language_code")) or "nl", _reference(about)
    data = message
    if isinstance(message.get("record"), Mapping):
        data = _mapping(message["record"].get("data"))
    values = data.get("aanvraaggegevens", data.get("data"))
    if not isinstance(values, Mapping):
        raise BadBody(
            _("Wij verwachten een JSON-dump of een ProductAanvraag."),
            {"values": [_("In dit bericht staat niet wat er is ingevuld.")]},
        )
    language = _text(data.get("taal")) or _text(data.get("language_code")) or "nl"
    own = _text(_mapping(data.get("bron")).get("kenmerk")) or _text(data.get("submission_id"))
    return values, language, own


def _reference(about: Mapping[str, Any]) -> str:
    known = ("public_reference", "submission_id", "kenmerk")
    return next((found for name in known if (found := _text(about.get(name)))), "")


def _flat(values: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Every value under its path ("stap.veld"), and under its bare name as well.

    A group of boxes, of which each is ticked or not, is a value too.
    """
    for name, value in values.items():
        path = f"{before}{name}"
        yield path, value
        if isinstance(value, Mapping):
            for inner_path, inner in _flat(value, f"{path}."):
                yield inner_path, inner
                yield inner_path.removeprefix(f"{path}."), inner


def _told(value: Any) -> Any:
    """A value as our forms know it; None for what says nothing or held a BSN."""
    if isinstance(value, bool):
        return value
    if isinstance(value, Mapping):
        ticked = [name for name, chosen in value.items() if chosen is True]
        return ticked or None
    if isinstance(value, list):
        return [one for one in value if isinstance(one, str)] or None
    if isinstance(value, int | float):
        return str(value)
    return value if isinstance(value, str) and value.strip() not in ("", _MARK) else None


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""
