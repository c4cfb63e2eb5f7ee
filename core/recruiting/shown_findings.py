"""What was found in a text, as its page shows it: marked in the text, in words, and made wider."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from core.recruiting.crowd import Crowd
from core.recruiting.finding_words import LABELS, REASONS, title_of
from core.recruiting.overruled import Overruled
from core.recruiting.proposing import Coarsened
from core.recruiting.recognising import MAY_BE_FALSE, SENTENCE, Finding, coarser
from core.recruiting.wording import Fields, text_of
from core.wording import Text

Pieces = tuple[tuple[str, bool], ...]
"""A sentence in pieces, and which of them are marked."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One finding on the page; `wider` is what "Maak grover" makes of it."""

    key: str
    title: str
    reason: Text
    wider: str
    quote: str
    may_be_false: bool


@dataclass(frozen=True, slots=True)
class FalseAlarm:
    """Words that were kept, with why, by whom and when."""

    quote: str
    reason: str
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class MadeWider:
    """Something that was made wider, and how many fit now."""

    part: str
    label: Text
    before: str
    after: str
    children: int | None


def shown_finding(one: Finding, fields: Fields, sentence: str, area: str) -> Shown:
    """One finding in words, with what would stand there when it is told more widely."""
    wider, told = coarser(fields, sentence, one)
    text = text_of(wider, told, area)
    after = told if one.part == SENTENCE else text.title if one.part == "who" else text.lines[0]
    is_soft = one.trace in MAY_BE_FALSE
    return Shown(one.key, title_of(one), REASONS[one.trace], after, one.quote, is_soft)


def false_alarm(one: Overruled, names: Mapping[UUID, str]) -> FalseAlarm:
    """A warning that was kept; `names` are those of who works here."""
    return FalseAlarm(one.quote, one.reason, names.get(one.by, "") if one.by else "", one.on)


def made_wider(one: Coarsened, fields: Fields, crowd: Crowd) -> MadeWider:
    """What was made wider, in words; how many children fit is said of for whom it is only."""
    children = crowd.children(fields) if one.part == "who" else None
    return MadeWider(one.part, LABELS[one.trace], one.before, one.after, children)


def marked(text: str, quotes: tuple[str, ...]) -> Pieces:
    """A text in pieces, with what was found marked where it is first said."""
    spans = []
    for quote in quotes:
        start = text.casefold().find(quote.casefold()) if quote else -1
        if start >= 0:
            spans.append((start, start + len(quote)))
    pieces: list[tuple[str, bool]] = []
    at = 0
    for start, end in sorted(spans):
        if start < at:
            continue
        pieces += [(text[at:start], False), (text[start:end], True)]
        at = end
    return tuple(piece for piece in (*pieces, (text[at:], False)) if piece[0])
