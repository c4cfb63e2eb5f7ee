"""Couplings of which nothing was heard for too long."""

from dataclasses import dataclass
from uuid import UUID

from core.couplings.queries import SilentCoupling, silent_couplings
from core.families.queries import phones_of
from core.programme.terms import terms_of
from core.web.formats import weeks_since
from core.week.calls import Call, Families, calls_to
from core.week.caseload import mine_among
from core.week.task import both
from core.work import Work

SHOWN = 6


@dataclass(frozen=True, slots=True)
class SilentLine:
    """Two families, how long it has been silent ("9 weken"), and who to phone."""

    coupling_id: UUID
    who: str
    silence: str
    calls: tuple[Call, ...] = ()


@dataclass(frozen=True, slots=True)
class Silence:
    """The longest silences first; `count` of all, and after how many weeks it is silence."""

    lines: tuple[SilentLine, ...]
    count: int
    after_weeks: int


def silence(work: Work) -> Silence:
    """My silent couplings (an admin: all), in four queries."""
    weeks = terms_of(work).silence_weeks
    own = _own(work, weeks)
    shown = own[:SHOWN]
    people = phones_of(work, {family for one in shown for family, _name in _families(one)})
    lines = tuple(
        SilentLine(
            one.coupling_id,
            both(one.asking_name, one.offering_name),
            weeks_since(one.since, work.today),
            calls_to(_families(one), people),
        )
        for one in shown
    )
    return Silence(lines, len(own), weeks)


def count_silent(work: Work) -> int:
    """How many of my couplings (an admin: all) are silent."""
    return len(_own(work, terms_of(work).silence_weeks))


def _own(work: Work, weeks: int) -> list[SilentCoupling]:
    found = silent_couplings(work, weeks)
    families = {one.asking_family_id for one in found} | {one.offering_family_id for one in found}
    mine = mine_among(work, families)
    return [one for one in found if {one.asking_family_id, one.offering_family_id} & mine]


def _families(one: SilentCoupling) -> Families:
    return ((one.asking_family_id, one.asking_name), (one.offering_family_id, one.offering_name))
