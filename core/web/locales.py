"""In which language a page speaks, and how the reader chooses another.

Work screens speak Dutch and English; Dutch unless somebody chose otherwise. The public doors speak
six languages: the one that was chosen, else the best that the browser asks for, else Dutch. A link
with `?taal=tr` chooses, and a cookie of this host remembers it; it says nothing about anybody.
"""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from flask import Flask, Response, current_app, g, has_request_context, request

from core.web.layout import Language
from core.wording import locale

DUTCH: Final = "nl"
NAMES: Final = {
    "nl": "Nederlands",
    "en": "English",
    "tr": "Türkçe",
    "ar": "العربية",
    "uk": "Українська",
    "pl": "Polski",
}
"""Each language in its own words, in the order in which they are offered."""
WORK_LANGUAGES: Final = ("nl", "en")
PUBLIC_LANGUAGES: Final = tuple(NAMES)
RIGHT_TO_LEFT: Final = frozenset({"ar"})
ARGUMENT: Final = "taal"
REMEMBER: Final = 365 * 24 * 3600
_PLACE: Final = "buurtgezinnen.languages"


@dataclass(frozen=True, slots=True)
class Speech:
    """The languages of this page, and which one it is in."""

    code: str
    direction: str
    languages: tuple[Language, ...]


def offered() -> tuple[str, ...]:
    """The languages in which the page that was asked for can be read."""
    spoken: dict[str | None, tuple[str, ...]] = current_app.extensions[_PLACE]
    return spoken.get(request.endpoint, PUBLIC_LANGUAGES)


def offer(app: Flask, endpoint: str, languages: tuple[str, ...]) -> None:
    """Say in which languages a page can be read."""
    app.extensions.setdefault(_PLACE, {})[endpoint] = languages


def choose() -> str:
    """The language of this request: chosen, else asked for by the browser, else Dutch."""
    if not has_request_context():
        return DUTCH
    languages = offered()
    for wish in (request.args.get(ARGUMENT), request.cookies.get(_cookie())):
        if wish in languages:
            return str(wish)
    if languages == PUBLIC_LANGUAGES:
        return request.accept_languages.best_match(languages, DUTCH) or DUTCH
    return DUTCH


def speech() -> Speech:
    """What the layouts tell about the language.

    A form that was sent offers no other one: a link would lose what was typed. Nor does an error:
    it never repeats the address that was asked for.
    """
    code = locale()
    direction = "rtl" if code in RIGHT_TO_LEFT else "ltr"
    shown = offered() if request.method == "GET" and not g.get("is_error") else ()
    return Speech(code, direction, tuple(_language(one, code) for one in shown))


def _language(code: str, current: str) -> Language:
    rest = [(key, value) for key, value in request.args.items(multi=True) if key != ARGUMENT]
    url = f"{request.path}?{urlencode([*rest, (ARGUMENT, code)])}"
    return Language(code, NAMES[code], url, code == current, code in RIGHT_TO_LEFT)


def remember(response: Response) -> Response:
    """Keep the chosen language, and tell caches that a page depends on it."""
    if response.mimetype != "text/html":
        return response
    response.vary.update(("Accept-Language", "Cookie"))
    response.headers.setdefault("Content-Language", locale())
    chosen = request.args.get(ARGUMENT)
    if chosen in NAMES and chosen != request.cookies.get(_cookie()):
        response.set_cookie(
            _cookie(), chosen, REMEMBER,
            secure=current_app.config["SESSION_COOKIE_SECURE"], httponly=True, samesite="Lax",
        )  # fmt: skip
    return response


def _cookie() -> str:
    return str(current_app.config["LANGUAGE_COOKIE"])


def register(app: Flask) -> None:
    """Tell every page its language, and remember the one that was chosen."""
    app.extensions.setdefault(_PLACE, {})
    app.config.setdefault("LANGUAGE_COOKIE", "buurt-taal")
    app.context_processor(lambda: {"speech": speech()})
    app.after_request(remember)
