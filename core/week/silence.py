"""Couplings of which nothing was heard for too long."""

from dataclasses import dataclass
from uuid import UUID

from core.couplings.queries import silent_couplings
from core.programme.queries import programme
from core.web.formats import weeks_since
from core.week.caseload import mine_among
from core.week.task import both
from core.work import Work

SHOWN = 6


@dataclass(frozen=True, slots=True)
class SilentLine:
    """Two families, and how long it has been silent ("9 weken")."""

    coupling_id: UUID
    who: str
    silence: str


@dataclass(frozen=True, slots=True)
class Silence:
    """The longest silences first; `count` of all, and after how many weeks it is silence."""

    lines: tuple[SilentLine, ...]
    count: int
    after_weeks: int


def silence(work: Work) -> Silence:
    """My silent couplings (an admin: all), in three queries."""
    weeks = programme(work).silence_weeks
    found = silent_couplings(work, weeks)
    families = {one.asking_family_id for one in found} | {one.offering_family_id for one in found}
    mine = mine_among(work, families)
    own = [one for one in found if {one.asking_family_id, one.offering_family_id} & mine]
    lines = tuple(
        SilentLine(
            one.coupling_id,
            both(one.asking_name, one.offering_name),
            weeks_since(one.since, work.today),
        )
        for one in own[:SHOWN]
    )
    return Silence(lines, len(own), weeks)
