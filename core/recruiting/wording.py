"""The words of a search profile: a few choices in, sentences in plain Dutch out.

A choice is wide: a school, not an age; a gemeente, not a street. What the request knows more
exactly ("age-10", "days-128", "place-Elst") is a value too, but one that the check refuses: so a
coordinator can put it back, see what it says, and see why it does not do.
"""

import re
from dataclasses import asdict, dataclass
from typing import Any

from core.calendar.dayparts import describe
from core.recruiting.texts import PublicText
from core.wording import Text, _, _l, in_dutch

AGE, DAYS, PLACE = "age-", "days-", "place-"

WHO: dict[str, Text] = {
    "toddler": _l("Een kind dat nog niet naar school gaat"),
    "primary": _l("Een kind op de basisschool"),
    "secondary": _l("Een kind op de middelbare school"),
    "child": _l("Een kind"),
    "parent": _l("Een ouder"),
}
WHAT: dict[str, Text] = {
    "afternoon": _l("een vaste middag"),
    "day": _l("een vaste dag"),
    "weekend": _l("een dag in het weekend"),
    "overnight": _l("af en toe een logeerplek"),
    "homework": _l("hulp bij huiswerk"),
    "holiday": _l("een plek in de vakantie"),
    "talk": _l("iemand om mee te praten"),
}
OFTEN: dict[str, Text] = {
    "weekly": _l("een keer per week"),
    "more": _l("twee of drie keer per week"),
    "fortnight": _l("een keer in de twee weken"),
    "together": _l("in overleg"),
}
GEMEENTE, REGION = "gemeente", "region"
_LAST_YEARS = (("toddler", 3), ("primary", 11), ("secondary", 17))


@dataclass(frozen=True, slots=True)
class Fields:
    """What was chosen: keys of `WHO`, `WHAT`, `OFTEN` and `WHERE`, or something more exact."""

    who: str = "child"
    what: str = "afternoon"
    often: str = "together"
    where: str = GEMEENTE

    def as_dict(self) -> dict[str, str]:
        """By name, as they are kept and as a form takes them."""
        return asdict(self)


def fields_of(kept: dict[str, Any]) -> Fields:
    """The choices as they were kept."""
    return Fields(**{name: str(kept[name]) for name in Fields.__slots__ if name in kept})


def band_of(age: int) -> str:
    """The band that an age in years falls in; from eighteen on somebody is a child no more."""
    return next((band for band, last in _LAST_YEARS if age <= last), "child")


def who_words(key: str) -> str:
    """Whom it is for, as the title begins."""
    if key.startswith(AGE):
        return _("Een kind van %(age)s jaar", age=key.removeprefix(AGE))
    return str(WHO.get(key, WHO["child"]))


def often_words(key: str) -> str:
    """How often, as it stands in a sentence."""
    if key.startswith(DAYS):
        return _("op %(days)s", days=describe(int(key.removeprefix(DAYS))))
    return str(OFTEN.get(key, OFTEN["together"]))


def where_words(key: str, area: str) -> str:
    """Where, as it stands in a sentence; `area` is the name of the programme's area."""
    if key.startswith(PLACE):
        return _("in %(place)s", place=key.removeprefix(PLACE))
    if key == REGION:
        return _("in de regio van %(place)s", place=area)
    return _("in %(place)s", place=area)


@in_dutch()
def text_of(fields: Fields, sentence: str, area: str) -> PublicText:
    """The text that these choices give, with the sentence that somebody added; always in Dutch."""
    often = often_words(fields.often)
    return PublicText(
        title=f"{who_words(fields.who)} zoekt {WHAT.get(fields.what, WHAT['afternoon'])}",
        lines=(f"{often[:1].upper()}{often[1:]}, {where_words(fields.where, area)}.",)
        + ((tidy(sentence),) if sentence.strip() else ()),
        seeks=_parent_seeks(often) if fields.who == "parent" else _child_seeks(often),
        gives=(
            "een coördinator die u begeleidt",
            "eerst kennismaken, dan pas kiezen",
            "geen verplichting, geen kosten",
        ),
    )


def _child_seeks(often: str) -> tuple[str, ...]:
    return (
        "een gezin met kinderen, of een ouder stel",
        f"{often}; de dagen kiezen we samen",
        "wat ruimte aan tafel en in uw agenda",
    )


def _parent_seeks(often: str) -> tuple[str, ...]:
    return (
        "iemand die kan luisteren zonder oordeel",
        f"{often}; de dagen kiezen we samen",
        "een kop koffie en wat tijd",
    )


def tidy(sentence: str) -> str:
    """The sentence on one line, closed with a full stop."""
    told = re.sub(r"\s+", " ", sentence).strip()
    return told if not told or told[-1] in ".!?" else f"{told}."
