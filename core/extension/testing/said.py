"""What a plugin says to people: its texts, and those that lack words in a language."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from babel.messages.extract import extract_from_dir
from flask_babel import force_locale
from flask_babel.speaklater import LazyString

from core.extension.host import Loaded
from core.web.forms import FormSchema

_TEXTS = re.compile(r"\b(label|name|title|summary|intro|hint|sees_in_words|statement|missing)\b")
UNSEEN = frozenset({"jobs", "tables"})
"""Hooks whose names nobody reads."""
_KEYWORDS = {"_": None, "_l": None, "gettext": None, "ngettext": (1, 2)}
_METHODS = [("**/templates/**.html", "jinja2"), ("**/tests/**", "ignore"), ("**.py", "python")]


def texts_of(loaded: Loaded) -> Iterator[tuple[str, Any]]:
    """Every text of a card, the components and the options, with its place."""
    card = loaded.plugin
    for name in ("name", "summary", "sees_in_words"):
        yield f"plugin().{name}", getattr(card, name)
    yield from _of_schema("options", card.options)
    for hook in (hook for hook in loaded.listed if hook not in UNSEEN):
        for one in loaded.listed[hook]:
            yield from _of_component(f"{hook}().{getattr(one, 'key', '')}", one)


def _of_component(place: str, one: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(one, type) or not is_dataclass(one):
        return
    for field in fields(one):
        value = getattr(one, field.name)
        if isinstance(value, type) and issubclass(value, FormSchema):
            yield from _of_schema(f"{place}.{field.name}", value)
        elif isinstance(value, tuple):
            for item in value:
                yield from _of_component(f"{place}.{field.name}", item)
        elif _TEXTS.fullmatch(field.name) and not callable(value):
            yield f"{place}.{field.name}", value


def _of_schema(place: str, schema: type[FormSchema]) -> Iterator[tuple[str, Any]]:
    for name, spec in schema().specs.items():
        for part in ("label", "hint", "statement", "missing"):
            text = getattr(spec, part)
            if text is not None:
                yield f"{place}.{name}.{part}", text


def untranslated(loaded: Loaded, language: str) -> list[str]:
    """The texts of a plugin that have no words in a language; Dutch is what they are written in."""
    if language == "nl":
        return [place for place, text in texts_of(loaded) if text is not None and not _said(text)]
    with force_locale(language):
        lacking = [
            f"{place}: {text._args[0]!r}"
            for place, text in texts_of(loaded)
            if isinstance(text, LazyString) and text._args and not _is_known(str(text._args[0]))
        ]
    return [*lacking, *_of_sources(loaded, language)]


def _said(text: Any) -> bool:
    return isinstance(text, str | LazyString)


def _of_sources(loaded: Loaded, language: str) -> Iterator[str]:
    """What the sources and templates of a plugin say, when it names its folder."""
    if loaded.folder is None:
        return
    with force_locale(language):
        for file, line, message, _comments, _context in extract_from_dir(
            str(loaded.folder), _METHODS, keywords=_KEYWORDS
        ):
            first = message[0] if isinstance(message, tuple) else message
            if not _is_known(str(first)):
                yield f"{file}:{line}: {first!r}"


def _is_known(text: str) -> bool:
    """Whether the words of the language of this moment hold a text."""
    from core.wording import _texts

    catalog = getattr(_texts(), "_catalog", {})
    return text in catalog or (text, 0) in catalog
