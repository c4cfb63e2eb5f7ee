"""What other capabilities may ask about the network."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select

from core.accounts.models import Role
from core.network.linking import Hint, Unlinked, hint_for, unlinked
from core.network.models import Partner, PartnerVisit, VisitKind
from core.network.partner_list import PartnerLine, silent_partners
from core.network.silence import silent_after_days
from core.network.thanks import Thanks, thanks_due
from core.work import Work

__all__ = [
    "ComingBack",
    "Hint",
    "PartnerLine",
    "Thanks",
    "Unlinked",
    "coming_back",
    "hint_for",
    "silent_after_days",
    "silent_partners",
    "thanks_due",
    "unlinked",
]


@dataclass(frozen=True, slots=True)
class ComingBack:
    """A day on which somebody was to come back to an organisation."""

    visit_id: UUID
    partner_id: UUID
    name: str
    place: str
    kind: VisitKind
    on_date: date
    with_whom: str
    next_on: date


def coming_back(work: Work, until: date, limit: int) -> tuple[ComingBack, ...]:
    """The reader's own days to come back (an admin: everybody's), the first to come first."""
    mine: list[Any] = []
    if work.actor.role != Role.ADMIN:
        mine = [or_(PartnerVisit.author_id == work.actor.id, PartnerVisit.author_id.is_(None))]
    rows = work.session.execute(
        select(
            PartnerVisit.id,
            Partner.id.label("partner_id"),
            Partner.name,
            Partner.place,
            PartnerVisit.kind,
            PartnerVisit.on_date,
            PartnerVisit.with_whom,
            PartnerVisit.next_on,
        )
        .join(Partner, Partner.id == PartnerVisit.partner_id)
        .where(
            Partner.archived_on.is_(None),
            PartnerVisit.next_on <= until,
            PartnerVisit.next_done_on.is_(None),
            *mine,
        )
        .order_by(PartnerVisit.next_on, PartnerVisit.id)
        .limit(limit)
    )
    found: list[tuple[Any, ...]] = [tuple(row) for row in rows]
    return tuple(ComingBack(*one) for one in found)
