"""The languages in which somebody may like to be spoken to: a code, and its name in Dutch."""

from core.wording import Text, _l

DUTCH = "nl"
OTHER = "other"
"""No language by itself: two who speak another one need not understand each other."""
LANGUAGES: tuple[tuple[str, Text], ...] = (
    (DUTCH, _l("Nederlands")),
    ("en", _l("Engels")),
    ("tr", _l("Turks")),
    ("ar", _l("Arabisch")),
    ("uk", _l("Oekraïens")),
    ("pl", _l("Pools")),
    ("ti", _l("Tigrinya")),
    ("fa", _l("Farsi of Dari")),
    ("so", _l("Somalisch")),
    ("es", _l("Spaans")),
    ("fr", _l("Frans")),
    (OTHER, _l("Een andere taal")),
)


def language_name(code: str) -> Text:
    """The name of a language; a code that is not in the list is returned as it is."""
    return dict(LANGUAGES).get(code, code)
