"""Whom to thank: a sign-up from an organisation led to a coupling, and nobody said so yet."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import exists, func, select

from core.couplings.models import Coupling
from core.network.coupled import signed_up_for
from core.network.models import Partner, PartnerVisit, VisitKind
from core.referrals.models import Referral, Referrer
from core.work import Work

ASKED_FOR = timedelta(days=60)
"""How long after a coupling was made one is asked to thank who referred the family."""


@dataclass(frozen=True, slots=True)
class Thanks:
    """An organisation to thank, since a day; which family it was is not told."""

    partner_id: UUID
    name: str
    made_on: date


def thanks_due(work: Work, partner_id: UUID | None = None) -> tuple[Thanks, ...]:
    """The organisations to thank, the latest coupling first; of one organisation when given."""
    made = (
        select(Referrer.partner_id, func.max(Coupling.trial_from).label("made_on"))
        .join(Referral, Referral.referrer_id == Referrer.id)
        .join(Coupling, signed_up_for())
        .where(
            Referrer.partner_id.is_not(None),
            Coupling.trial_from >= work.today - ASKED_FOR,
            Coupling.trial_from <= work.today,
        )
        .group_by(Referrer.partner_id)
        .subquery()
    )
    thanked = exists(PartnerVisit.id).where(
        PartnerVisit.partner_id == Partner.id,
        PartnerVisit.kind == VisitKind.THANKS,
        PartnerVisit.on_date >= made.c.made_on,
    )
    query = (
        select(Partner.id, Partner.name, made.c.made_on)
        .join(made, made.c.partner_id == Partner.id)
        .where(Partner.archived_on.is_(None), ~thanked.correlate(Partner, made))
        .order_by(made.c.made_on.desc(), Partner.id)
    )
    if partner_id:
        query = query.where(Partner.id == partner_id)
    return tuple(Thanks(*row) for row in work.session.execute(query))
