"""Where a long word of a title may be broken, so that it fits a phone, with a hyphen.

Browsers break words by themselves where they have a dictionary of the language; many have none of
Dutch, and then cut a word anywhere, without a hyphen.
"""

import re

from markupsafe import Markup

SOFT_HYPHEN = "\u00ad"
SEAMS = (
    "accountants|verklaring",
    "consultatie|bureau",
    "jeugd|gezondheids|zorg",
    "kinder|postzegels",
    "onder|toezicht|stelling",
    "registratie|systeem",
    "subsidie|verantwoording",
    "toe|gankelijk|heid",
)
"""Words of titles that are wider than a phone, with the places where they are joined."""


_FOUND = tuple(
    (re.compile("({})".format(")(".join(seam.split("|"))), re.IGNORECASE),
     SOFT_HYPHEN.join(rf"\{number}" for number in range(1, seam.count("|") + 2)))
    for seam in SEAMS
)  # fmt: skip


def in_parts(title: object) -> str:
    """The title, with a soft hyphen at the seams of its long words; what holds tags stays as it is.

    What was safe as markup still is.
    """
    text = title if isinstance(title, str) else str(title)
    if isinstance(text, Markup) and "<" in text:
        return text
    kind = type(text)
    for word, parts in _FOUND:
        text = word.sub(parts, text)
    return kind(text)
