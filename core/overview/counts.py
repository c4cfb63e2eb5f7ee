"""The counts of one tenant, as this member may see them there."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select

from core.accounts.models import Role
from core.couplings.models import Coupling, CouplingPhase
from core.families.models import FamilyRole
from core.figures.counts import made_by_day, totals
from core.figures.target import progress
from core.programme.queries import pilot
from core.referrals.models import Referral
from core.referrals.waiting import is_new
from core.week.caseload import caseload, in_my_file, sees_all
from core.week.queries import count_late
from core.week.silence import count_silent
from core.week.task import TaskKind
from core.work import Work

PHASES = (CouplingPhase.INTRODUCTION, CouplingPhase.TRIAL, CouplingPhase.ACTIVE)


@dataclass(frozen=True, slots=True)
class Casework:
    """What waits: a coordinator's own and nobody's, for an admin everybody's.

    `waiting` families search a steungezin; `oldest` is the day on which the longest waiting new
    referral came in; `phases` counts couplings; `late` are overdue tasks by kind.
    """

    waiting: int
    new_referrals: int
    oldest: date | None
    phases: dict[CouplingPhase, int]
    silent: int
    late: dict[TaskKind, int] = field(default_factory=dict)

    @property
    def all_late(self) -> int:
        """Overdue tasks of every kind."""
        return sum(self.late.values())


@dataclass(frozen=True, slots=True)
class Counts:
    """Totals against the target, which everyone may see, and casework for who does it."""

    made: int
    running: int
    target: int | None
    made_in_pilot: int
    casework: Casework | None


def counts_of(work: Work) -> Counts:
    """The counts for who acts in this unit of work; the gemeente gets totals only."""
    facts, numbers = pilot(work), totals(work)
    in_pilot = progress(facts, made_by_day(work), work.today).made_in_pilot if facts else 0
    return Counts(
        made=numbers.made,
        running=numbers.running,
        target=facts.target if facts else None,
        made_in_pilot=in_pilot,
        casework=None if work.actor.role == Role.GEMEENTE else _casework(work),
    )


def _casework(work: Work) -> Casework:
    new, oldest = work.session.execute(
        select(func.count(Referral.id), func.min(Referral.received_on)).where(is_new(work.today))
    ).one()
    return Casework(
        waiting=caseload(work).waiting,
        new_referrals=new,
        oldest=oldest,
        phases=_phases(work),
        silent=count_silent(work),
        late=count_late(work),
    )


def _phases(work: Work) -> dict[CouplingPhase, int]:
    query = select(Coupling.phase, func.count(Coupling.id)).where(Coupling.phase.in_(PHASES))
    if not sees_all(work):
        asking: Any = in_my_file(work, Coupling.asking_family_id, FamilyRole.ASKING)
        offering: Any = in_my_file(work, Coupling.offering_family_id, FamilyRole.OFFERING)
        query = query.where(or_(asking, offering))
    found = {
        str(row[0]): int(row[1]) for row in work.session.execute(query.group_by(Coupling.phase))
    }
    return {phase: found.get(phase.value, 0) for phase in PHASES}
