"""The field for a week in 21 dayparts."""

from typing import Any

from marshmallow import ValidationError, fields

from core.calendar.dayparts import COUNT, WHOLE_WEEK, mask_of
from core.wording import _


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
