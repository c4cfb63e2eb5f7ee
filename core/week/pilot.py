"""How the proeftuin stands: what was made beside what was agreed, spread over its days."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from core.couplings.models import Coupling, CouplingPhase
from core.figures.counts import totals
from core.programme.queries import PilotFacts, pilot
from core.work import Work


@dataclass(frozen=True, slots=True)
class PilotStand:
    """Couplings since the start of the programme, against the target of its pilot."""

    pilot: PilotFacts
    today: date
    made: int
    active: int
    trial: int
    ended: int

    @property
    def to_make(self) -> int:
        """How many the target still asks."""
        return max(0, self.pilot.target - self.made)

    @property
    def expected(self) -> int:
        """What would be made by now if the target were spread evenly over the days."""
        days = (self.pilot.ends_on - self.pilot.starts_on).days
        passed = min(days, (self.today - self.pilot.starts_on).days)
        return self.pilot.target * passed // days

    @property
    def is_behind(self) -> bool:
        """Whether less was made than could be expected by now."""
        return self.made < self.expected

    @property
    def is_over(self) -> bool:
        """Whether the pilot has ended."""
        return self.today > self.pilot.ends_on

    @property
    def year(self) -> int:
        """Which year of the pilot this is, from 1."""
        days = (min(self.today, self.pilot.ends_on) - self.pilot.starts_on).days
        return days // 365 + 1

    @property
    def weeks_left(self) -> int:
        """Whole weeks until it ends."""
        return max(0, (self.pilot.ends_on - self.today).days // 7)


def pilot_stand(work: Work) -> PilotStand | None:
    """The pilot that runs or ran last; None where none was agreed."""
    facts = pilot(work)
    if facts is None:
        return None
    counted = totals(work)
    on_trial = select(func.count(Coupling.id)).where(Coupling.phase == CouplingPhase.TRIAL)
    trial = work.session.scalar(on_trial) or 0
    return PilotStand(
        facts,
        work.today,
        made=counted.made,
        active=counted.running - trial,
        trial=trial,
        ended=counted.ended,
    )
