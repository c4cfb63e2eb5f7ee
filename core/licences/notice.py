"""What a programme is told of its licence, on its own pages."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from flask import g

from core.accounts.models import Role
from core.licences.introductions import at_stake, in_words
from core.licences.queries import gemeenten_of, why_not
from core.web.formats import long_date
from core.wording import Text, _, ngettext
from core.work import Work
from tenants.licences import WARNED_BEFORE


@dataclass(frozen=True, slots=True)
class Notice:
    """What the people of a programme must know of its licence; `has_ended`: nothing new begins."""

    text: str
    has_ended: bool


def licence_notice(work: Work, *, for_admin: bool) -> Notice | None:
    """That the licence has ended, or that it ends within ninety days; else None.

    That it ends soon is told to the admin; and to coordinators while families are meeting, for
    their trial has to begin before.
    """
    for method, standing, meeting in at_stake(work):
        lies_in = gemeenten_of(standing.area_code)
        last = standing.last_covered_day(work.today, lies_in)
        if last is None:
            return Notice(why_not(standing, lies_in, work.today), has_ended=True)
        if (for_admin or meeting) and (last - work.today).days <= max(WARNED_BEFORE):
            told = [_ends_soon(method.name, last, work.today)]
            told += [in_words(meeting)] if meeting else []
            return Notice(" ".join(told), has_ended=False)
    return None


def _ends_soon(name: Text, last: date, today: date) -> str:
    days = (last - today).days
    when = (
        ngettext("Nog %(num)s dag.", "Nog %(num)s dagen.", days) if days else _("Dat is vandaag.")
    )
    return _(
        "De licentie voor “%(method)s” loopt tot en met %(day)s. %(when)s Vraag de Stichting om "
        "een verlenging. Daarna beginnen er geen nieuwe koppelingen; lopende gaan door.",
        method=str(name),
        day=long_date(last),
        when=when,
    )


def for_pages() -> dict[str, Callable[[], Notice | None]]:
    """For templates of the work: the notice of who looks, asked only where a page shows it."""
    return {"licence_notice": _of_this_page}


def _of_this_page() -> Notice | None:
    work, account = g.get("work"), g.get("account")
    if work is None or account is None or account.role is Role.GEMEENTE:
        return None
    return licence_notice(work, for_admin=account.role is Role.ADMIN)
