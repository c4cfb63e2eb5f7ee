"""What other capabilities may ask about couplings."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from core.couplings.contacts import is_silent, last_heard
from core.couplings.models import Coupling, CouplingPhase
from core.couplings.overview import (
    Asking,
    CouplingLine,
    CouplingPage,
    Offering,
    Totals,
    Wanted,
    couplings_of,
    line,
    lines,
    list_couplings,
    silence_weeks,
)
from core.evaluations.planning import RUNNING
from core.work import Work

__all__ = [
    "CouplingLine",
    "CouplingPage",
    "SilentCoupling",
    "Totals",
    "Wanted",
    "couplings_of",
    "list_couplings",
    "silence_weeks",
    "silent_couplings",
    "trials_ending",
]


@dataclass(frozen=True, slots=True)
class SilentCoupling:
    """A coupling of which nothing was heard since a day; the longest silence comes first."""

    coupling_id: UUID
    asking_family_id: UUID
    offering_family_id: UUID
    asking_name: str
    offering_name: str
    since: date

    @property
    def title(self) -> str:
        """Who are coupled."""
        return f"{self.asking_name} en {self.offering_name}"


def silent_couplings(work: Work, weeks: int) -> tuple[SilentCoupling, ...]:
    """Running couplings without a contact or an evaluation for longer than so many weeks.

    All of them, for the caller counts and leaves out whose they are: at most the running ones.
    """
    rows = work.session.execute(
        select(
            Coupling.id,
            Coupling.asking_family_id,
            Coupling.offering_family_id,
            Asking.name.label("asking_name"),
            Offering.name.label("offering_name"),
            last_heard().label("since"),
        )
        .join(Asking, Asking.id == Coupling.asking_family_id)
        .join(Offering, Offering.id == Coupling.offering_family_id)
        .where(Coupling.phase.in_(RUNNING), is_silent(work, weeks))
        .order_by(last_heard(), Coupling.id)
    )
    return tuple(SilentCoupling(*row) for row in rows)


def trials_ending(work: Work, until: date) -> tuple[CouplingLine, ...]:
    """Couplings on trial that ends on or before a day, the first to end first.

    All of them: at most those on trial.
    """
    query = (
        lines(work, silence_weeks(work))
        .where(Coupling.phase == CouplingPhase.TRIAL, Coupling.trial_until <= until)
        .order_by(Coupling.trial_until, Coupling.id)
    )
    return tuple(line(row) for row in work.session.execute(query))
