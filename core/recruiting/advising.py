"""Whom to look for: the profiles that would help the whole list most, in words and in numbers.

It is worked out when somebody asks for it and kept in the process as long as the list stays as it
is: what was asked and offered is the key, so nothing old is ever shown. No page pays for it but
its own.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from core.calendar.dayparts import describe
from core.languages import language_name
from core.matching.engine.advice import advise
from core.matching.engine.advised import Advice
from core.matching.engine.wanted import Wanted
from core.matching.engine.weights import Weights
from core.matching.models import OfferState, SupportOffer
from core.matching.preferences import INTERESTS, THEMES
from core.matching.profiles import OfferProfile, RequestProfile, Subject
from core.matching.profiles_query import offer_profiles
from core.matching.solving import searching
from core.matching.weighing import weighing
from core.method.choice import label
from core.recruiting.advice_map import AdviceMap, map_of, nearest_place
from core.recruiting.proposing import what_of
from core.recruiting.telltale import how_often
from core.recruiting.wording import DAYS, Fields, band_of
from core.wording import Text, _
from core.work import Work

_KEPT = 8
ENOUGH_FOR_THEMES = 3
"""What plays in families is said only of so many together."""


@dataclass(frozen=True, slots=True)
class ShownAdvice:
    """One profile to look for: its words, the numbers, and where those live whom it would serve.

    `key` names it, so that a button of a page that is out of date starts nothing else. `request_id`
    is there when it serves only one.
    """

    key: str
    title: str
    facts: tuple[tuple[Text, Text], ...]
    serves: int
    unserved: int
    gain: int
    where: AdviceMap
    fields: Fields
    request_id: UUID | None

    @property
    def told(self) -> dict[str, Any]:
        """What is kept with a profile that is made of it: numbers, no families."""
        return {"serves": self.serves, "unserved": self.unserved, "gain": self.gain}


@dataclass(frozen=True, slots=True)
class Advised:
    """The advice of today, and what it was worked out from."""

    found: tuple[ShownAdvice, ...]
    requests: int
    offers: int


def advice_of(work: Work) -> Advised:
    """The three profiles that would help most now; the number of queries does not grow."""
    requests = searching(work)
    offers = offer_profiles(work, SupportOffer.state == OfferState.OPEN)
    asked = tuple(sorted(requests.values(), key=lambda one: one.id))
    offered = tuple(sorted(offers.values(), key=lambda one: one.id))
    found = _worked_out(work.tenant.id, asked, offered, weighing(work).weights, work.today)
    return Advised(tuple(_shown(work, one) for one in found), len(asked), len(offered))


@lru_cache(maxsize=_KEPT)
def _worked_out(
    _tenant_id: int,
    requests: tuple[RequestProfile, ...],
    offers: tuple[OfferProfile, ...],
    weights: Weights,
    today: date,
) -> tuple[Advice, ...]:
    return advise(requests, offers, weights, today) if requests else ()


def _shown(work: Work, one: Advice) -> ShownAdvice:
    wanted = one.profile
    fields = _fields(wanted)
    key = hashlib.sha256(repr((wanted, one.serves)).encode()).hexdigest()[:12]
    return ShownAdvice(
        key=key,
        title=_title(work, wanted),
        facts=tuple(_facts(work, one)),
        serves=len(one.serves),
        unserved=len(one.unserved),
        gain=one.gain,
        where=map_of(work, one),
        fields=fields,
        request_id=UUID(one.serves[0]) if len(one.serves) == 1 else None,
    )


def _title(work: Work, wanted: Wanted) -> str:
    near = nearest_place(work, wanted.area)
    place = near.name if near else work.tenant.name
    if wanted.subject is not Subject.CHILD:
        return _("Iemand in of bij %(place)s voor een ouder", place=place)
    if wanted.ages is None:
        return _("Een gezin in of bij %(place)s voor een kind", place=place)
    first, last = wanted.ages
    if first == last:
        return _(
            "Een gezin in of bij %(place)s voor een kind van %(age)s jaar", place=place, age=first
        )
    return _(
        "Een gezin in of bij %(place)s voor kinderen van %(first)s tot en met %(last)s jaar",
        place=place,
        first=first,
        last=last,
    )


def _facts(work: Work, one: Advice) -> Iterable[tuple[Text, Text]]:
    wanted = one.profile
    if wanted.dayparts:
        yield _("Wanneer"), describe(wanted.dayparts)
    if wanted.times_per_week:
        yield _("Keer per week"), str(wanted.times_per_week)
    if wanted.forms:
        forms = sorted(str(label(work, "support_forms", key)) for key in wanted.forms)
        yield _("Soort steun"), ", ".join(forms)
    if wanted.radius_km is not None:
        yield _("Hoe ver van het midden"), _("%(km)s km", km=round(wanted.radius_km))
    if wanted.languages:
        spoken = sorted(str(language_name(code)) for code in wanted.languages)
        yield _("Talen"), ", ".join(spoken)
    if wanted.interests:
        yield _("Fijn als zij houden van"), _words(INTERESTS, wanted.interests)
    if wanted.themes and len(one.serves) >= ENOUGH_FOR_THEMES:
        yield _("Eigen ervaring helpt met"), _words(THEMES, wanted.themes)


def _words(labels: Any, keys: Iterable[str]) -> str:
    known = dict(labels)
    return ", ".join(sorted(str(known.get(key, key)) for key in keys))


def _fields(wanted: Wanted) -> Fields:
    """The choices that a search profile of it begins with: as wide as any other."""
    return Fields(
        who="parent" if wanted.subject is not Subject.CHILD else _band(wanted.ages),
        what=what_of(wanted.forms),
        often=_often(wanted),
    )


def _often(wanted: Wanted) -> str:
    if wanted.times_per_week > 1:
        return "more"
    return how_often(f"{DAYS}{wanted.dayparts}") if wanted.dayparts else "together"


def _band(ages: tuple[int, int] | None) -> str:
    if ages is None:
        return "child"
    first, last = band_of(ages[0]), band_of(ages[1])
    return first if first == last else "child"
