"""The settings of this programme, with the usual ones where nothing was set."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, select

from core.programme.models import Pilot, Programme
from core.work import Work


@dataclass(frozen=True, slots=True)
class ProgrammeSettings:
    """Whom to call, and the terms that warn: working days, weeks and months."""

    contact_name: str = ""
    contact_phone: str = ""
    contact_hours: str = ""
    reaction_days: int = 5
    silence_weeks: int = 6
    vog_months: int = 36

    def as_dict(self) -> dict[str, Any]:
        """By name, as a form takes them."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class PilotFacts:
    """What the gemeente pays for: a target in couplings, money in euro cents."""

    starts_on: date
    ends_on: date
    target: int
    budget_cents: int
    spent_cents: int
    spent_until: date | None

    def as_dict(self) -> dict[str, Any]:
        """By name, as a form takes them."""
        return asdict(self)


def programme(work: Work) -> ProgrammeSettings:
    """The settings of this tenant."""
    row = work.session.execute(
        select(
            Programme.contact_name,
            Programme.contact_phone,
            Programme.contact_hours,
            Programme.reaction_days,
            Programme.silence_weeks,
            Programme.vog_months,
        )
    ).one_or_none()
    return ProgrammeSettings(*row) if row else ProgrammeSettings()


def pilot(work: Work) -> PilotFacts | None:
    """The pilot that runs today, or else the latest one; None when none was set."""
    query = _pilots().where(Pilot.starts_on <= work.today).order_by(Pilot.starts_on.desc())
    row = work.session.execute(query.limit(1)).one_or_none()
    return PilotFacts(*row) if row else None


def pilots(work: Work) -> tuple[PilotFacts, ...]:
    """Every pilot of this programme, the latest first; those ahead as well."""
    rows = work.session.execute(_pilots().order_by(Pilot.starts_on.desc()))
    return tuple(PilotFacts(*row) for row in rows)


def _pilots() -> Select[date, date, int, int, int, date | None]:
    return select(
        Pilot.starts_on,
        Pilot.ends_on,
        Pilot.target,
        Pilot.budget_cents,
        Pilot.spent_cents,
        Pilot.spent_until,
    )
