"""What a programme set for itself; the defaults of the method where it set nothing."""

from dataclasses import dataclass

from sqlalchemy import select

from core.programme.models import Programme
from core.work import Work


@dataclass(frozen=True, slots=True)
class ProgrammeSettings:
    """Who to call, and the terms that warn (working days, weeks, months)."""

    contact_name: str = ""
    contact_phone: str = ""
    contact_hours: str = ""
    reaction_days: int = 5
    silence_weeks: int = 6
    vog_months: int = 36


def programme_settings(work: Work) -> ProgrammeSettings:
    """The settings of this tenant."""
    found = work.session.execute(
        select(
            Programme.contact_name,
            Programme.contact_phone,
            Programme.contact_hours,
            Programme.reaction_days,
            Programme.silence_weeks,
            Programme.vog_months,
        )
    ).first()
    return ProgrammeSettings(*found) if found else ProgrammeSettings()
