"""Whether two names of families may be one: in Python, and the same folding in the database.

Case, accents, doubled letters, "ij" and "y" make no difference, nor do particles ("van der") and
the order of a double name.
"""

import re
import unicodedata
from difflib import SequenceMatcher
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, func

PARTICLES = frozenset(
    {
        "van", "de", "der", "den", "het", "t", "s", "d", "ten", "ter", "te", "tot", "op", "in",
        "aan", "en", "von", "el", "al", "la", "le", "du", "di", "da", "dos", "das", "bin", "ibn",
        "familie", "fam", "gezin",
    }
)  # fmt: skip
NEAR = 0.85
LONG = 5
"""From how many letters on a word may differ a little."""
BEGIN = 3
_ODD = {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ð": "d", "ŧ": "t", "ħ": "h"}


@cache
def _letters() -> tuple[str, str]:
    """Letters with a sign on them, and the plain small ones in the same order."""
    found = dict(_ODD) | {odd.upper(): plain for odd, plain in _ODD.items() if odd != "ı"}
    for code in range(0xC0, 0x180):
        plain = "".join(c for c in unicodedata.normalize("NFKD", chr(code)) if c.isascii())
        if len(plain) == 1 and plain.isalpha():
            found[chr(code)] = plain.lower()
    return "".join(found), "".join(found.values())


def folded(name: str) -> str:
    """A name as it is compared."""
    odd, plain = _letters()
    small = unicodedata.normalize("NFC", name).translate(str.maketrans(odd, plain)).lower()
    return re.sub(r"(.)\1+", r"\1", small).replace("ij", "y")


def folded_column(column: Any) -> ColumnElement[str]:
    """The same in the database."""
    small = func.lower(func.translate(column, *_letters()))
    return func.replace(func.regexp_replace(small, r"(.)\1+", r"\1", "g"), "ij", "y")


def words_of(name: str) -> frozenset[str]:
    """The words of a name that tell; particles only when there is nothing else."""
    # Letters are folded after the words are told apart: "'t" is not a part of what follows.
    words = {folded(word) for word in re.findall(r"\w+", name.replace("_", " "))}
    return frozenset(words - {folded(one) for one in PARTICLES}) or frozenset(words)


def are_alike(one: str, other: str) -> bool:
    """Whether each word of the shorter name is, nearly, in the longer one."""
    fewer, more = sorted((words_of(one), words_of(other)), key=len)
    return bool(fewer) and all(any(_near(a, b) for b in more) for a in fewer)


def _near(one: str, other: str) -> bool:
    if one == other:
        return True
    long_enough = min(len(one), len(other)) >= LONG
    return long_enough and SequenceMatcher(None, one, other).ratio() >= NEAR


def may_be_alike(column: Any, name: str) -> list[ColumnElement[bool]]:
    """Conditions in the database, of which one holds for every name that is alike."""
    # A word that differs a little is alike at its beginning or at its end.
    ends = {part for word in words_of(name) for part in (word[:BEGIN], word[-BEGIN:])}
    return [folded_column(column).contains(part, autoescape=True) for part in sorted(ends)]
