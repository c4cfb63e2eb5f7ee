"""What stands in a member's calendar: days and hours, and neutral words.

A calendar ends up on phones, watches and servers of others. It tells what to do and when; with
whom and where stands behind the link, after a login.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select

from core.accounts.models import Role
from core.calendar.revised import Revised
from core.couplings.models import Coupling, CouplingPhase
from core.evaluations.models import Evaluation, EvaluationState
from core.evaluations.planning import RUNNING, UNFINISHED
from core.families.models import (
    Appointment,
    AppointmentKind,
    AppointmentState,
    FamilyMember,
    FamilyRole,
)
from core.safety.models import VogRecord
from core.week.caseload import in_my_file
from core.week.going_on import trial_end
from core.wording import Text, _, _l
from core.work import Actor, Work

BACK = timedelta(days=31)
AHEAD = timedelta(days=366)
TALK_TITLES: dict[AppointmentKind, Text] = {
    AppointmentKind.INTAKE: _l("Gesprek"),
    AppointmentKind.TALK: _l("Gesprek"),
    AppointmentKind.INTRODUCTION: _l("Kennismaking"),
    AppointmentKind.EVALUATION: _l("Evaluatie"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """Something on a day, or at an hour of it; `path` is the page that tells more."""

    key: str
    title: str
    on_date: date
    path: str
    sequence: int
    changed_at: datetime
    at_time: time | None = None
    is_off: bool = False

    @property
    def order(self) -> tuple[date, bool, time, str]:
        """By day, what has an hour first."""
        return (self.on_date, self.at_time is None, self.at_time or time.min, self.key)


def own_work(work: Work, member: Actor) -> Work:
    """The work as this member sees it in a calendar: the own families, for a leader too."""
    return replace(work, actor=replace(member, role=Role.COORDINATOR))


def entries(work: Work, first: date, last: date) -> tuple[Entry, ...]:
    """What this member has from one day to another, both included: four queries."""
    found = [
        *_talks(work, first, last),
        *_evaluations(work, first, last),
        *_trial_ends(work, first, last),
        *_vogs(work, first, last),
    ]
    return tuple(sorted(found, key=lambda entry: entry.order))


def entry_of(talk: Appointment) -> Entry:
    """A talk as it stands in a calendar."""
    return _entry(
        talk,
        f"gesprek-{talk.id}",
        str(TALK_TITLES[AppointmentKind(talk.kind)]),
        talk.on_date,
        f"/afspraken/{talk.id}",
        at_time=talk.at_time,
        is_off=talk.state == AppointmentState.CANCELLED,
    )


def _entry(row: Revised, key: str, title: str, on_date: date, path: str, **more: Any) -> Entry:
    return Entry(key, title, on_date, path, row.sequence, row.changed_at, **more)


def _talks(work: Work, first: date, last: date) -> Iterator[Entry]:
    talks = work.session.scalars(
        select(Appointment)
        .outerjoin(Coupling, Coupling.id == Appointment.coupling_id)
        .where(
            Appointment.on_date.between(first, last),
            or_(
                in_my_file(work, Appointment.family_id, Appointment.role),
                and_(Coupling.id.is_not(None), _my_coupling(work)),
            ),
        )
    )
    return (entry_of(talk) for talk in talks)


def _my_coupling(work: Work) -> ColumnElement[bool]:
    return or_(
        in_my_file(work, Coupling.asking_family_id, FamilyRole.ASKING),
        in_my_file(work, Coupling.offering_family_id, FamilyRole.OFFERING),
    )


def _evaluations(work: Work, first: date, last: date) -> Iterator[Entry]:
    """Those that are due, or that are off; once a talk was agreed that is what counts."""
    has_talk = select(Appointment.id).where(
        Appointment.evaluation_id == Evaluation.id,
        Appointment.state == AppointmentState.PLANNED,
    )
    due = and_(
        Evaluation.state.in_(UNFINISHED),
        Coupling.phase.in_(RUNNING),
        ~has_talk.correlate(Evaluation).exists(),
    )
    rows = work.session.scalars(
        select(Evaluation)
        .join(Coupling, Coupling.id == Evaluation.coupling_id)
        .where(
            Evaluation.due_on.between(first, last),
            or_(due, Evaluation.state == EvaluationState.CANCELLED),
            _my_coupling(work),
        )
    )
    for row in rows:
        yield _entry(
            row, f"evaluatie-{row.id}", _("Evaluatie"), row.due_on, f"/evaluaties/{row.id}",
            is_off=row.state == EvaluationState.CANCELLED,
        )  # fmt: skip


def _trial_ends(work: Work, first: date, last: date) -> Iterator[Entry]:
    on_trial = select(Coupling).where(Coupling.phase == CouplingPhase.TRIAL, _my_coupling(work))
    for row in work.session.scalars(on_trial):
        if first <= (day := trial_end(work, row)) <= last:
            yield _entry(
                row, f"proef-{row.id}", _("Einde proefperiode"), day, f"/koppelingen/{row.id}"
            )


def _vogs(work: Work, first: date, last: date) -> Iterator[Entry]:
    """One for a family, however many adults it has."""
    rows = work.session.execute(
        select(VogRecord, VogRecord.repeat_on, FamilyMember.family_id)
        .join(FamilyMember, FamilyMember.id == VogRecord.member_id)
        .where(
            VogRecord.repeat_on.between(first, last),
            FamilyMember.lives_elsewhere.is_(False),
            in_my_file(work, FamilyMember.family_id, FamilyRole.OFFERING),
        )
        .order_by(VogRecord.id)
    )
    seen: set[tuple[UUID, date]] = set()
    for record, day, family_id in rows:
        if day and (family_id, day) not in seen:
            seen.add((family_id, day))
            yield _entry(
                record, f"vog-{record.id}", _("VOG vernieuwen"), day, f"/gezinnen/{family_id}/vog"
            )
