"""Dayparts: a week as 21 bits, seven days (Monday first) of morning, afternoon and evening.

Bit `3 * day + part`; day 0 is Monday, part 0 is the morning. A mask of 0 means that nothing is
known or chosen.
"""

from collections.abc import Iterable
from enum import IntEnum

from core.wording import Text, _l


class Day(IntEnum):
    """A day of the week, Monday first."""

    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4
    SATURDAY = 5
    SUNDAY = 6


class Part(IntEnum):
    """A part of the day."""

    MORNING = 0
    AFTERNOON = 1
    EVENING = 2


DAY_KEYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
PART_KEYS = ("ochtend", "middag", "avond")
DAY_NAMES = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
PART_NAMES = PART_KEYS
ALL = (1 << 21) - 1
WHOLE_DAY = 0b111
WEEKDAYS = sum(WHOLE_DAY << 3 * day for day in range(5))
WEEKEND = ALL ^ WEEKDAYS
WEEKDAY_PARTS = tuple(sum(1 << 3 * day + part for day in range(5)) for part in range(3))
PHRASES: tuple[tuple[int, str], ...] = (
    (ALL, "elke dag"),
    (WEEKDAYS, "elke doordeweekse dag"),
    (WEEKDAY_PARTS[Part.MORNING], "elke doordeweekse ochtend"),
    (WEEKDAY_PARTS[Part.AFTERNOON], "elke doordeweekse middag"),
    (WEEKDAY_PARTS[Part.EVENING], "elke doordeweekse avond"),
    (WEEKEND, "het hele weekend"),
)
LABELS: dict[str, Text] = {
    "ma": _l("maandag"),
    "di": _l("dinsdag"),
    "wo": _l("woensdag"),
    "do": _l("donderdag"),
    "vr": _l("vrijdag"),
    "za": _l("zaterdag"),
    "zo": _l("zondag"),
    "ochtend": _l("ochtend"),
    "middag": _l("middag"),
    "avond": _l("avond"),
}
"""Labels for the rows and columns of a form's grid of dayparts."""


def daypart(day: Day | int, part: Part | int) -> int:
    """Return the mask of one daypart; raises ValueError for a day or part that is not there."""
    return 1 << 3 * Day(day) + Part(part)


def keys(mask: int = ALL) -> tuple[str, ...]:
    """Return the keys of the dayparts in a mask ("wo-middag"), in the order of the week."""
    _check(mask)
    pairs = ((bit, f"{DAY_KEYS[bit // 3]}-{PART_KEYS[bit % 3]}") for bit in range(21))
    return tuple(key for bit, key in pairs if mask >> bit & 1)


def from_keys(chosen: Iterable[str]) -> int:
    """Return the mask of keys such as "wo-middag"; raises ValueError for an unknown key."""
    known = keys()
    mask = 0
    for key in chosen:
        if key not in known:
            raise ValueError(f"unknown daypart: {key!r}")
        mask |= 1 << known.index(key)
    return mask


def parse(text: str) -> int:
    """Return the mask of Dutch words: "woensdagmiddag en zaterdag", "wo-middag, za".

    Takes everything that `describe` writes, days (the whole day), dayparts, keys and "weekend";
    separated by commas and "en". Empty text is 0. Raises ValueError for anything else.
    """
    words = text.casefold().replace(" en ", ",").split(",")
    mask = 0
    for word in (" ".join(word.split()) for word in words):
        mask |= _parse_one(word) if word else 0
    return mask


def describe(mask: int) -> str:
    """Return a mask in Dutch words: "woensdagmiddag en zaterdag"; "geen dagdeel" for 0.

    `parse` reads it back. Raises ValueError for a mask of more than 21 bits.
    """
    _check(mask)
    pieces: list[str] = []
    rest = mask
    for phrase_mask, phrase in PHRASES:
        if rest & phrase_mask == phrase_mask:
            pieces.append(phrase)
            rest &= ~phrase_mask
    pieces += [piece for day in Day for piece in _describe_day(day, rest >> 3 * day & WHOLE_DAY)]
    return _enumerate(pieces) if pieces else "geen dagdeel"


def overlap(a: int, b: int) -> int:
    """Return the dayparts that are in both masks."""
    _check(a)
    _check(b)
    return a & b


def count(mask: int) -> int:
    """Return how many dayparts are in a mask."""
    _check(mask)
    return mask.bit_count()


def _check(mask: int) -> None:
    if not 0 <= mask <= ALL:
        raise ValueError(f"a mask of dayparts has 21 bits: {mask}")


def _describe_day(day: Day, parts: int) -> list[str]:
    if parts == WHOLE_DAY:
        return [DAY_NAMES[day]]
    return [DAY_NAMES[day] + PART_NAMES[part] for part in Part if parts >> part & 1]


def _enumerate(pieces: list[str]) -> str:
    if len(pieces) == 1:
        return pieces[0]
    return ", ".join(pieces[:-1]) + " en " + pieces[-1]


def _parse_one(word: str) -> int:
    fixed = {phrase: mask for mask, phrase in PHRASES}
    fixed |= {"weekend": WEEKEND, "het weekend": WEEKEND, "geen dagdeel": 0}
    if word in fixed:
        return fixed[word]
    for day in Day:
        for name in (DAY_NAMES[day], DAY_KEYS[day]):
            part = word.removeprefix(name).strip(" -")
            if word.startswith(name) and part in ("", *PART_NAMES):
                return daypart(day, PART_NAMES.index(part)) if part else WHOLE_DAY << 3 * day
    raise ValueError(f"unknown daypart: {word!r}")
