"""The colleagues to whom a referral can be given."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from core.accounts.models import Identity, Membership, Role
from core.work import Work


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who can be the coordinator of a family."""

    id: UUID
    name: str


def colleagues(work: Work) -> tuple[Colleague, ...]:
    """Coordinators and admins who work here now, by name."""
    rows = work.session.execute(
        select(Membership.id, Identity.name)
        .join(Identity, Identity.id == Membership.identity_id)
        .where(
            Membership.ended_at.is_(None),
            Membership.role.in_([Role.COORDINATOR, Role.ADMIN]),
        )
        .order_by(Identity.name, Membership.id)
    )
    return tuple(Colleague(row.id, row.name) for row in rows)
