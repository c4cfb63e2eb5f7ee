"""Somebody who types in a page, as a browser posts it."""

import html
import re

from tests.fixtures_web import Browser

_TICKET = re.compile(r'name="concept" value="([^"]+)"')
_CSRF = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


def fields_of(page: str, nth: int = 0) -> dict[str, str]:
    """The hidden fields of a form with drafts: its ticket, and the token of the page."""
    csrf = _CSRF.search(page)
    assert csrf
    return {"csrf_token": csrf[1], "concept": html.unescape(_TICKET.findall(page)[nth])}


def typed(browser: Browser, path: str, **answers: str) -> dict[str, str]:
    """What a form on a page would post with these answers."""
    return {**fields_of(browser.get(path).text), **answers}
