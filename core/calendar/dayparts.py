"""Dayparts: a week as 21 bits, seven days (Monday first) of morning, afternoon and evening.

Bit `3 * day + part` stands for one: Monday morning is bit 0, Sunday evening bit 20. A mask of 0
means that nothing is known or chosen.
"""

from collections.abc import Iterable
from typing import Final

from core.wording import Text, _, _l

DAYS: Final = (
    _l("maandag"),
    _l("dinsdag"),
    _l("woensdag"),
    _l("donderdag"),
    _l("vrijdag"),
    _l("zaterdag"),
    _l("zondag"),
)
PARTS: Final = (_l("ochtend"), _l("middag"), _l("avond"))
COUNT: Final = len(DAYS) * len(PARTS)
WHOLE_WEEK: Final = (1 << COUNT) - 1
WHOLE_DAY: Final = 0b111
WEEKDAYS: Final = (1 << 15) - 1
WEEKEND: Final = WHOLE_WEEK ^ WEEKDAYS
MORNINGS: Final = sum(1 << 3 * day for day in range(5))
"""The mornings of the five weekdays; shifted by one the afternoons, by two the evenings."""
KEYS: Final = tuple(
    f"{day}-{part}"
    for day in ("ma", "di", "wo", "do", "vr", "za", "zo")
    for part in ("ochtend", "middag", "avond")
)
"""The name of each bit in data: "wo-middag"."""
PHRASES: Final[tuple[tuple[int, Text], ...]] = (
    (WHOLE_WEEK, _l("elke dag")),
    (WEEKDAYS, _l("elke doordeweekse dag")),
    (MORNINGS, _l("elke doordeweekse ochtend")),
    (MORNINGS << 1, _l("elke doordeweekse middag")),
    (MORNINGS << 2, _l("elke doordeweekse avond")),
    (WEEKEND, _l("het hele weekend")),
)


def mask_of(numbers: Iterable[int]) -> int:
    """Return the mask for the numbers (0 to 20) of dayparts."""
    mask = 0
    for number in numbers:
        mask |= 1 << number
    return mask


def numbers_of(mask: int) -> list[int]:
    """Return the numbers of the dayparts in a mask."""
    return [number for number in range(COUNT) if mask >> number & 1]


def from_keys(chosen: Iterable[str]) -> int:
    """Return the mask of keys such as "wo-middag"; raises ValueError for an unknown key."""
    return mask_of(KEYS.index(key) for key in chosen)


def describe(mask: int) -> str:
    """Return a mask in words: "woensdagmiddag en zaterdag"; "geen dagdeel" for 0.

    Raises ValueError for a mask of more than 21 bits.
    """
    if not 0 <= mask <= WHOLE_WEEK:
        raise ValueError(f"a mask of dayparts has 21 bits: {mask}")
    pieces: list[str] = []
    rest = mask
    for phrase_mask, phrase in PHRASES:
        if rest & phrase_mask == phrase_mask:
            pieces.append(str(phrase))
            rest &= ~phrase_mask
    for day in range(len(DAYS)):
        pieces += _describe_day(day, rest >> 3 * day & WHOLE_DAY)
    return _enumerate(pieces) if pieces else _("geen dagdeel")


def _describe_day(day: int, parts: int) -> list[str]:
    if parts == WHOLE_DAY:
        return [str(DAYS[day])]
    chosen = (part for number, part in enumerate(PARTS) if parts >> number & 1)
    return [_("%(day)s%(part)s", day=DAYS[day], part=part) for part in chosen]


def _enumerate(pieces: list[str]) -> str:
    if len(pieces) == 1:
        return pieces[0]
    return _("%(some)s en %(last)s", some=", ".join(pieces[:-1]), last=pieces[-1])
