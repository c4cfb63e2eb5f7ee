"""Talks that are planned, and those that passed without a word about them."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import aliased

from core.couplings.models import Coupling, CouplingPhase
from core.families.models import (
    Appointment,
    AppointmentKind,
    AppointmentState,
    Family,
    FamilyMember,
    FamilyRole,
    MemberKind,
)
from core.intake.models import Intake
from core.web.formats import clock, day_of_month, weekday
from core.week.caseload import in_my_file
from core.week.task import LIMIT, Target, Task, TaskKind, both, joined
from core.week.weeks import Weeks
from core.wording import _, ngettext
from core.work import Work

Asking = aliased(Family)
Offering = aliased(Family)
ICONS = {
    AppointmentKind.INTAKE: "house",
    AppointmentKind.TALK: "message-circle",
    AppointmentKind.INTRODUCTION: "handshake",
    AppointmentKind.EVALUATION: "calendar-check",
}
TONES = {FamilyRole.ASKING: "request", FamilyRole.OFFERING: "support"}


def appointments(work: Work, weeks: Weeks) -> list[Task]:
    """Every planned talk up to the end of next week."""
    return [_task(row, weeks.today) for row in work.session.execute(_query(work, weeks))]


def _query(work: Work, weeks: Weeks) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Appointment,
            Family.name,
            Family.place,
            Family.postcode4,
            Asking.id.label("asking_id"),
            Asking.name.label("asking_name"),
            Offering.id.label("offering_id"),
            Offering.name.label("offering_name"),
            _children().label("children"),
        )
        .join(Family, Family.id == Appointment.family_id)
        .outerjoin(Coupling, Coupling.id == Appointment.coupling_id)
        .outerjoin(Asking, Asking.id == Coupling.asking_family_id)
        .outerjoin(Offering, Offering.id == Coupling.offering_family_id)
        .where(
            Appointment.state == AppointmentState.PLANNED,
            Appointment.on_date <= weeks.next_sunday,
            ~_was_overtaken(),
            _mine(work),
        )
        .order_by(Appointment.on_date, Appointment.id)
        .limit(LIMIT)
    )


def _children() -> ColumnElement[int]:
    counted = select(func.count(FamilyMember.id)).where(
        FamilyMember.family_id == Appointment.family_id, FamilyMember.kind == MemberKind.CHILD
    )
    return counted.correlate(Appointment).scalar_subquery()


def _was_overtaken() -> ColumnElement[bool]:
    """Whether what the talk was for is done: nobody need say so a second time."""
    written_down = select(Intake.id).where(
        Intake.family_id == Appointment.family_id,
        Intake.role == Appointment.role,
        Intake.held_on >= Appointment.on_date,
    )
    went_on = select(Coupling.id).where(
        Coupling.id == Appointment.coupling_id, Coupling.phase != CouplingPhase.INTRODUCTION
    )
    is_intake = Appointment.kind == AppointmentKind.INTAKE
    is_introduction = Appointment.kind == AppointmentKind.INTRODUCTION
    return or_(
        and_(is_intake, written_down.correlate(Appointment).exists()),
        and_(is_introduction, went_on.correlate(Appointment).exists()),
    )


def _mine(work: Work) -> ColumnElement[bool]:
    """A talk within a coupling is of both coordinators."""
    return or_(
        in_my_file(work, Appointment.family_id, Appointment.role),
        and_(
            Coupling.id.is_not(None),
            or_(
                in_my_file(work, Coupling.asking_family_id, FamilyRole.ASKING),
                in_my_file(work, Coupling.offering_family_id, FamilyRole.OFFERING),
            ),
        ),
    )


def _task(row: Any, today: date) -> Task:
    talk: Appointment = row.Appointment
    kind, role = AppointmentKind(talk.kind), FamilyRole(talk.role)
    coupled = row.asking_id is not None
    has_passed = talk.on_date < today
    return Task(
        kind=TaskKind.APPOINTMENT,
        due_on=talk.on_date,
        at_time=talk.at_time,
        icon=ICONS[kind],
        tone="" if coupled else TONES[role],
        title=_title(talk, kind),
        who=both(row.asking_name, row.offering_name) if coupled else row.name,
        note=_note(row, kind, role, has_passed),
        about=_about(talk, coupled),
        action=_action(talk, kind, role, coupled),
        action_word=_("Noteer") if has_passed else _("Open"),
        families=_families(row, coupled),
        route=f"{row.postcode4} {row.place}".strip(),
        done=Target("families.hold_appointment", {"appointment_id": talk.id})
        if talk.on_date <= today
        else None,
        done_word=_("Is geweest"),
        move=Target("families.appointment", {"appointment_id": talk.id}),
    )


def _title(talk: Appointment, kind: AppointmentKind) -> str:
    words = {
        AppointmentKind.INTAKE: _("Intake"),
        AppointmentKind.TALK: _("Gesprek"),
        AppointmentKind.INTRODUCTION: _("Kennismaking"),
        AppointmentKind.EVALUATION: _("Evaluatie"),
    }
    return f"{words[kind]}, {clock(talk.at_time)}" if talk.at_time else words[kind]


def _note(row: Any, kind: AppointmentKind, role: FamilyRole, has_passed: bool) -> str:
    talk: Appointment = row.Appointment
    was = _("was %(day)s", day=f"{weekday(talk.on_date)} {day_of_month(talk.on_date)}")
    passed = _("%(was)s: hoe ging het?", was=was) if has_passed else ""
    postcode = _("postcode %(code)s", code=row.postcode4) if row.postcode4 else ""
    if kind is not AppointmentKind.INTAKE:
        return joined(passed, talk.where, postcode if not talk.where else "")
    return joined(passed, talk.where, postcode, *_intake_words(role, row.children))


def _intake_words(role: FamilyRole, children: int) -> tuple[str, ...]:
    if role is FamilyRole.OFFERING:
        return (_("steungezin"),)
    count = ngettext("%(num)s kind", "%(num)s kinderen", children)
    family = _("vraaggezin, %(children)s", children=count) if children else _("vraaggezin")
    return (family, _("neem de veiligheidscheck mee"))


def _about(talk: Appointment, coupled: bool) -> Target:
    if coupled and talk.coupling_id:
        return Target("couplings.show", {"coupling_id": talk.coupling_id})
    return Target("families.show", {"family_id": talk.family_id})


def _action(talk: Appointment, kind: AppointmentKind, role: FamilyRole, coupled: bool) -> Target:
    if kind is AppointmentKind.INTAKE:
        return intake_form(talk.family_id, role)
    if kind is AppointmentKind.EVALUATION and talk.evaluation_id:
        return Target("evaluations.show", {"evaluation_id": talk.evaluation_id})
    return _about(talk, coupled)


def intake_form(family_id: UUID, role: FamilyRole | str) -> Target:
    """Where the first talk with a family is written down."""
    asks = role == FamilyRole.ASKING
    return Target("intake.asking" if asks else "intake.offering", {"family_id": family_id})


def _families(row: Any, coupled: bool) -> tuple[tuple[UUID, str], ...]:
    if coupled:
        return ((row.asking_id, row.asking_name), (row.offering_id, row.offering_name))
    return ((row.Appointment.family_id, row.name),)
