"""A burgerservicenummer is never kept: it is taken out of everything that people write.

Outside government a BSN needs a law of its own (Uitvoeringswet AVG, article 46), so texts from
outside lose every number of nine digits that passes the elf-proef.
"""

import re

MARK = "[bsn]"
"""What stands in the place of a number; shorter than any, so a text never grows too long."""

_NINE_DIGITS = re.compile(
    r"(?<!\d)(?:\d{9}|\d{3}([ .\-])\d{3}\1\d{3}|\d{4}([ .\-])\d{2}\2\d{3})(?!\d)"
)
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def is_bsn(text: str) -> bool:
    """Whether the nine digits in a text pass the elf-proef."""
    digits = [int(sign) for sign in text if sign.isdecimal()]
    if len(digits) != len(_WEIGHTS) or not any(digits):
        return False
    return sum(w * digit for w, digit in zip(_WEIGHTS, digits, strict=True)) % 11 == 0


def without_bsn(text: str) -> str:
    """Return the text with `MARK` in the place of each BSN."""
    return _NINE_DIGITS.sub(lambda found: MARK if is_bsn(found[0]) else found[0], text)
