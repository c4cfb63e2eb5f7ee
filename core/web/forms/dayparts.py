"""The week in 21 parts: seven days, each with a morning, an afternoon and an evening.

Bit `3 * day + part` stands for one part: Monday morning is bit 0, Sunday evening bit 20.
"""

from collections.abc import Iterable
from typing import Any, Final

from marshmallow import ValidationError, fields

from core.wording import _, _l

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


class Dayparts(fields.Field[int]):
    """Chosen parts, as numbers 0 to 20 in a list or as one mask, to a mask of 21 bits."""

    def _serialize(self, value: int | None, *_a: Any, **_k: Any) -> int | None:
        return value

    def _deserialize(self, value: Any, *_a: Any, **_k: Any) -> int:
        mask = _mask(value)
        if mask is None or not 0 <= mask <= WHOLE_WEEK:
            raise ValidationError(_("Kies een of meer dagdelen."))
        if mask == 0 and self.required:
            raise ValidationError(self.error_messages["required"])
        return mask


def _mask(value: Any) -> int | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if not isinstance(value, list):
        return None
    numbers = [str(item) for item in value]
    known = {str(number) for number in range(COUNT)}
    return mask_of(map(int, numbers)) if known.issuperset(numbers) else None


def mask_of(numbers: Iterable[int]) -> int:
    """Return the mask for the numbers of the chosen parts."""
    mask = 0
    for number in numbers:
        mask |= 1 << number
    return mask


def numbers_of(mask: int) -> list[int]:
    """Return the numbers of the parts in a mask."""
    return [number for number in range(COUNT) if mask >> number & 1]


def dayparts_in_words(mask: int) -> list[str]:
    """Return one line a day: "woensdag middag en avond", "zaterdag hele dag"."""
    lines = []
    for day, name in enumerate(DAYS):
        parts = [str(part) for index, part in enumerate(PARTS) if mask >> (3 * day + index) & 1]
        if len(parts) == len(PARTS):
            lines.append(_("%(day)s hele dag", day=name))
        elif parts:
            lines.append(f"{name} " + _(" en ").join(parts))
    return lines
