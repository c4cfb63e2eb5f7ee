"""The languages in which somebody may like to be spoken to: a code, and its name in Dutch."""

from flask_babel import lazy_gettext as _

from core.wording import Text

LANGUAGES: tuple[tuple[str, Text], ...] = (
    ("nl", _("Nederlands")),
    ("en", _("Engels")),
    ("tr", _("Turks")),
    ("ar", _("Arabisch")),
    ("uk", _("Oekraïens")),
    ("pl", _("Pools")),
    ("other", _("Een andere taal")),
)


def language_name(code: str) -> Text:
    """The name of a language; a code that is not in the list is returned as it is."""
    return dict(LANGUAGES).get(code, code)
