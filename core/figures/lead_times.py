"""How long it takes from a referral to a definitive coupling, step by step."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select

from core.couplings.models import Coupling
from core.families.models import FamilyRole
from core.figures.suppression import mean
from core.intake.models import Intake
from core.matching.models import MatchProposal
from core.referrals.models import Referral, ReferralState
from core.work import Work

STEPS = ("intake", "proposal", "trial", "active")


@dataclass(frozen=True, slots=True)
class LeadTimes:
    """Mean days of each of `STEPS`, rounded so that they add up; over `couplings` couplings."""

    couplings: int
    days: tuple[int, ...]

    @property
    def total(self) -> int:
        """Mean days from the referral to definitive."""
        return sum(self.days)


Dates = Sequence[date]


def lead_times(work: Work, until: date, threshold: int) -> LeadTimes | None:
    """The mean per step; None when fewer than `threshold` couplings know all their dates.

    Each family counts with its first coupling that became definitive up to and including
    `until`: a second request has no referral of its own.
    """
    first: dict[object, Dates] = {}
    for family_id, *dates in work.session.execute(_query(until)):
        first.setdefault(family_id, dates)
    return mean_steps(list(first.values()), threshold)


def mean_steps(courses: Sequence[Dates], threshold: int) -> LeadTimes | None:
    """The mean days between the dates of each course, all courses having as many dates."""
    since_start = [[(day - course[0]).days for day in course[1:]] for course in courses]
    means = [mean(days, threshold) for days in zip(*since_start, strict=True)]
    if not means or any(found is None for found in means):
        return None
    ends = [round(found or 0) for found in means]
    starts = [0, *ends[:-1]]
    steps = tuple(end - start for start, end in zip(starts, ends, strict=True))
    return LeadTimes(len(courses), steps)


def _query(until: date) -> Select[Any]:
    referred = (
        select(Referral.family_id, func.min(Referral.received_on).label("received_on"))
        .where(Referral.role == FamilyRole.ASKING, Referral.state == ReferralState.ACCEPTED)
        .group_by(Referral.family_id)
        .subquery()
    )
    return (
        select(
            Coupling.asking_family_id,
            referred.c.received_on,
            Intake.held_on,
            MatchProposal.chosen_on,
            Coupling.trial_from,
            Coupling.active_from,
        )
        .join(referred, referred.c.family_id == Coupling.asking_family_id)
        .join(
            Intake,
            (Intake.family_id == Coupling.asking_family_id) & (Intake.role == FamilyRole.ASKING),
        )
        .join(MatchProposal, MatchProposal.id == Coupling.proposal_id)
        .where(Coupling.trial_from.is_not(None), Coupling.active_from <= until)
        .order_by(Coupling.active_from, Coupling.id)
    )
