"""What was promised in a contact: to come back to it on a day."""

from typing import Any

from sqlalchemy import select

from core.families.models import ContactMoment, ContactWay, Family
from core.web.formats import day_of_month
from core.week.caseload import in_my_file
from core.week.task import LIMIT, Target, Task, TaskKind
from core.week.weeks import Weeks
from core.wording import _
from core.work import Work

ICONS = {
    ContactWay.PHONE: "phone",
    ContactWay.VISIT: "house",
    ContactWay.MESSAGE: "message-circle",
}


def follow_ups(work: Work, weeks: Weeks) -> list[Task]:
    """Contacts to come back to, up to the end of next week. What was said stays in the file."""
    rows = work.session.execute(
        select(
            ContactMoment.id,
            ContactMoment.family_id,
            ContactMoment.way,
            ContactMoment.with_whom,
            ContactMoment.on_date,
            ContactMoment.follow_up_on,
            Family.name,
        )
        .join(Family, Family.id == ContactMoment.family_id)
        .where(
            ContactMoment.follow_up_on <= weeks.next_sunday,
            ContactMoment.follow_up_done_on.is_(None),
            in_my_file(work, ContactMoment.family_id, ContactMoment.role),
        )
        .order_by(ContactMoment.follow_up_on, ContactMoment.id)
        .limit(LIMIT)
    )
    return [_task(row) for row in rows]


def _task(row: Any) -> Task:
    way = ContactWay(row.way)
    titles = {
        ContactWay.PHONE: _("Terugkomen op het telefoontje"),
        ContactWay.VISIT: _("Terugkomen op het bezoek"),
        ContactWay.MESSAGE: _("Terugkomen op het bericht"),
    }
    return Task(
        kind=TaskKind.FOLLOW_UP,
        due_on=row.follow_up_on,
        icon=ICONS[way],
        title=titles[way],
        who=row.name,
        note=_note(row),
        about=Target("families.show", {"family_id": row.family_id}),
        action=Target("families.note", {"family_id": row.family_id, "klaar": row.id}),
        action_word=_("Noteer"),
        families=((row.family_id, row.name),),
        done=Target("families.finish_follow_up", {"contact_id": row.id}),
        done_word=_("Vink af"),
    )


def _note(row: Any) -> str:
    day = day_of_month(row.on_date)
    if row.with_whom:
        return _("afgesproken met %(whom)s op %(day)s", whom=row.with_whom, day=day)
    return _("afgesproken op %(day)s", day=day)
