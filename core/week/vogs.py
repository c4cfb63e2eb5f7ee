"""VOGs: to see the one that was requested, and to request one again in time."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, false, func, or_, select

from core.families.models import Family, FamilyMember, FamilyRole, MemberKind
from core.safety.models import VogRecord
from core.web.formats import day_of_month, long_date
from core.week.caseload import in_my_file
from core.week.task import LIMIT, Target, Task, TaskKind, joined
from core.week.weeks import Weeks
from core.wording import _, ngettext
from core.work import Work

USUAL_WAIT = timedelta(weeks=3)
"""How long after the request a family is asked for its VOG; justice takes up to four weeks."""
SEE_WITHIN = timedelta(weeks=2)
REPEAT_AHEAD = timedelta(weeks=6)
"""So long before its term a new one is requested: then there is no day without."""


def vogs_to_see(work: Work, weeks: Weeks) -> list[Task]:
    """Families whose VOG was issued, or requested three weeks ago, and not seen yet."""
    rows = work.session.execute(
        _adults(
            work,
            _is_awaited(),
            func.min(VogRecord.requested_on).label("requested_on"),
            func.min(_issued()).label("issued_on"),
        ).having(_start_of_wait() <= weeks.next_sunday)
    )
    return [_to_see(row, weeks) for row in rows]


def vogs_to_repeat(work: Work, weeks: Weeks) -> list[Task]:
    """Families of which a VOG passes its term within six weeks, without a new one on its way."""
    soon = VogRecord.repeat_on <= weeks.next_sunday + REPEAT_AHEAD
    first = func.min(VogRecord.repeat_on).label("repeat_on")
    rows = work.session.execute(_adults(work, and_(soon, ~_is_awaited()), first))
    return [_to_repeat(row, weeks) for row in rows]


def _adults(
    work: Work, which: ColumnElement[bool], *columns: ColumnElement[Any]
) -> Select[*tuple[Any, ...]]:
    return (
        select(Family.id, Family.name, func.count(FamilyMember.id).label("adults"), *columns)
        .join(FamilyMember, FamilyMember.family_id == Family.id)
        .join(VogRecord, VogRecord.member_id == FamilyMember.id)
        .where(
            FamilyMember.kind != MemberKind.CHILD,
            FamilyMember.lives_elsewhere.is_(False),
            which,
            in_my_file(work, Family.id, FamilyRole.OFFERING),
        )
        .group_by(Family.id, Family.name)
        .order_by(columns[0], Family.id)
        .limit(LIMIT)
    )


def _is_awaited() -> ColumnElement[bool]:
    """Requested or issued, and not seen since."""
    is_newer = VogRecord.requested_on > VogRecord.seen_on
    asked = func.coalesce(VogRecord.requested_on, VogRecord.issued_on)
    return and_(
        asked.is_not(None),
        or_(VogRecord.seen_on.is_(None), func.coalesce(is_newer, false())),
    )


def _issued() -> ColumnElement[date | None]:
    """When the awaited one was issued; the issue of an earlier one does not count."""
    is_earlier = VogRecord.issued_on < VogRecord.requested_on
    return case((is_earlier, None), else_=VogRecord.issued_on)


def _start_of_wait() -> ColumnElement[date]:
    return func.least(func.min(_issued()), func.min(VogRecord.requested_on) + USUAL_WAIT)


def _to_see(row: Any, weeks: Weeks) -> Task:
    asked = row.requested_on + USUAL_WAIT if row.requested_on else None
    start = min(day for day in (asked, row.issued_on) if day)
    return Task(
        kind=TaskKind.VOG_TO_SEE,
        due_on=weeks.due(start, start + SEE_WITHIN),
        is_fixed=False,
        icon="shield-check",
        tone="support",
        title=_("VOG inzien"),
        who=row.name,
        note=joined(_asked_words(row), _adults_words(row.adults)),
        about=Target("families.show", {"family_id": row.id}),
        action=Target("safety.vogs", {"family_id": row.id}),
        action_word=_("Noteer"),
        families=((row.id, row.name),),
    )


def _asked_words(row: Any) -> str:
    if row.issued_on:
        return _("afgegeven op %(day)s", day=day_of_month(row.issued_on))
    return _("aangevraagd op %(day)s", day=day_of_month(row.requested_on))


def _adults_words(count: int) -> str:
    return ngettext("voor %(num)s volwassene", "voor %(num)s volwassenen", count)


def _to_repeat(row: Any, weeks: Weeks) -> Task:
    is_over = row.repeat_on <= weeks.today
    words = _("de termijn liep %(day)s af") if is_over else _("de termijn loopt %(day)s af")
    return Task(
        kind=TaskKind.VOG_TO_REPEAT,
        due_on=weeks.due(row.repeat_on - REPEAT_AHEAD, row.repeat_on),
        is_fixed=False,
        icon="rotate-ccw",
        tone="support",
        title=_("Nieuwe VOG aanvragen"),
        who=row.name,
        note=joined(words % {"day": long_date(row.repeat_on)}, _adults_words(row.adults)),
        about=Target("families.show", {"family_id": row.id}),
        action=Target("safety.vogs", {"family_id": row.id}),
        action_word=_("Noteer"),
        families=((row.id, row.name),),
    )
