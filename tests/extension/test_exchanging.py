"""A family in a signed message: what was agreed becomes a sign-up, anything else is unwelcome."""

import json
import time
from collections.abc import Mapping
from typing import Any

import pytest

from core.extension import Inbound, Unwelcome, handed_over, sign_up_of, signed

KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
CHILD = {"kind": "child", "first_name": "Bas"}
PARENT = {"kind": "parent", "first_name": "Lotte", "email": "lotte@voorbeeld.example"}


def heard(told: object, family_of: Any = lambda data: data) -> Inbound:
    body = json.dumps(told).encode()
    headers = signed(KEY, "bericht-1", int(time.time()), body)
    [inbound] = handed_over(KEY, body, headers, "overdracht", family_of)
    return inbound


def test_a_family_and_word_of_one() -> None:
    family = heard({"type": "overdracht", "data": {"people": []}})
    assert (family.id, family.kind) == ("bericht-1", "referral")
    word = heard({"type": "status", "data": {"reference": 7, "state": "begonnen", "more": "x"}})
    assert word.facts == {"reference": "7", "state": "begonnen"}


@pytest.mark.parametrize(
    "told",
    [
        [], "x", {}, {"type": "overdracht"}, {"type": "status", "data": {}},
        {"type": "iets anders", "data": {}},
        {"type": "overdracht", "data": {"people": []}},
        {"type": "overdracht", "data": {"people": ["x"]}},
        {"type": "overdracht", "data": {"people": [PARENT], "family": None}},
    ],
)  # fmt: skip
def test_what_was_not_agreed_is_unwelcome(told: object) -> None:
    with pytest.raises(Unwelcome):
        heard(told, lambda data: sign_up_of(data, ""))


@pytest.mark.parametrize(
    ("people", "name"), [([CHILD, PARENT], "Lotte"), ([CHILD], "Bas"), ([PARENT, CHILD], "Lotte")]
)
def test_an_adult_is_called(people: list[Mapping[str, str]], name: str) -> None:
    data = {"people": people, "family": {"name": "Vos"}, "from": {"name": "Anja"}}
    made = sign_up_of(data, "Wat er speelt")
    assert (made["first_name"], made["last_name"], made["sender"]) == (name, "Vos", "Anja")
    assert made["story"] == "Wat er speelt"
