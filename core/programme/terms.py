"""The terms of a programme: after how long it warns, asks again and reminds."""

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import select

from core.programme.models import Programme
from core.work import Work

_KEPT = "core.programme.terms"


@dataclass(frozen=True, slots=True)
class Terms:
    """After how long; each is what most programmes use until a tenant sets its own.

    reaction_days: working days in which a referral hears from us. silence_weeks: weeks without
    contact after which a coupling is silent. vog_months: when a VOG is asked for again.
    partner_silence_days: after which a partner of the network was not heard from for long.
    reminder_hours: how long before an appointment the coordinator is reminded.
    retention_months: after closing, how long a file is kept.
    """

    reaction_days: int = 5
    silence_weeks: int = 6
    vog_months: int = 36
    partner_silence_days: int = 90
    reminder_hours: int = 24
    retention_months: int = 24

    @property
    def silence_days(self) -> int:
        """Days without contact after which a coupling is silent."""
        return 7 * self.silence_weeks

    @property
    def reaction_working_days(self) -> int:
        """Working days in which a referral hears from us."""
        return self.reaction_days

    @property
    def vog_years(self) -> float:
        """Years after which a VOG is asked for again."""
        return self.vog_months / 12

    def as_dict(self) -> dict[str, Any]:
        """By name, as a form takes them."""
        return asdict(self)


def terms_of(work: Work) -> Terms:
    """The terms of this tenant: one query in a unit of work, however often they are asked."""
    known: Terms | None = work.session.info.get(_KEPT)
    if known is None:
        known = work.session.info[_KEPT] = _read(work)
    return known


def forget_terms(work: Work) -> None:
    """Read the terms again when they are next asked for: they were changed."""
    work.session.info.pop(_KEPT, None)


def _read(work: Work) -> Terms:
    columns = (getattr(Programme, name) for name in Terms.__slots__)
    row = work.session.execute(select(*columns)).one_or_none()
    return Terms(*row) if row else Terms()
