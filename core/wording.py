"""The type of a text that is shown to a reader: plain, or translated when it is shown."""

from typing import TypeAlias

from flask_babel.speaklater import LazyString

Text: TypeAlias = str | LazyString


def comma(number: float) -> str:
    """Return a number as Dutch readers write it, with one decimal at most: 6.1 → "6,1"."""
    return f"{number:.1f}".removesuffix(".0").replace(".", ",")
