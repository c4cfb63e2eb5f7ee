"""By what the name of an organisation is recognised, however somebody writes it."""

import re
import unicodedata

LONGEST = 120
_WORD = re.compile(r"[a-z0-9]+")
_SMALL_WORDS = frozenset(
    {
        "bij", "de", "den", "der", "een", "en", "het", "in", "locatie", "op", "organisatie", "s",
        "stichting", "t", "te", "van", "vereniging",
    }
)  # fmt: skip
_SCHOOL_WORDS = frozenset(
    {
        "basisschool", "bs", "bso", "cbs", "ikc", "kbs", "kdv", "kindcentrum",
        "kinderdagverblijf", "kinderopvang", "obs", "openbare", "pcbs", "rkbs", "school",
    }
)  # fmt: skip


def name_key(name: str) -> str:
    """Return the words by which "OBS De Regenboog" and "basisschool de regenboog" are one.

    Small words and the usual words for a school go, unless nothing would be left. It only
    suggests: a person says whether two names are the same organisation.
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = _WORD.findall(plain.replace("'", ""))
    for left_out in (_SMALL_WORDS | _SCHOOL_WORDS, _SMALL_WORDS):
        kept = [word for word in words if word not in left_out]
        if kept:
            return " ".join(kept)[:LONGEST]
    return (" ".join(words) or " ".join(name.lower().split()))[:LONGEST]
