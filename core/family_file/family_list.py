"""The list of families: one line for each role's file, found, sorted and paged in the database."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select

from core.accounts.models import Identity, Membership
from core.cover.days import covered_today
from core.families.models import Family, FamilyFile, FamilyMember, FamilyRole
from core.family_file.phase import (
    PHASE_LABELS,
    PHASE_TONES,
    FamilyPhase,
    phase_of_file,
    waiting_since,
)
from core.wording import Text
from core.work import Work

PAGE_SIZE = 25


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for; empty means: whatever it is. Closed files only when asked for."""

    name: str = ""
    place: str = ""
    phase: FamilyPhase | None = None
    role: FamilyRole | None = None
    waiting_weeks: int = 0
    coordinator_id: UUID | None = None
    sort: str = "naam"
    page: int = 1
    with_closed: bool = False


@dataclass(frozen=True, slots=True)
class FamilyLine:
    """One file on the list."""

    family_id: UUID
    name: str
    place: str
    role: FamilyRole
    phase: FamilyPhase
    since: date
    waiting_since: date | None
    coordinator: str

    @property
    def phase_label(self) -> Text:
        """The phase in Dutch."""
        return PHASE_LABELS[self.phase]

    @property
    def tone(self) -> str:
        """The tone of the phase's badge."""
        return PHASE_TONES.get(self.phase, "neutral")


@dataclass(frozen=True, slots=True)
class FamilyPage:
    """One page of the list, and how many files there are on all of them."""

    lines: tuple[FamilyLine, ...]
    total: int
    page: int
    places: tuple[str, ...] = field(default=())

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // PAGE_SIZE))


def list_families(work: Work, wanted: Wanted) -> FamilyPage:
    """The page of the list that is asked for; past the last page gives the last."""
    where = _conditions(work, wanted)
    count = select(func.count(FamilyFile.id)).join(Family, Family.id == FamilyFile.family_id)
    total = work.session.scalar(count.where(*where)) or 0
    page = min(max(1, wanted.page), max(1, -(-total // PAGE_SIZE)))
    rows = work.session.execute(
        _columns()
        .where(*where)
        .order_by(*_order(wanted.sort), FamilyFile.id)
        .limit(PAGE_SIZE)
        .offset((page - 1) * PAGE_SIZE)
    )
    places = select(Family.place).where(Family.place != "").distinct().order_by(Family.place)
    return FamilyPage(
        tuple(_line(row) for row in rows), total, page, tuple(work.session.scalars(places))
    )


def family_lines(
    work: Work, wanted: Wanted, only: ColumnElement[bool], most: int
) -> tuple[FamilyLine, ...]:
    """The list without pages, of those for which `only` holds; `most` lines."""
    where = [*_conditions(work, wanted), only]
    rows = work.session.execute(
        _columns().where(*where).order_by(*_order(wanted.sort), FamilyFile.id).limit(most)
    )
    return tuple(_line(row) for row in rows)


@cache
def _columns() -> Any:
    return (
        select(
            Family.id,
            Family.name,
            Family.place,
            FamilyFile.role,
            FamilyFile.opened_on,
            phase_of_file().label("phase"),
            waiting_since().label("waiting_since"),
            Identity.name.label("coordinator"),
        )
        .select_from(FamilyFile)
        .join(Family, Family.id == FamilyFile.family_id)
        .outerjoin(Membership, Membership.id == FamilyFile.coordinator_id)
        .outerjoin(Identity, Identity.id == Membership.identity_id)
    )


def _line(row: Any) -> FamilyLine:
    return FamilyLine(
        row.id, row.name, row.place, FamilyRole(row.role), FamilyPhase(row.phase),
        row.opened_on, row.waiting_since, row.coordinator or "",
    )  # fmt: skip


def _conditions(work: Work, wanted: Wanted) -> list[ColumnElement[bool]]:
    found = [_named(wanted.name)] if wanted.name else []
    if wanted.place:
        found.append(Family.place == wanted.place)
    if wanted.role:
        found.append(FamilyFile.role == wanted.role)
    if wanted.coordinator_id:
        mine = {wanted.coordinator_id, *covered_today(work)}
        found.append(FamilyFile.coordinator_id.in_(mine))
    if wanted.waiting_weeks:
        found.append(waiting_since() <= work.today - timedelta(weeks=wanted.waiting_weeks))
    if wanted.phase:
        found.append(phase_of_file() == wanted.phase.value)
    elif not wanted.name and not wanted.with_closed:
        found.append(FamilyFile.closed_on.is_(None))
    return found


def _named(name: str) -> ColumnElement[bool]:
    member = select(FamilyMember.id).where(
        FamilyMember.family_id == Family.id,
        FamilyMember.first_name.icontains(name, autoescape=True),
    )
    return or_(Family.name.icontains(name, autoescape=True), member.correlate(Family).exists())


def _order(sort: str) -> list[Any]:
    name = func.lower(Family.name)
    if sort == "wachttijd":
        return [waiting_since().asc().nulls_last(), name]
    if sort == "plaats":
        return [Family.place, name]
    if sort == "sinds":
        return [FamilyFile.opened_on.desc(), name]
    return [name]
