"""How often, how far and of which ages, as people type it: "1x per week", "10 km", "4-8 jaar"."""

import re
from typing import Final

from core.importing.columns import plain
from core.importing.reading import Wrong
from core.matching.offer_form import read_ages
from core.wording import _

OLDEST: Final = 18
FARTHEST: Final = 100
_OFTEN: Final = {"een": 1, "eens": 1, "twee": 2, "drie": 3}
_TIMES: Final = re.compile(r"(?:ongeveer )?(\w+?) ?(?:x|keer|maal|dag(?:en)?|dagdeel|dagdelen)?"
                           r"(?: (?:per|in de|p) ?w(?:eek)?)?")  # fmt: skip
_FORTNIGHT: Final = re.compile(r"(om de week|(1|een|eens) ?(x|keer)? (per|in de) (2|twee) weken)")
_FAR: Final = re.compile(r"(?:tot|max|maximaal|hooguit|ongeveer)?\.?\s*(\d{1,3})(?:[.,]\d+)?\s*"
                         r"(?:km|kilometers?)?\.?", re.IGNORECASE)  # fmt: skip
_BETWEEN: Final = re.compile(r"(?:van |tussen )?(\d{1,2})\s*(?:jaar)?\s*(?:-|–|t\s*/\s*m|tm|en|"
                             r"tot(?: en met)?)\s*(\d{1,2})(?:\s*jaar)?")  # fmt: skip
_FROM: Final = re.compile(r"(?:vanaf\s*(\d{1,2})|(\d{1,2})\s*\+)(?:\s*jaar)?(?:\s*en ouder)?")
_UP_TO: Final = re.compile(r"(?:t\s*/\s*m|tm|tot(?: en met)?)\s*(\d{1,2})(?:\s*jaar)?")
_ONE: Final = re.compile(r"(\d{1,2})(?:\s*jaar)?")


def per_week(text: str) -> int:
    """How many times in a week; once in two weeks counts as once."""
    word = plain(text)
    found = _TIMES.fullmatch(word)
    said = found[1] if found else ""
    times = 1 if _FORTNIGHT.fullmatch(word) else _OFTEN.get(said) or _whole(said)
    if times is None or not 1 <= times <= 3:
        raise Wrong(_("Schrijf 1, 2 of 3 keer per week."))
    return times


def kilometres(text: str) -> int:
    """How far, in whole kilometres: never farther than what was said."""
    found = _FAR.fullmatch(text.strip())
    if found is None or not 1 <= int(found[1]) <= FARTHEST:
        raise Wrong(_("Schrijf een afstand van 1 tot en met 100, bijvoorbeeld 10 km."))
    return int(found[1])


def ages_taken(text: str) -> tuple[int, int]:
    """The youngest and the oldest child that is welcome, both included."""
    bare = " ".join(text.lower().split())
    young, old = 0, OLDEST
    if found := _BETWEEN.fullmatch(bare):
        young, old = int(found[1]), int(found[2])
    elif found := _ONE.fullmatch(bare):
        young = old = int(found[1])
    elif found := _FROM.fullmatch(bare):
        young = int(found[1] or found[2])
    elif found := _UP_TO.fullmatch(bare):
        old = int(found[1])
    elif bare not in ("alle", "alle leeftijden", "maakt niet uit"):
        raise Wrong(_("Schrijf de leeftijden met het woord jaar, bijvoorbeeld 4-8 jaar."))
    if not young <= old <= OLDEST:
        raise Wrong(_("Schrijf eerst de jongste leeftijd, en dan de oudste: hooguit 18 jaar."))
    return young, old


def one_age(text: str) -> int:
    """One age of a child."""
    found = _ONE.fullmatch(text.strip().lower())
    if found is None or int(found[1]) > OLDEST:
        raise Wrong(_("Schrijf een leeftijd van 0 tot en met 18 jaar."))
    return int(found[1])


def own_ages(text: str) -> tuple[int, ...]:
    """The ages of their own children at home; empty for none."""
    if plain(text) in ("geen", "nee", "geen kinderen", "geen eigen kinderen"):
        return ()
    ages = read_ages(re.sub(r"\bjaar\b", "", text.lower()).strip(" ."))
    if not ages:
        raise Wrong(_("Schrijf de leeftijden als getallen, bijvoorbeeld 4, 7 en 11."))
    return ages


def yes_or_no(text: str) -> bool | None:
    """Yes, no, or not known."""
    word = plain(text)
    if word in ("", "onbekend", "nog niet bekend"):
        return None
    if word not in ("ja", "nee", "j", "n", "wel", "niet"):
        raise Wrong(_("Vul ja of nee in."))
    return word in ("ja", "j", "wel")


def _whole(text: str) -> int | None:
    return int(text) if re.fullmatch(r"\d", text, re.ASCII) else None
