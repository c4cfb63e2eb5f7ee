"""Whether a text may tell whose family it is, and what to say instead.

Nobody is called: this looks at words alone, without a database. It may miss something, and says
so on the screen; a person reads the text as well.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from core.bsn import without_bsn
from core.lessons.identifying import MAIL, PHONE, names_in
from core.recruiting import telltale
from core.recruiting.copied import copied_parts
from core.recruiting.crowd import Crowd
from core.recruiting.wording import (
    AGE,
    DAYS,
    GEMEENTE,
    PLACE,
    REGION,
    Fields,
    band_of,
    often_words,
    where_words,
    who_words,
)

SENTENCE = "sentence"
_WORD = re.compile(r"[^\W\d_][\w'’-]+")


class Trace(StrEnum):
    """What in a text may tell who somebody is."""

    NAME = "name"
    CAPITAL = "capital"
    ORGANISATION = "organisation"
    ADDRESS = "address"
    REACH = "reach"
    BSN = "bsn"
    AGE = "age"
    DAY = "day"
    CIRCUMSTANCE = "circumstance"
    ORIGIN = "origin"
    COPIED = "copied"
    SMALL_PLACE = "small_place"
    RARE = "rare"


MAY_BE_FALSE = frozenset({Trace.CAPITAL})
"""What a coordinator may keep with a reason: a capital of which nobody here has the name.

