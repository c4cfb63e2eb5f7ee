"""Channels for tests: one that does as it should, and ones that fail in each way."""

import json
from collections.abc import Mapping
from typing import Any

from core.extension import (
    BadBody,
    Call,
    Door,
    Options,
    ReferralChannel,
    ReferralDraft,
    Sees,
    _l,
    secret,
)
from core.extension.referring import ReferrerForm, referral_of
from tests.plugin_hosts import a_plugin, host_with

ALL = frozenset(Door)


class Token(Options):
    token = secret(_l("Token"), required=False)


def as_it_is(_call: Call, body: bytes, _media_type: str) -> Mapping[str, Any]:
    """The answers as they were posted."""
    told = json.loads(body)
    if not isinstance(told, dict):
        raise BadBody("Geen gegevens.", {"bericht": ["Stuur een object."]})
    return told


def good(call: Call, data: Mapping[str, Any]) -> ReferralDraft:
    return referral_of(call, data, "network")


def raising(_call: Call, _data: Mapping[str, Any]) -> ReferralDraft:
    raise RuntimeError("kapot")


def nonsense(_call: Call, _data: Mapping[str, Any]) -> ReferralDraft:
    return {"first_name": "Meryem"}  # type: ignore[return-value]


def nobody(call: Call, data: Mapping[str, Any]) -> ReferralDraft:
    """A draft that fits nowhere."""
    draft = good(call, data)
    return ReferralDraft(draft.role, language="klingon")


def _plugin(key: str, to_draft: Any, from_body: Any = as_it_is) -> object:
    channel = ReferralChannel(
        key, key.capitalize(), "Om te proberen.", "network", ReferrerForm, to_draft,
        doors=ALL, from_body=from_body,
    )  # fmt: skip
    card = {"sees": frozenset({Sees.REFERRALS}), "sees_in_words": "aanmeldingen", "options": Token}
    return a_plugin(key, card=card, referral_channels=[channel])


def broken_reader(_call: Call, _body: bytes, _media_type: str) -> Mapping[str, Any]:
    raise KeyError("bericht")


HOST = host_with(
    _plugin("buren", good),
    _plugin("kapot", raising),
    _plugin("onzin", nonsense),
    _plugin("niemand", nobody),
    _plugin("leest_niet", good, broken_reader),
)
