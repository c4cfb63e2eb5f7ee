"""Words in the reader's language, with types: `from core.wording import Text, _, _l, ngettext`.

`_` translates now, `_l` at the moment of showing (for labels of classes and modules). Message
ids are Dutch. In templates `_` and `ngettext` are there already. It stands below every capability
and the web layer, for all of them speak; `flask_babel` itself has no types.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

import flask_babel
from flask import g, has_app_context
from flask_babel.speaklater import LazyString
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup


class Lazy(Protocol):
    """Words that are translated at the moment of showing; `str()` gives them."""

    def __mod__(self, values: object) -> str:
        """Fill in values."""
        ...


Text = str | Lazy
"""What is shown to people: plain, or translated when it is shown."""


def _(text: str, **values: object) -> str:
    """Translate a text; `%(name)s` in it is filled from `values`."""
    found = str(_texts().ugettext(text))
    return found % values if values else found


@pass_eval_context
def in_template(context: EvalContext, text: str, /, **values: object) -> str:
    """Translate a text of a template, in which values are escaped: `_` there.

    It does what the library's own does, in one call instead of four: a page says it a
    hundred times.
    """
    found = _texts().ugettext(text)
    return (Markup(found) if context.autoescape else found) % values  # noqa: S704 - our own texts


def _texts() -> Any:
    """The texts of the reader's language, looked up once for each language in a request."""
    if not has_app_context():
        return flask_babel.get_translations()
    language = flask_babel.get_locale()
    known = g.get("texts")
    if known is None or known[0] is not language:
        known = g.texts = (language, flask_babel.get_translations())
    return known[1]


def _l(text: str, **values: object) -> Text:
    """Translate a text when it is shown."""
    lazy: Text = LazyString(_, text, **values)
    return lazy


@contextmanager
def in_dutch() -> Iterator[None]:
    """Speak Dutch for a while, whatever the reader's language: letters and contracts are Dutch.

    Who presses a button is seldom who reads the letter. Also `@in_dutch()` on a function.
    """
    with flask_babel.force_locale("nl"):
        yield


def ngettext(one: str, more: str, num: int, **values: object) -> str:
    """Translate a text that depends on a number, which is `%(num)s` in it."""
    return str(flask_babel.ngettext(one, more, num, **values))


def locale() -> str:
    """Return the code of the reader's language; "nl" outside a request."""
    return str(flask_babel.get_locale() or "nl")


def comma(number: float) -> str:
    """Return a number as Dutch readers write it, with one decimal at most: 6.1 → "6,1"."""
    return f"{number:.1f}".removesuffix(".0").replace(".", ",")
