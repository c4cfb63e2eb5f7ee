"""What was learned: one's own, all of it for the manager, and what goes along in a report."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select

from core.accounts.models import Identity, Membership, Role
from core.lessons.contexts import context_label
from core.lessons.models import Lesson as LessonRow
from core.lessons.models import LessonKind
from core.wording import Text, _l
from core.work import Work

PAGE_SIZE = 25
MOST = 5_000
"""As many as an export holds."""
KIND_LABELS: dict[LessonKind, Text] = {
    LessonKind.GOOD: _l("Ging goed"),
    LessonKind.CHAFED: _l("Schuurde"),
}


@dataclass(frozen=True, slots=True)
class Period:
    """From one day up to and including another; None is open."""

    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson, opened; `by` is who noted it."""

    id: UUID
    kind: LessonKind
    text: str
    context: str
    noted_on: date
    by: str
    is_own: bool
    reported_on: date | None

    @property
    def kind_label(self) -> Text:
        """Whether it went well or chafed, in Dutch."""
        return KIND_LABELS[self.kind]

    @property
    def context_label(self) -> Text:
        """The part of the work it was noted in."""
        return context_label(self.context)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which lessons are looked for."""

    period: Period = Period()
    kind: LessonKind | None = None
    context: str = ""
    reported: bool | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class LessonPage:
    """One page of lessons, and how many there are of each kind on all pages."""

    lines: tuple[Lesson, ...]
    page: int
    good: int
    chafed: int

    @property
    def total(self) -> int:
        """How many there are."""
        return self.good + self.chafed

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // PAGE_SIZE))


def list_lessons(work: Work, wanted: Wanted) -> LessonPage:
    """A page of lessons: a coordinator's own, the manager's of everybody."""
    where = _conditions(work, wanted)
    counted = select(LessonRow.kind, func.count(LessonRow.id)).where(*where)
    rows = work.session.execute(counted.group_by(LessonRow.kind))
    counts = {row[0]: row[1] for row in rows}
    good, chafed = counts.get(LessonKind.GOOD, 0), counts.get(LessonKind.CHAFED, 0)
    page = min(max(1, wanted.page), max(1, -(-(good + chafed) // PAGE_SIZE)))
    query = _lines().where(*where).limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)
    return LessonPage(_read(work, query), page, good, chafed)


def all_lessons(work: Work, wanted: Wanted) -> tuple[Lesson, ...]:
    """Every lesson that is looked for, for a file."""
    return _read(work, _lines().where(*_conditions(work, wanted)).limit(MOST))


def lessons_for_reports(work: Work, period: Period) -> tuple[Lesson, ...]:
    """The lessons of everybody that were marked for the report and noted in a period.

    What went well comes first, then by day. The texts were written without names, or so their
    writers said: a report shows them to whoever signs it before they go out.
    """
    where = [*_in_period(period), LessonRow.reported_on.is_not(None)]
    query = _lines().where(*where).order_by(None)
    ordered = query.order_by(LessonRow.kind.desc(), LessonRow.noted_on, LessonRow.id)
    return _read(work, ordered.limit(MOST))


def read_lesson(work: Work, lesson_id: UUID) -> Lesson:
    """One lesson; the caller asked whether it may be read."""
    return _read(work, _lines().where(LessonRow.id == lesson_id))[0]


def _conditions(work: Work, wanted: Wanted) -> list[ColumnElement[bool]]:
    found = _in_period(wanted.period)
    if work.actor.role != Role.ADMIN:
        found.append(LessonRow.author_id == work.actor.id)
    if wanted.kind:
        found.append(LessonRow.kind == wanted.kind)
    if wanted.context:
        found.append(LessonRow.context == wanted.context)
    if wanted.reported is not None:
        is_in = LessonRow.reported_on
        found.append(is_in.is_not(None) if wanted.reported else is_in.is_(None))
    return found


def _in_period(period: Period) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if period.first:
        found.append(LessonRow.noted_on >= period.first)
    if period.last:
        found.append(LessonRow.noted_on <= period.last)
    return found


def _lines() -> Select[*tuple[Any, ...]]:
    return (
        select(LessonRow, Identity.name)
        .outerjoin(Membership, Membership.id == LessonRow.author_id)
        .outerjoin(Identity, Identity.id == Membership.identity_id)
        .order_by(LessonRow.noted_on.desc(), LessonRow.noted_at.desc(), LessonRow.id)
    )


def _read(work: Work, query: Select[*tuple[Any, ...]]) -> tuple[Lesson, ...]:
    return tuple(_lesson(work, row[0], row[1]) for row in work.session.execute(query))


def _lesson(work: Work, row: LessonRow, by: str | None) -> Lesson:
    text = work.vault.open(LessonRow.text, row.id, row.text)
    is_own = row.author_id is not None and row.author_id == work.actor.id
    return Lesson(
        row.id, LessonKind(row.kind), text, row.context, row.noted_on, by or "", is_own,
        row.reported_on,
    )  # fmt: skip
