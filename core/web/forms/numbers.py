"""Whole numbers and amounts of money as people in the Netherlands write them."""

import re
from typing import Any

from marshmallow import ValidationError, fields

from core.wording import _

_WHOLE = re.compile(r"-?(\d+|\d{1,3}(\.\d{3})+)", re.ASCII)
_MONEY = re.compile(r"(\d+|\d{1,3}(?:\.\d{3})+)(?:,(\d{1,2}|-))?|(\d+)\.(\d{2})", re.ASCII)
_TOO_LONG = 15


class WholeNumber(fields.Field[int]):
    """12 or 1.214 to a whole number between two bounds."""

    def __init__(self, least: int | None = None, most: int | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.least = least
        self.most = most

    def _serialize(self, value: int | None, *_a: Any, **_k: Any) -> int | None:
        return value

    def _deserialize(self, value: Any, *_a: Any, **_k: Any) -> int:
        number = read_whole(value) if isinstance(value, str) else value
        if not isinstance(number, int) or isinstance(number, bool):
            raise ValidationError(_("Vul een heel getal in, bijvoorbeeld 12."))
        if self.least is not None and number < self.least:
            raise ValidationError(_("Vul %(least)s of meer in.", least=self.least))
        if self.most is not None and number > self.most:
            raise ValidationError(_("Vul %(most)s of minder in.", most=self.most))
        return number


class Money(fields.Field[int]):
    """18.600 or € 12,50 to cents. A number in a JSON body is in cents already."""

    def _serialize(self, value: int | None, *_a: Any, **_k: Any) -> int | None:
        return value

    def _deserialize(self, value: Any, *_a: Any, **_k: Any) -> int:
        cents = read_cents(value) if isinstance(value, str) else value
        if not isinstance(cents, int) or isinstance(cents, bool) or cents < 0:
            raise ValidationError(_("Vul een bedrag in, bijvoorbeeld 18.600 of 12,50."))
        return cents


def read_whole(text: str) -> int | None:
    """Read a whole number with or without points between thousands; None when it is none."""
    text = text.strip().replace("\u2212", "-")
    if len(text) > _TOO_LONG or not _WHOLE.fullmatch(text):
        return None
    return int(text.replace(".", ""))


def read_cents(text: str) -> int | None:
    """Read an amount in euros and return cents; None when it is none."""
    text = text.replace("€", "").replace("\u00a0", " ").strip()
    found = _MONEY.fullmatch(text)
    if found is None or len(text) > _TOO_LONG:
        return None
    euros, cents = (found[1], found[2]) if found[1] else (found[3], found[4])
    rest = (cents or "").replace("-", "").ljust(2, "0")
    return int(euros.replace(".", "")) * 100 + int(rest)


def typed_cents(cents: int) -> str:
    """Return cents as an amount is typed: 18600 or 12,50."""
    euros, rest = divmod(cents, 100)
    return f"{euros},{rest:02}" if rest else str(euros)
