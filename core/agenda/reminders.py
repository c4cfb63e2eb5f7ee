"""Reminders by mail: each morning, for who wants them, and each once.

A mail says when and what kind, never with whom or where.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from core.accounts.queries import Colleague, caseworkers
from core.agenda.entries import Entry, entries, own_work
from core.agenda.models import Reminder, Rhythm
from core.agenda.office_hours import WeeklyHours, hours_of_member
from core.evaluations.queries import evaluations_due
from core.jobs.tasks import tenant_task
from core.mail.services import send_mail
from core.web.formats import clock, day_date
from core.week.caseload import mine_among
from core.week.queries import todo
from core.wording import _, in_dutch, ngettext
from core.work import Actor, Work

EVALUATIONS_AHEAD = timedelta(days=14)
MONDAY = 0


@dataclass(frozen=True, slots=True)
class Morning:
    """What there is to tell a member: per day what is on, and how much else there is."""

    days: tuple[tuple[date, tuple[str, ...]], ...]
    late: int
    evaluations: int

    @property
    def is_empty(self) -> bool:
        """Whether a mail would say nothing."""
        return not (self.late or self.evaluations or any(lines for _day, lines in self.days))


def rhythm_of(work: Work) -> Rhythm:
    """How often this member is reminded; daily until something else was chosen."""
    query = select(Reminder.rhythm).where(Reminder.membership_id == work.actor.id)
    return Rhythm(work.session.scalar(query) or Rhythm.DAILY)


def choose_rhythm(work: Work, rhythm: Rhythm) -> None:
    """Be reminded this often from now on."""
    row = work.session.scalars(
        select(Reminder).where(Reminder.membership_id == work.actor.id)
    ).one_or_none()
    row = row or Reminder(membership_id=work.actor.id)
    row.rhythm = rhythm
    work.add(row)
    work.record("reminder.chosen", "membership", work.actor.id, rhythm)


@tenant_task("remind_by_mail", morning=True)
def remind_by_mail(work: Work) -> None:
    """Remind everybody of one tenant who wants it today and was not yet."""
    members = caseworkers(work)
    known = _reminders(work, members)
    for member in members:
        reminder = known[member.id]
        if reminder.last_sent_on != work.today and _is_wanted(Rhythm(reminder.rhythm), work.today):
            _remind(work, member, reminder)


def _reminders(work: Work, members: Iterable[Colleague]) -> dict[UUID, Reminder]:
    """The choice of each member, held still: of two rounds at once the second finds it done."""
    held = select(Reminder).order_by(Reminder.id).with_for_update()
    known = {row.membership_id: row for row in work.session.scalars(held)}
    for member in members:
        if member.id not in known:
            known[member.id] = work.add(Reminder(membership_id=member.id, rhythm=Rhythm.DAILY))
    return known


def _is_wanted(rhythm: Rhythm, today: date) -> bool:
    return rhythm is Rhythm.DAILY or (rhythm is Rhythm.WEEKLY and today.weekday() == MONDAY)


@in_dutch()
def _remind(work: Work, member: Colleague, reminder: Reminder) -> None:
    is_weekly = reminder.rhythm == Rhythm.WEEKLY
    actor = Actor("member", member.id, member.name, member.role)
    told = morning_of(replace(work, actor=actor), 7 if is_weekly else 2)
    if told.is_empty:
        return
    subject = _("Uw week") if is_weekly else _("Uw agenda voor vandaag en morgen")
    send_mail(work, "reminder", member.email, subject, _body(work, told, is_weekly))
    reminder.last_sent_on = work.today


def morning_of(work: Work, days: int) -> Morning:
    """What this member has in so many days from today, and what waits."""
    own = own_work(work, work.actor)
    last = work.today + timedelta(days=days - 1)
    found = [entry for entry in entries(own, work.today, last) if not entry.is_off]
    hours = [one for one in hours_of_member(own, work.today) if not one.is_left]
    dates = [work.today + timedelta(days=number) for number in range(days)]
    due = evaluations_due(work, work.today + EVALUATIONS_AHEAD)
    coming = [one for one in due if one.due_on >= work.today and one.talk_on is None]
    mine = mine_among(
        own, {f for one in coming for f in (one.asking_family_id, one.offering_family_id)}
    )
    return Morning(
        tuple((day, _lines(day, found, hours)) for day in dates),
        len(todo(own).late),
        sum(bool({one.asking_family_id, one.offering_family_id} & mine) for one in coming),
    )


def _lines(day: date, found: list[Entry], hours: list[WeeklyHours]) -> tuple[str, ...]:
    on_day = [(entry.at_time, entry.title) for entry in found if entry.on_date == day]
    on_day += [(one.from_time, one.title) for one in hours if one.is_on(day)]
    on_day.sort(key=lambda one: (one[0] is None, str(one[0] or ""), one[1]))
    return tuple(f"{clock(at)}: {title}" if at else title for at, title in on_day)


def _body(work: Work, told: Morning, is_weekly: bool) -> str:
    parts = [
        "\n".join([_heading(work, day), *(f"- {line}" for line in lines or (_("niets gepland"),))])
        for day, lines in told.days
        if lines or not is_weekly
    ]
    if told.late:
        parts.append(ngettext("Te laat: %(num)s taak.", "Te laat: %(num)s taken.", told.late))
    if told.evaluations:
        parts.append(
            ngettext(
                "Binnen twee weken aan de beurt: %(num)s evaluatie zonder afspraak.",
                "Binnen twee weken aan de beurt: %(num)s evaluaties zonder afspraak.",
                told.evaluations,
            )
        )
    parts.append(_("Met wie en waar leest u hier:\n%(link)s", link=work.address("/week")))
    parts.append(
        _("Liever minder vaak of geen mail? Kies dat hier:\n%(link)s", link=work.address("/agenda"))
    )
    return "\n\n".join(parts)


def _heading(work: Work, day: date) -> str:
    near = {0: _("Vandaag, %(day)s"), 1: _("Morgen, %(day)s")}
    words = near.get((day - work.today).days)
    said = day_date(day)
    return words % {"day": said} if words else said[:1].upper() + said[1:]
