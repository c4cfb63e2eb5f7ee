"""Dayparts as people type them: "ma middag, wo ochtend", and whatever `describe` says of a week.

A comma parts one moment from the next; "en" does not: "ma en wo middag" is two afternoons. A part
that is glued to its day is of that day alone, as in "maandag en woensdagmiddag". A day without a
part is the whole day. "Za, wo middag" may mean two things: it is not guessed at.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from core.calendar.dayparts import WHOLE_DAY

_NAMES: Final = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_PARTS: Final = {
    **dict.fromkeys(("ochtend", "ochtends", "ochtenden", "morgen", "morgens", "voormiddag", "vm"),
                    0b001),
    **dict.fromkeys(("namiddag", "nm", "middag", "middags", "middagen"), 0b010),
    **dict.fromkeys(("avond", "avonds", "avonden"), 0b100),
}  # fmt: skip
_WHOLE: Final = frozenset({"dag", "dagen"})
_GROUPS: Final = {
    **dict.fromkeys(("doordeweeks", "doordeweekse", "werkdag", "werkdagen", "weekdag", "weekdagen"),
                    range(5)),
    **dict.fromkeys(("weekend", "weekends", "weekenden"), range(5, 7)),
    "altijd": range(7),
}  # fmt: skip
_EVERY: Final = frozenset({"elke", "iedere", "alle"})
_FILLING: Final = frozenset({"de", "het", "hele", "in", "op", "s", "vaste", "en"})
_UNTIL: Final = re.compile(r"\b(?:t\s*/\s*m|tm|tot en met|tot)\b")
_WORD: Final = re.compile(r"[a-z]+|[-,]")
_SIGNS: Final = re.compile(r"[^a-z\s,/&+'-]")


class _Week:
    """The week so far: days that wait for their part, and what is certain of the rest."""

    def __init__(self) -> None:
        self.mask = self.parts = 0
        self.days: list[int] = []
        self.every = self.named = self.in_doubt = False
        self.until = ""

    def end_moment(self) -> None:
        """A comma, or the end: what waits for a part gets the whole day."""
        if self.until == "tm":
            raise ValueError
        self.in_doubt = self.named and not self.parts
        self.close()

    def close(self) -> None:
        """Days with their parts become certain."""
        for day in self.days:
            self.mask |= (self.parts or WHOLE_DAY) << 3 * day
        self.days, self.parts, self.every, self.named, self.until = [], 0, False, False, ""

    def add_day(self, day: int, part: int) -> None:
        """A day, alone or the last of a range, with the part that is glued to it."""
        if self.parts or (part and not self.until):
            if self.until == "tm":
                raise ValueError
            self.close()
        first = self.days[-1] if self.until and self.days else day
        self.days += [(first + more) % 7 for more in range((day - first) % 7 + 1)]
        self.parts, self.named, self.until = part, True, ""
        self.in_doubt = self.in_doubt and not part

    def add_group(self, days: Iterable[int]) -> None:
        """Some days by one word."""
        if self.days:
            self.close()
        self.days, self.in_doubt = list(days), False

    def add_part(self, part: int) -> None:
        """A part for all days that wait for one."""
        if not self.days and self.every:
            self.add_group(range(7))
        if not self.days or self.in_doubt or self.until == "tm":
            raise ValueError
        self.parts, self.until = self.parts | part, ""


def read_dayparts(text: str) -> int:
    """The mask of a week in words; raises ValueError when they are not understood."""
    bare = unicodedata.normalize("NFKD", re.sub("[–—]", "-", text))
    bare = re.sub(r"[;.\n]", ",", bare.encode("ascii", "ignore").decode().lower())
    bare = _UNTIL.sub(" tm ", bare)
    if _SIGNS.search(bare):
        raise ValueError(text)
    week = _Week()
    for word in _WORD.findall(bare):
        _take(week, word)
    week.end_moment()
    if not week.mask:
        raise ValueError(text)
    return week.mask


def _take(week: _Week, word: str) -> None:
    if word == ",":
        week.end_moment()
    elif word in ("tm", "-"):
        week.until = word
    elif word in _EVERY:
        week.every = True
    elif word in _GROUPS:
        week.add_group(_GROUPS[word])
    elif word in _PARTS or word in _WHOLE:
        week.add_part(_PARTS.get(word, WHOLE_DAY))
    elif word not in _FILLING:
        week.add_day(*_day(word))


def _day(word: str) -> tuple[int, int]:
    for ending, part in (("", 0), *_PARTS.items()):
        stem = word.removesuffix(ending)
        if not word.endswith(ending) or len(stem) < len("ma"):
            continue
        for number, name in enumerate(_NAMES):
            if name.startswith(stem) or stem in (f"{name}s", f"{name}en"):
                return number, part
    raise ValueError(word)
