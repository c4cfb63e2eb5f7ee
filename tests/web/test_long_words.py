"""Long words of titles break where they are joined, with a hyphen."""

import pytest
from markupsafe import Markup

from core.web.long_words import SEAMS, SOFT_HYPHEN, in_parts
from core.wording import _l


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Subsidieverantwoording gemeente", "Subsidie-verantwoording gemeente"),
        ("De jeugdgezondheidszorg", "De jeugd-gezondheids-zorg"),
        ("Toegankelijkheid", "Toe-gankelijk-heid"),
        ("Deze week", "Deze week"),
    ],
)
def test_a_long_word_has_places_to_break(title: str, told: str) -> None:
    assert in_parts(title) == told.replace("-", SOFT_HYPHEN)


def test_markup_stays_safe_and_tags_stay_whole() -> None:
    tags = Markup('<a href="/toegankelijkheid">Toegankelijkheid</a>')
    assert in_parts(tags) == tags
    words = in_parts(Markup("Onder &amp; toegankelijkheid"))
    assert isinstance(words, Markup)
    assert words == f"Onder &amp; toe{SOFT_HYPHEN}gankelijk{SOFT_HYPHEN}heid"
    assert not isinstance(in_parts("<b>"), Markup)


def test_each_word_is_wide_and_said_once() -> None:
    words = [seam.replace("|", "") for seam in SEAMS]
    assert sorted(set(words)) == words
    assert all(len(word) > 15 for word in words)
    assert in_parts(_l("Wachtwoord wijzigen")) == "Wachtwoord wijzigen"
