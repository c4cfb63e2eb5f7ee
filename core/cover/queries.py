"""The covers as pages show them: those of today, those to come, and those that were."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, case, func, or_, select, true
from sqlalchemy.orm import aliased

from core.accounts.models import Identity, Membership, Role
from core.cover.models import Cover
from core.work import Work

PAGE_SIZE = 25
_Absent, _StandIn = aliased(Membership), aliased(Membership)
_AbsentName, _StandInName = aliased(Identity), aliased(Identity)


@dataclass(frozen=True, slots=True)
class CoverLine:
    """One cover; `last_on` is the last day on which it counted, or will count."""

    id: UUID
    absent_id: UUID
    absent: str
    stand_in_id: UUID
    stand_in: str
    from_on: date
    until_on: date
    ended_on: date | None
    is_over: bool
    is_running: bool

    @property
    def last_on(self) -> date:
        """The last day that counts: a cover ended early stopped on that day."""
        return min(self.ended_on, self.until_on) if self.ended_on else self.until_on


@dataclass(frozen=True, slots=True)
class Covers:
    """What a member may know: what runs or is to come, and a page of what is over."""

    ahead: tuple[CoverLine, ...]
    past: tuple[CoverLine, ...]
    page: int
    pages: int


def covers(work: Work, page: int = 1) -> Covers:
    """The covers in which this member has a part; an admin sees all."""
    ahead = work.session.execute(
        _lines(work).where(~_is_over(work)).order_by(Cover.from_on, Cover.id).limit(200)
    )
    over = _is_over(work)
    total = work.session.scalar(select(func.count(Cover.id)).where(over, _involved(work))) or 0
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(max(1, page), pages)
    last = case((Cover.ended_on.is_not(None), Cover.ended_on), else_=Cover.until_on)
    past = work.session.execute(
        _lines(work).where(over).order_by(last.desc(), Cover.id)
        .limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)
    )  # fmt: skip
    return Covers(
        tuple(_line(work, row) for row in ahead), tuple(_line(work, row) for row in past),
        page, pages,
    )  # fmt: skip


def covers_now(work: Work) -> tuple[CoverLine, ...]:
    """The covers of today by this member, and for this member."""
    rows = work.session.execute(
        _lines(work, only_own=True)
        .where(~_is_over(work), Cover.from_on <= work.today)
        .order_by(Cover.until_on, Cover.id)
    )
    return tuple(_line(work, row) for row in rows)


def find_line(work: Work, cover_id: UUID) -> CoverLine | None:
    """One cover in which this member has a part, or None."""
    row = work.session.execute(_lines(work).where(Cover.id == cover_id)).one_or_none()
    return _line(work, row) if row else None


def _is_over(work: Work) -> ColumnElement[bool]:
    return or_(Cover.ended_on.is_not(None), Cover.until_on < work.today)


def _involved(work: Work, *, only_own: bool = False) -> ColumnElement[bool]:
    if work.actor.role == Role.ADMIN and not only_own:
        return true()
    return or_(Cover.absent_id == work.actor.id, Cover.stand_in_id == work.actor.id)


def _lines(
    work: Work, *, only_own: bool = False
) -> Select[UUID, UUID, str, UUID, str, date, date, date | None]:
    return (
        select(
            Cover.id, Cover.absent_id, _AbsentName.name, Cover.stand_in_id, _StandInName.name,
            Cover.from_on, Cover.until_on, Cover.ended_on,
        )
        .join(_Absent, _Absent.id == Cover.absent_id)
        .join(_AbsentName, _AbsentName.id == _Absent.identity_id)
        .join(_StandIn, _StandIn.id == Cover.stand_in_id)
        .join(_StandInName, _StandInName.id == _StandIn.identity_id)
        .where(_involved(work, only_own=only_own))
    )  # fmt: skip


def _line(work: Work, row: Row[UUID, UUID, str, UUID, str, date, date, date | None]) -> CoverLine:
    cover_id, absent_id, absent, stand_in_id, stand_in, from_on, until_on, ended_on = row
    is_over = ended_on is not None or until_on < work.today
    return CoverLine(
        cover_id, absent_id, absent, stand_in_id, stand_in, from_on, until_on, ended_on,
        is_over, not is_over and from_on <= work.today,
    )  # fmt: skip
