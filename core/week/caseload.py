"""Whose families these are: a coordinator's own and nobody's; an admin sees all."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select, true

from core.accounts.models import Identity, Membership, Role
from core.cover.days import covered_today, covering
from core.families.models import FamilyFile, FamilyRole
from core.family_file.phase import FamilyPhase, phase_of_file
from core.work import Work

WAITING = frozenset({FamilyPhase.SEARCHING, FamilyPhase.PROPOSED})


def sees_all(work: Work) -> bool:
    """Whether this member works with everybody's families."""
    return work.actor.role == Role.ADMIN


def is_mine(work: Work) -> ColumnElement[bool]:
    """Whether a FamilyFile is this member's to do: own, nobody's, or covered today."""
    if sees_all(work):
        return true()
    return or_(_is_own(work), FamilyFile.coordinator_id.in_(covering(work)))


def _is_own(work: Work) -> ColumnElement[bool]:
    return or_(FamilyFile.coordinator_id == work.actor.id, FamilyFile.coordinator_id.is_(None))


def in_my_file(work: Work, family_id: Any, role: Any) -> ColumnElement[bool]:
    """Whether the open file of a family in a role is mine: for the statement that has both."""
    return (
        select(FamilyFile.id)
        .where(
            FamilyFile.family_id == family_id,
            FamilyFile.role == role,
            FamilyFile.closed_on.is_(None),
            is_mine(work),
        )
        .exists()
    )


def mine_among(work: Work, family_ids: Collection[UUID]) -> frozenset[UUID]:
    """Those of these families that have an open file of mine, in one query."""
    if not family_ids:
        return frozenset()
    query = select(FamilyFile.family_id).where(
        FamilyFile.family_id.in_(set(family_ids)), FamilyFile.closed_on.is_(None), is_mine(work)
    )
    return frozenset(work.session.scalars(query))


def covered_for(work: Work, family_ids: Collection[UUID]) -> dict[UUID, str]:
    """For whom this member stands in today, by family; "" where a file in it is one's own."""
    covered = covered_today(work)
    if not covered or not family_ids:
        return {}
    rows = work.session.execute(
        select(FamilyFile.family_id, Identity.name, FamilyFile.coordinator_id)
        .outerjoin(Membership, Membership.id == FamilyFile.coordinator_id)
        .outerjoin(Identity, Identity.id == Membership.identity_id)
        .where(
            FamilyFile.family_id.in_(set(family_ids)),
            FamilyFile.closed_on.is_(None),
            or_(_is_own(work), FamilyFile.coordinator_id.in_(covered)),
        )
    ).all()
    found = {row.family_id: row.name for row in rows}
    return found | {row.family_id: "" for row in rows if row.coordinator_id not in covered}


@dataclass(frozen=True, slots=True)
class Caseload:
    """How many families there are with an open file, and for how many something can be done."""

    is_all: bool
    asking: int = 0
    waiting: int = 0
    offering: int = 0
    available: int = 0
    unassigned: int = 0


def caseload(work: Work) -> Caseload:
    """My families (an admin: all), in one query; `unassigned` are nobody's."""
    counts: dict[str, int] = dict.fromkeys(("asking", "waiting", "offering", "available"), 0)
    unassigned = 0
    for role, phase, is_nobodys, count in work.session.execute(_counted(work)):
        if is_nobodys:
            unassigned += count
        if is_nobodys and not sees_all(work):
            continue
        counts[role] += count
        if role == FamilyRole.ASKING and phase in WAITING:
            counts["waiting"] += count
        if role == FamilyRole.OFFERING and phase == FamilyPhase.AVAILABLE:
            counts["available"] += count
    return Caseload(sees_all(work), **counts, unassigned=unassigned)


def _counted(work: Work) -> Select[Any]:
    files = (
        select(
            FamilyFile.role,
            phase_of_file().label("phase"),
            FamilyFile.coordinator_id.is_(None).label("is_nobodys"),
        )
        .where(FamilyFile.closed_on.is_(None), true() if sees_all(work) else _is_own(work))
        .subquery()
    )
    parts = (files.c.role, files.c.phase, files.c.is_nobodys)
    return select(*parts, func.count()).group_by(*parts)
