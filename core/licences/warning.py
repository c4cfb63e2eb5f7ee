"""Each morning: whether a licence ends in ninety, thirty or seven days, told once each."""

from datetime import date

from sqlalchemy import select

from core.accounts.models import Role
from core.accounts.queries import colleagues
from core.jobs.tasks import tenant_task
from core.licences.introductions import at_stake
from core.licences.letters import tell_licence_ends
from core.licences.models import LicenceWarning
from core.licences.queries import gemeenten_of
from core.method.variant import MethodVariant
from core.work import Work
from tenants.licences import WARNED_BEFORE

WARNING_LOCK = 0x11CF
"""Two mornings at once tell it once."""


@tenant_task("warn_of_licence_end", morning=True)
def warn_of_licence_end(work: Work) -> None:
    """Mail the programme managers for each method that is on and whose licence ends soon.

    Of several moments that were passed at once, only the last is told.
    """
    for method, standing, meeting in at_stake(work):
        last = standing.last_covered_day(work.today, gemeenten_of(standing.area_code))
        passed = [days for days in WARNED_BEFORE if last and (last - work.today).days <= days]
        if last and passed:
            _tell_once(work, method, meeting, last, min(passed))


def _tell_once(work: Work, method: MethodVariant, meeting: int, last: date, days: int) -> None:
    key = method.key
    work.session.raw("lock", space=WARNING_LOCK, key=work.tenant.id)
    told = select(LicenceWarning.id).where(
        LicenceWarning.variant == key,
        LicenceWarning.last_day == last,
        LicenceWarning.days_before <= days,
    )
    if work.session.scalar(told.limit(1)):
        return
    warning = LicenceWarning(variant=key, last_day=last, days_before=days, told_on=work.today)
    work.add(warning)
    for one in colleagues(work):
        if one.role is Role.ADMIN:
            tell_licence_ends(work, one.email, str(method.name), last, meeting)
    work.record("licence.warned", "licence_warning", warning.id, f"{key}, {last}, {days}")
