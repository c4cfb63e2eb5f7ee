"""Dates and times as people in the Netherlands write them."""

import datetime as dt
import re
from typing import Any, Final

from marshmallow import ValidationError, fields

from core.wording import _

MONTHS: Final = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]

_NUMERIC = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_WORDS = re.compile(r"(\d{1,2})\s+([a-z]{3,9})\.?\s+(\d{4})")
_TIME = re.compile(r"(\d{1,2})\s*[.:u]\s*(\d{2})(?::00)?(?:\s*uur)?")
_HOUR = re.compile(r"(\d{1,2})\s*(?:uur|u)")


class DutchDate(fields.Field[dt.date]):
    """4-12-2026, 4/12/2026, 4 december 2026 or 2026-12-04 to a date; written as ISO."""

    def __init__(
        self, earliest: dt.date | None = None, latest: dt.date | None = None, **options: Any
    ) -> None:
        super().__init__(**options)
        self.earliest = earliest
        self.latest = latest

    def _serialize(self, value: dt.date | None, *_a: Any, **_k: Any) -> str | None:
        return value.isoformat() if value else None

    def _deserialize(self, value: Any, *_a: Any, **_k: Any) -> dt.date:
        date = read_date(value) if isinstance(value, str) else value
        if not isinstance(date, dt.date):
            raise ValidationError(_("Vul een datum in, bijvoorbeeld 4-12-2026."))
        if self.earliest and date < self.earliest:
            raise ValidationError(_("Kies %(date)s of later.", date=written(self.earliest)))
        if self.latest and date > self.latest:
            raise ValidationError(_("Kies %(date)s of eerder.", date=written(self.latest)))
        return date


class DutchTime(fields.Field[dt.time]):
    """14.30, 14:30 or "14 uur" to a time; written as 14:30."""

    def _serialize(self, value: dt.time | None, *_a: Any, **_k: Any) -> str | None:
        return value.strftime("%H:%M") if value else None

    def _deserialize(self, value: Any, *_a: Any, **_k: Any) -> dt.time:
        time = read_time(value) if isinstance(value, str) else None
        if time is None:
            raise ValidationError(_("Vul een tijd in, bijvoorbeeld 14.30."))
        return time


def read_date(text: str) -> dt.date | None:
    """Read a date; None when it has another form. Raises ValidationError for 31-2-2026."""
    numbers = _numbers(text.strip().lower())
    if numbers is None:
        return None
    year, month, day = numbers
    if not 1900 <= year <= 2100:
        raise ValidationError(_("Controleer het jaar: %(year)s.", year=year))
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise ValidationError(
            _("%(date)s bestaat niet. Controleer dag en maand.", date=text.strip())
        ) from None


def _numbers(text: str) -> tuple[int, int, int] | None:
    if found := _NUMERIC.fullmatch(text):
        return int(found[3]), int(found[2]), int(found[1])
    if found := _ISO.fullmatch(text):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _WORDS.fullmatch(text):
        month = month_number(found[2])
        return (int(found[3]), month, int(found[1])) if month else None
    return None


def month_number(word: str) -> int | None:
    """Return 1 to 12 for a month's Dutch name or its first letters ("mrt" too)."""
    word = "maa" if word == "mrt" else word
    matches = [number for number, name in enumerate(MONTHS, 1) if name.startswith(word)]
    return matches[0] if len(matches) == 1 else None


def read_time(text: str) -> dt.time | None:
    """Read a time of the day; None when it is none."""
    text = text.strip().lower()
    if found := _TIME.fullmatch(text):
        hour, minute = int(found[1]), int(found[2])
    elif found := _HOUR.fullmatch(text):
        hour, minute = int(found[1]), 0
    else:
        return None
    return dt.time(hour, minute) if hour < 24 and minute < 60 else None


def written(date: dt.date) -> str:
    """Return a date as it is typed: 4-12-2026."""
    return f"{date.day}-{date.month}-{date.year}"
