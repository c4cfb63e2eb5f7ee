"""Words in the reader's language, with types: `from core.wording import Text, _, _l, ngettext`.

`_` translates now, `_l` at the moment of showing (for labels of classes and modules). Message
ids are Dutch. In templates `_` and `ngettext` are there already. It stands below every capability
and the web layer, for all of them speak; `flask_babel` itself has no types.
"""

from typing import Protocol

import flask_babel


class Lazy(Protocol):
    """Words that are translated at the moment of showing; `str()` gives them."""

    def __mod__(self, values: object) -> str:
        """Fill in values."""
        ...


Text = str | Lazy
"""What is shown to people: plain, or translated when it is shown."""


def _(text: str, **values: object) -> str:
    """Translate a text; `%(name)s` in it is filled from `values`."""
    return str(flask_babel.gettext(text, **values))


def _l(text: str, **values: object) -> Text:
    """Translate a text when it is shown."""
    lazy: Text = flask_babel.lazy_gettext(text, **values)
    return lazy


def ngettext(one: str, more: str, num: int, **values: object) -> str:
    """Translate a text that depends on a number, which is `%(num)s` in it."""
    return str(flask_babel.ngettext(one, more, num, **values))


def locale() -> str:
    """Return the code of the reader's language; "nl" outside a request."""
    return str(flask_babel.get_locale() or "nl")


def comma(number: float) -> str:
    """Return a number as Dutch readers write it, with one decimal at most: 6.1 → "6,1"."""
    return f"{number:.1f}".removesuffix(".0").replace(".", ",")
