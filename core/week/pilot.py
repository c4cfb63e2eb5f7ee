"""How the proeftuin stands: the figures' own progress, with the phase of each house."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from core.couplings.models import Coupling, CouplingPhase
from core.figures.counts import made_by_day
from core.figures.target import Course, Progress, progress
from core.programme.queries import pilot
from core.week.weeks import WEEK
from core.work import Work

LONGEST_STREET = 30
"""With more houses than this a street tells nothing; a bar does."""


@dataclass(frozen=True, slots=True)
class PilotStand:
    """The couplings made in the time of the pilot, against its target."""

    progress: Progress
    today: date
    active: int
    trial: int
    ended: int

    @property
    def target(self) -> int:
        """What was agreed."""
        return self.progress.pilot.target

    @property
    def made(self) -> int:
        """Couplings made in the pilot, running and ended."""
        return self.progress.made_in_pilot

    @property
    def has_street(self) -> bool:
        """Whether the houses can be drawn one by one."""
        return max(self.target, self.made) <= LONGEST_STREET

    @property
    def is_over(self) -> bool:
        """Whether the pilot has ended."""
        return self.today > self.progress.pilot.ends_on

    @property
    def is_behind(self) -> bool:
        """Whether less was made than the part of the target for the days that passed."""
        return self.progress.course is Course.BEHIND

    @property
    def year(self) -> int:
        """Which year of the pilot this is, from 1."""
        last = min(self.today, self.progress.pilot.ends_on)
        return (last - self.progress.pilot.starts_on).days // 365 + 1

    @property
    def weeks_left(self) -> int:
        """Whole weeks until it ends."""
        return max(0, (self.progress.pilot.ends_on - self.today) // WEEK)


def pilot_stand(work: Work) -> PilotStand | None:
    """The pilot that runs or ran last; None where none was agreed."""
    facts = pilot(work)
    if facts is None:
        return None
    phases = select(Coupling.phase, func.count(Coupling.id)).where(
        Coupling.trial_from.between(facts.starts_on, facts.ends_on)
    )
    counts: dict[str, int] = {
        phase: count for phase, count in work.session.execute(phases.group_by(Coupling.phase))
    }
    return PilotStand(
        progress(facts, made_by_day(work), work.today),
        work.today,
        active=counts.get(CouplingPhase.ACTIVE, 0),
        trial=counts.get(CouplingPhase.TRIAL, 0),
        ended=counts.get(CouplingPhase.ENDED, 0),
    )
