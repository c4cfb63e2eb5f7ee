"""Dates, amounts and numbers as the screens write them, in the reader's language."""

import datetime as dt
import re
import unicodedata

from babel.dates import format_date
from babel.numbers import format_decimal
from flask import Flask

from core.wording import _, locale, ngettext

NO_VALUE = "–"
"""Stands where there is no value: no filter fails on None."""
_BREAK_FREE = "\u00a0"


def short_date(date: dt.date | None) -> str:
    """Return "vr 20 nov"."""
    return _date(date, "EEEEEE d MMM") if date else NO_VALUE


def brief_date(date: dt.date | None) -> str:
    """Return "20 nov"."""
    return _date(date, "d MMM") if date else NO_VALUE


def long_date(date: dt.date | None) -> str:
    """Return "9 november 2026"."""
    return _date(date, "d MMMM y") if date else NO_VALUE


def day_date(date: dt.date | None) -> str:
    """Return "maandag 23 november"."""
    return _date(date, "EEEE d MMMM") if date else NO_VALUE


def weekday(date: dt.date | None) -> str:
    """Return "dinsdag"."""
    return _date(date, "EEEE") if date else NO_VALUE


def day_of_month(date: dt.date | None) -> str:
    """Return "18 november"."""
    return _date(date, "d MMMM") if date else NO_VALUE


def month(date: dt.date | None) -> str:
    """Return "november 2026"."""
    return _date(date, "LLLL y") if date else NO_VALUE


def numeric_date(date: dt.date | None) -> str:
    """Return "4-12-2026", as dates are typed."""
    return f"{date.day}-{date.month}-{date.year}" if date else NO_VALUE


def clock(time: dt.time | dt.datetime | None) -> str:
    """Return "14.30 uur"."""
    if time is None:
        return NO_VALUE
    return _("%(time)s uur", time=f"{time.hour}.{time.minute:02}")


def euros(cents: int | None) -> str:
    """Return "€ 18.600", or "€ 12,50" when there are cents; `cents` are whole cents."""
    if cents is None:
        return NO_VALUE
    pattern = "#,##0.00" if cents % 100 else "#,##0"
    amount = format_decimal(abs(cents) / 100, format=pattern, locale=locale())
    return f"{'-' if cents < 0 else ''}€{_BREAK_FREE}{amount}"


def number(value: float | None) -> str:
    """Return "1.214", or "1,2" for a fraction."""
    return NO_VALUE if value is None else str(format_decimal(value, "#,##0.##", locale=locale()))


def percentage(share: float | None) -> str:
    """Return "88%" for 0.88; the caller takes care that it stands for ten or more."""
    return NO_VALUE if share is None else f"{int(share * 100 + 0.5)}%"


def weeks_between(since: dt.date | None, today: dt.date) -> int:
    """Return the whole weeks from one day to another; 0 when it lies ahead or is unknown."""
    return max(0, (today - since).days // 7) if since else 0


def weeks_since(since: dt.date | None, today: dt.date) -> str:
    """Return "6 weken" or "1 week"."""
    weeks = weeks_between(since, today)
    return str(ngettext("%(num)s week", "%(num)s weken", weeks)) if since else NO_VALUE


def in_words_ago(date: dt.date | None, today: dt.date) -> str:
    """Return "vandaag", "gisteren", "5 dagen geleden", "3 weken geleden", "over 2 dagen"."""
    if date is None:
        return NO_VALUE
    days = (today - date).days
    near = {0: _("vandaag"), 1: _("gisteren"), -1: _("morgen")}
    if days in near:
        return near[days]
    return (
        _("%(span)s geleden", span=_span(days))
        if days > 0
        else _("over %(span)s", span=_span(-days))
    )


def anchor(words: str) -> str:
    """Return words as an id: "Wie helpt nu?" becomes "wie-helpt-nu"."""
    plain = unicodedata.normalize("NFKD", str(words)).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "deel"


def register_filters(app: Flask) -> None:
    """Give templates the functions of this file as filters."""
    for function in (
        short_date, brief_date, long_date, day_date, weekday, day_of_month, month, numeric_date,
        clock, euros, number, percentage, weeks_between, weeks_since, in_words_ago, anchor,
    ):  # fmt: skip
        app.add_template_filter(function)


def _span(days: int) -> str:
    if days < 14:
        return str(ngettext("%(num)s dag", "%(num)s dagen", days))
    if days < 61:
        return str(ngettext("%(num)s week", "%(num)s weken", days // 7))
    if days < 730:
        return str(ngettext("%(num)s maand", "%(num)s maanden", round(days / 30.44)))
    return _("%(num)s jaar", num=days // 365)


def _date(date: dt.date, pattern: str) -> str:
    return str(format_date(date, pattern, locale=locale())).replace(".", "")
