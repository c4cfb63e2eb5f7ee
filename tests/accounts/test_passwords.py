"""What makes a password good enough, and how it is kept."""

from dataclasses import replace

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from core.accounts.passwords import SHORTEST, Passwords, require_good
from core.errors import Refused
from core.settings import PASSWORD_MEMORY_KIB, Settings


def test_a_hash_is_argon2id_with_the_parameters_of_the_settings(settings: Settings) -> None:
    kept = Passwords(replace(settings, password_memory_kib=64, password_rounds=2)).hash("x")
    assert kept.startswith("$argon2id$v=19$m=64,t=2,p=1$")
    assert PASSWORD_MEMORY_KIB == 64 * 1024
    assert Passwords(settings).is_outdated(kept)


def test_only_the_same_password_fits(settings: Settings) -> None:
    passwords = Passwords(settings)
    kept = passwords.hash("café au lait")
    assert passwords.fits(kept, "café au lait")  # e and accent apart
    assert not passwords.fits(kept, "cafe au lait")
    assert not passwords.fits(None, "café au lait")
    assert not passwords.fits("no hash at all", "café au lait")


@pytest.mark.parametrize("easy", ["kort", "aaaaaaaaaaaaaaa", "Marit Hendriks1!", "marit.hendriks"])
def test_an_easy_password_is_refused(app: Flask, easy: str) -> None:
    with app.test_request_context(), pytest.raises(Refused) as refused:
        require_good(easy, "Marit Hendriks", "marit.hendriks@voorbeeld.example")
    assert refused.value.field == "password"


@given(st.text(min_size=SHORTEST, max_size=40).filter(lambda text: len(set(text.casefold())) > 12))
@settings(max_examples=50, deadline=None)
def test_a_long_and_varied_password_is_good(text: str) -> None:
    if len(text) >= SHORTEST:
        import unicodedata

        plain = unicodedata.normalize("NFKC", text)
        if len(plain) >= SHORTEST and len(set(plain.casefold())) >= 5:
            require_good(text, "Iemand Anders", "iemand@voorbeeld.example")
