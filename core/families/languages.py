"""The languages in which families can be spoken to: their own choice, never guessed."""

from flask_babel import lazy_gettext as _l

from core.wording import Text

LANGUAGES: tuple[tuple[str, Text], ...] = (
    ("nl", _l("Nederlands")),
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
    ("other", _l("Een andere taal")),
)
