"""The first text for a request: from its structured fields, told widely from the start."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from core.families.ages import age_on
from core.families.models import Family, FamilyMember
from core.matching.models import SupportRequest
from core.matching.profiles import Subject
from core.places.places import UnknownArea, places_of
from core.recruiting.recognising import Trace
from core.recruiting.telltale import how_often
from core.recruiting.wording import (
    AGE,
    DAYS,
    GEMEENTE,
    PLACE,
    Fields,
    band_of,
    often_words,
    where_words,
    who_words,
)
from core.work import Work

_FORMS = {
    "daypart": "afternoon",
    "after_school": "afternoon",
    "weekend": "weekend",
    "overnight": "overnight",
    "homework": "homework",
    "holiday": "holiday",
    "parent_contact": "talk",
}
SEVERAL = 2


@dataclass(frozen=True, slots=True)
class Coarsened:
    """What was made wider: the words before and after, and what to put back."""

    trace: Trace
    part: str
    before: str
    after: str
    old: str

    def as_dict(self) -> dict[str, str]:
        """As it is kept."""
        return {name: str(getattr(self, name)) for name in self.__slots__}


def coarsened_of(kept: dict[str, Any]) -> Coarsened:
    """As it was kept."""
    return Coarsened(**{**kept, "trace": Trace(kept["trace"])})


@dataclass(frozen=True, slots=True)
class Proposal:
    """The choices to begin with, and what the request says more exactly."""

    fields: Fields
    done: tuple[Coarsened, ...] = ()


def propose(work: Work, request: SupportRequest) -> Proposal:
    """What a request's own fields give; not a word comes from what people told."""
    exact = _exact(work, request)
    wide = Fields(
        who=_wide_who(request, exact.get("who")),
        what=what_of(request.forms),
        often=_wide_often(request, exact.get("often")),
    )
    return Proposal(wide, tuple(_done(work, wide, part, old) for part, old in exact.items()))


def what_of(forms: Iterable[str]) -> str:
    """The key of `WHAT` for the first of these forms of support that has one."""
    return next((_FORMS[key] for key in sorted(forms) if key in _FORMS), "afternoon")


def _exact(work: Work, request: SupportRequest) -> dict[str, str]:
    """The values that the request has and that nobody is to read."""
    exact: dict[str, str] = {}
    member = work.find(FamilyMember, request.member_id) if request.member_id else None
    age = age_on(member.born_on, work.today) if member else None
    if age is not None and request.subject == Subject.CHILD:
        exact["who"] = f"{AGE}{age}"
    if request.dayparts:
        exact["often"] = f"{DAYS}{request.dayparts}"
    place = work.find(Family, request.family_id).place
    if place in places(work):
        exact["where"] = f"{PLACE}{place}"
    return exact


def places(work: Work) -> tuple[str, ...]:
    """The places of the programme's area other than the gemeente itself: nothing that was typed."""
    try:
        found = places_of(work.tenant.area_code)
    except UnknownArea:
        return ()
    return tuple(one.name for one in found if one.name.casefold() != work.tenant.name.casefold())


def _wide_who(request: SupportRequest, exact: str | None) -> str:
    if request.subject != Subject.CHILD:
        return "parent"
    return band_of(int(exact.removeprefix(AGE))) if exact else "child"


def _wide_often(request: SupportRequest, exact: str | None) -> str:
    if request.per_week >= SEVERAL:
        return "more"
    return how_often(exact) if exact else "weekly"


def _done(work: Work, wide: Fields, part: str, old: str) -> Coarsened:
    if part == "who":
        return Coarsened(Trace.AGE, part, who_words(old), who_words(wide.who), old)
    if part == "often":
        return Coarsened(Trace.DAY, part, often_words(old), often_words(wide.often), old)
    area = work.tenant.name
    before, after = where_words(old, area), where_words(GEMEENTE, area)
    return Coarsened(Trace.SMALL_PLACE, part, before, after, old)
