"""What happened between the programme and an organisation, the latest first."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select

from core.couplings.models import Coupling
from core.families.models import FamilyRole
from core.network.coupled import signed_up_for
from core.network.models import PartnerVisit
from core.network.page import VisitFacts, visits_to
from core.referrals.models import Referral, Referrer
from core.wording import _
from core.work import Work

PAGE = 15


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened; `visit` when somebody noted it, and else no family is named."""

    on_date: date
    title: str
    visit: VisitFacts | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """The latest entries, and how many are older."""

    entries: tuple[Entry, ...]
    older: int


def timeline_of(work: Work, partner_id: UUID, limit: int = PAGE) -> Timeline:
    """Visits, sign-ups and couplings of an organisation, in six statements at most."""
    visits = [_of_visit(one) for one in visits_to(work, partner_id, limit)]
    signed_up = [
        Entry(row.received_on, _signed_up(row.role), by=row.name)
        for row in work.session.execute(_sign_ups(partner_id, limit))
    ]
    coupled = [
        Entry(row[0], _("Een aanmelding leidde tot een koppeling"))
        for row in work.session.execute(_couplings(work, partner_id, limit))
    ]
    entries = sorted([*visits, *signed_up, *coupled], key=lambda one: one.on_date, reverse=True)
    shown = tuple(entries[:limit])
    return Timeline(shown, _total(work, partner_id) - len(shown))


def _of_visit(visit: VisitFacts) -> Entry:
    titles = {"visit": _("Bezoek"), "talk": _("Gesprek"), "thanks": _("Bedankt")}
    title = titles[visit.kind.value]
    if visit.with_whom:
        title = _("%(what)s, met %(whom)s", what=title, whom=visit.with_whom)
    return Entry(visit.on_date, title, visit, visit.by)


def _signed_up(role: str) -> str:
    asks = role == FamilyRole.ASKING
    return _("Meldde een vraaggezin aan") if asks else _("Meldde een steungezin aan")


def _sign_ups(partner_id: UUID, limit: int) -> Select[*tuple[Any, ...]]:
    return (
        select(Referral.received_on, Referral.role, Referrer.name)
        .join(Referrer, Referrer.id == Referral.referrer_id)
        .where(Referrer.partner_id == partner_id)
        .order_by(Referral.received_on.desc(), Referral.id)
        .limit(limit)
    )


def _couplings(work: Work, partner_id: UUID, limit: int) -> Select[*tuple[Any, ...]]:
    return (
        select(Coupling.trial_from, Coupling.id)
        .join(Referral, signed_up_for())
        .join(Referrer, Referrer.id == Referral.referrer_id)
        .where(Referrer.partner_id == partner_id, Coupling.trial_from <= work.today)
        .distinct()
        .order_by(Coupling.trial_from.desc(), Coupling.id)
        .limit(limit)
    )


def _total(work: Work, partner_id: UUID) -> int:
    visits = select(func.count(PartnerVisit.id)).where(PartnerVisit.partner_id == partner_id)
    signed_up = (
        select(func.count(Referral.id))
        .join(Referrer, Referrer.id == Referral.referrer_id)
        .where(Referrer.partner_id == partner_id)
    )
    coupled = (
        select(func.count(Coupling.id.distinct()))
        .join(Referral, signed_up_for())
        .join(Referrer, Referrer.id == Referral.referrer_id)
        .where(Referrer.partner_id == partner_id, Coupling.trial_from <= work.today)
    )
    return sum(work.session.scalar(query) or 0 for query in (visits, signed_up, coupled))
