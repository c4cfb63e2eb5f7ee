"""Families that were accepted and still wait for the first talk."""

from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Exists, or_, select

from core.couplings.models import Coupling
from core.families.models import (
    Appointment,
    AppointmentKind,
    AppointmentState,
    Family,
    FamilyFile,
    FamilyRole,
)
from core.intake.models import Intake
from core.web.formats import day_of_month, weeks_between, weeks_since
from core.week.appointments import TONES, intake_form
from core.week.caseload import is_mine
from core.week.task import LIMIT, Target, Task, TaskKind, joined
from core.week.weeks import Weeks
from core.wording import _
from core.work import Work

PLAN_WITHIN = timedelta(weeks=2)
"""After this a family that waits for its first talk stands under "Te laat"."""


def intakes(work: Work, weeks: Weeks) -> list[Task]:
    """Open files without an intake and without a day for it, who waits longest first."""
    rows = work.session.execute(
        select(
            FamilyFile.family_id,
            FamilyFile.role,
            FamilyFile.opened_on,
            Family.name,
            _talk(AppointmentState.HELD).label("was_held"),
        )
        .join(Family, Family.id == FamilyFile.family_id)
        .where(
            FamilyFile.closed_on.is_(None),
            FamilyFile.opened_on <= weeks.next_sunday,
            is_mine(work),
            ~_written_down(),
            ~_talk(AppointmentState.PLANNED),
            ~_coupled(),
        )
        .order_by(FamilyFile.opened_on, FamilyFile.id)
        .limit(LIMIT)
    )
    return [_task(row, weeks) for row in rows]


def _written_down() -> Exists:
    found = select(Intake.id).where(
        Intake.family_id == FamilyFile.family_id, Intake.role == FamilyFile.role
    )
    return found.correlate(FamilyFile).exists()


def _talk(state: AppointmentState) -> Exists:
    found = select(Appointment.id).where(
        Appointment.family_id == FamilyFile.family_id,
        Appointment.role == FamilyFile.role,
        Appointment.kind == AppointmentKind.INTAKE,
        Appointment.state == state,
    )
    return found.correlate(FamilyFile).exists()


def _coupled() -> ColumnElement[bool]:
    """A family that is or was coupled in this role is past its first talk."""
    found = select(Coupling.id).where(
        or_(
            (Coupling.asking_family_id == FamilyFile.family_id)
            & (FamilyFile.role == FamilyRole.ASKING),
            (Coupling.offering_family_id == FamilyFile.family_id)
            & (FamilyFile.role == FamilyRole.OFFERING),
        )
    )
    return found.correlate(FamilyFile).exists()


def _task(row: Any, weeks: Weeks) -> Task:
    role = FamilyRole(row.role)
    plan = Target("families.plan", {"family_id": row.family_id})
    return Task(
        kind=TaskKind.INTAKE,
        due_on=weeks.due(row.opened_on, row.opened_on + PLAN_WITHIN),
        is_fixed=False,
        icon="clipboard-list" if row.was_held else "calendar-plus",
        tone=TONES[role],
        title=_("Intake opschrijven") if row.was_held else _("Intake plannen"),
        who=row.name,
        note=joined(_role_word(role), _waiting(row, weeks)),
        about=Target("families.show", {"family_id": row.family_id}),
        action=intake_form(row.family_id, role) if row.was_held else plan,
        action_word=_("Noteer") if row.was_held else _("Plan"),
        families=((row.family_id, row.name),),
    )


def _role_word(role: FamilyRole) -> str:
    return _("vraaggezin") if role is FamilyRole.ASKING else _("steungezin")


def _waiting(row: Any, weeks: Weeks) -> str:
    if row.was_held:
        return _("het gesprek is geweest")
    if weeks_between(row.opened_on, weeks.today):
        return _("wacht al %(weeks)s", weeks=weeks_since(row.opened_on, weeks.today))
    return _("aangenomen op %(day)s", day=day_of_month(row.opened_on))
