"""Every organisation has its address and its key, and is offered when it was filled in."""

import pytest

from core.extension.options import secrets_of
from plugins.overdracht import is_set
from plugins.overdracht.options import PARTNERS, HandoverOptions


@pytest.mark.parametrize("key", [key for key, _label in PARTNERS])
def test_an_address_and_a_key_for_each(key: str) -> None:
    assert f"{key}_address" in HandoverOptions().fields
    assert f"{key}_secret" in secrets_of(HandoverOptions)
    assert is_set(key, {f"{key}_address": "https://voorbeeld.example"})
    assert not is_set(key, {f"{key}_address": ""})