All else is never let through: what a known family, an organisation or the file says, an age, a day,
an illness, and a combination that fits too few. Told more widely it can stand.
"""


@dataclass(frozen=True, slots=True)
class Known:
    """What the text is laid beside: names, organisations, and what the family told (unsealed)."""

    names: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()
    told: tuple[str, ...] = ()
    area: str = ""
    crowd: Crowd = field(default_factory=Crowd)


@dataclass(frozen=True, slots=True)
class Finding:
    """One trace: in which part (a name of `Fields`, or the sentence), the words, and where."""

    trace: Trace
    part: str
    quote: str
    start: int = 0
    end: int = 0

    @property
    def key(self) -> str:
        """What its button says to the server."""
        return f"{self.trace}-{self.part}-{self.start}"


def findings(fields: Fields, sentence: str, known: Known) -> tuple[Finding, ...]:
    """Everything that may tell who it is; none: as far as the program can see, nobody."""
    return (*_in_fields(fields, sentence, known), *_in_sentence(sentence, known))


def coarser(fields: Fields, sentence: str, found: Finding) -> tuple[Fields, str]:
    """The same, with this one told more widely; a sentence is replaced or left out."""
    if found.part == SENTENCE:
        return fields, _coarser_sentence(sentence, found)
    wider = {"who": _wider_who, "often": _wider_often, "where": _wider_where}[found.part]
    return replace(fields, **{found.part: wider(getattr(fields, found.part))}), sentence


def _in_fields(fields: Fields, sentence: str, known: Known) -> Iterator[Finding]:
    if fields.who.startswith(AGE):
        yield Finding(Trace.AGE, "who", who_words(fields.who))
    if fields.often.startswith(DAYS):
        yield Finding(Trace.DAY, "often", often_words(fields.often))
    where = where_words(fields.where, known.area)
    if fields.where.startswith(PLACE) and (sentence.strip() or fields.often.startswith(DAYS)):
        yield Finding(Trace.SMALL_PLACE, "where", where)
    elif not known.crowd.is_enough(fields):
        yield Finding(Trace.RARE, "where", where)


def _in_sentence(sentence: str, known: Known) -> list[Finding]:
    words = _without_wide(sentence)
    found = [
        *_named(words, known.names),
        *_whole(words, known.organisations, known.area),
        *(_matched(words, Trace.REACH, MAIL, PHONE)),
        *(_matched(words, Trace.ADDRESS, *telltale.ADDRESSES)),
        *(_matched(words, Trace.ORGANISATION, *telltale.ORGANISATIONS)),
        *(_matched(words, Trace.AGE, *telltale.AGES)),
        *(_matched(words, Trace.DAY, *telltale.MOMENTS)),
        *(_matched(words, Trace.CIRCUMSTANCE, telltale.CIRCUMSTANCES)),
        *(_matched(words, Trace.ORIGIN, telltale.ORIGINS)),
        *(_piece(words, Trace.COPIED, *span) for span in copied_parts(words, known.told)),
        *_capitals(words, known),
    ]
    if without_bsn(words) != words:
        found.append(_piece(words, Trace.BSN, 0, len(words)))
    return _apart(found)


def _without_wide(text: str) -> str:
    """The text with blanks for its wide sentences, so that every other letter keeps its place."""
    for words, start in _sentences(text):
        if words in telltale.WIDE:
            text = text[:start] + " " * len(words) + text[start + len(words) :]
    return text


def _apart(found: list[Finding]) -> list[Finding]:
    """One finding for the same words: the first that was looked for names it best."""
    kept: list[Finding] = []
    for one in found:
        if not any(one.start < other.end and other.start < one.end for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def _matched(words: str, trace: Trace, *patterns: re.Pattern[str]) -> Iterator[Finding]:
    for pattern in patterns:
        for match in pattern.finditer(words):
            yield _piece(words, trace, *match.span())


def _named(words: str, names: frozenset[str]) -> Iterator[Finding]:
    for name in names_in(words, names):
        parts = [name, *(part for part in name.split() if part[0].isupper())]
        spans = (re.search(re.escape(part), words, re.IGNORECASE) for part in parts)
        match = next((span for span in spans if span), None)
        yield _piece(words, Trace.NAME, *(match.span() if match else (0, len(words))))


def _whole(words: str, organisations: frozenset[str], area: str) -> Iterator[Finding]:
    """Organisations by name, also without what kind of house it is and where it stands."""
    for name in organisations:
        short = telltale.own_part(name, area)
        match = re.search(rf"\b{re.escape(short)}\b", words, re.IGNORECASE) if short else None
        if match:
            yield _piece(words, Trace.ORGANISATION, *match.span())


def _capitals(words: str, known: Known) -> Iterator[Finding]:
    """A capital within a sentence is a name, known here or not; the gemeente's is everybody's.

    Of a word that the family or its referrer wrote too, nobody may say that it is none.
    """
    ours = set(known.area.split())
    told = {word.casefold() for text in known.told for word in _WORD.findall(text)}
    for sentence, start in _sentences(words):
        for match in _WORD.finditer(sentence):
            if match.start() and match[0][0].isupper() and match[0] not in ours:
                trace = Trace.NAME if match[0].casefold() in told else Trace.CAPITAL
                yield _piece(words, trace, start + match.start(), start + match.end())


def _piece(words: str, trace: Trace, start: int, end: int) -> Finding:
    return Finding(trace, SENTENCE, words[start:end], start, end)


def _sentences(text: str) -> Iterator[tuple[str, int]]:
    for match in re.finditer(r"\S.*?(?:[.!?]+(?=\s|$)|$)", text, re.MULTILINE):
        words = match[0].rstrip()
        yield words, match.start()


def _coarser_sentence(text: str, found: Finding) -> str:
    """What is left when the sentence with the words in it is told widely, or not at all."""
    kept: list[str] = []
    for words, start in _sentences(text):
        told = words
        if words not in telltale.WIDE and start < found.end and found.start < start + len(words):
            told = telltale.widely(words)
        if told and told not in kept:
            kept.append(told)
    return " ".join(kept)


def _wider_who(key: str) -> str:
    return band_of(int(key.removeprefix(AGE))) if key.startswith(AGE) else "child"


def _wider_often(key: str) -> str:
    return "together" if not key.startswith(DAYS) else telltale.how_often(key)


def _wider_where(key: str) -> str:
    return GEMEENTE if key.startswith(PLACE) else REGION
