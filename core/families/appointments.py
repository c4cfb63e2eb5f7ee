"""Talks that are planned with a family, or within one of its couplings."""

from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from sqlalchemy import ColumnElement, select

from core.couplings.access import access_coupling
from core.couplings.models import Coupling, CouplingPhase
from core.errors import NotFound, Refused
from core.evaluations.models import Evaluation
from core.families.access import access_file
from core.families.contact import check_coupling
from core.families.models import (
    Appointment,
    AppointmentKind,
    AppointmentState,
    FamilyRole,
)
from core.families.undoing import TALK_CANCELLED, TALK_HELD
from core.undo.acts import undoable
from core.wording import _
from core.work import Work


@dataclass(frozen=True, slots=True)
class NewAppointment:
    """A talk to plan; `where` is a place in words."""

    role: FamilyRole
    kind: AppointmentKind
    on_date: date
    at_time: time | None = None
    where: str = ""
    coupling_id: UUID | None = None
    evaluation_id: UUID | None = None


def plan_appointment(work: Work, family_id: UUID, new: NewAppointment) -> UUID:
    """Plan a talk; raises Refused for a day that has passed."""
    access_file(work, family_id, new.role)
    check_coupling(work, family_id, new.coupling_id)
    _check_evaluation(work, family_id, new.evaluation_id)
    if new.on_date < work.today:
        raise Refused(_("Kies vandaag of een dag daarna."), field="on_date")
    appointment = Appointment(
        family_id=family_id,
        role=new.role,
        kind=new.kind,
        on_date=new.on_date,
        at_time=new.at_time,
        where=new.where.strip()[:120],
        coupling_id=new.coupling_id,
        evaluation_id=new.evaluation_id,
    )
    work.add(appointment)
    work.record("appointment.planned", "family", family_id)
    return appointment.id


def _check_evaluation(work: Work, family_id: UUID, evaluation_id: UUID | None) -> None:
    if evaluation_id is None:
        return
    evaluation = work.find(Evaluation, evaluation_id)
    coupling = work.find(Coupling, evaluation.coupling_id)
    if family_id not in (coupling.asking_family_id, coupling.offering_family_id):
        raise NotFound("evaluation")


def access_appointment(work: Work, appointment_id: UUID) -> Appointment:
    """The talk, for who may work in the file that it is in, or in its coupling.

    Raises NotFound or NeedsReason.
    """
    appointment = work.find(Appointment, appointment_id)
    if appointment.coupling_id:
        access_coupling(work, appointment.coupling_id)
    else:
        access_file(work, appointment.family_id, FamilyRole(appointment.role))
    return appointment


def move_appointment(
    work: Work, appointment_id: UUID, *, on_date: date, at_time: time | None, where: str
) -> UUID:
    """Put a talk on another day, hour or place; returns the family.

    Raises Refused when it was held or is off, or for a day that has passed.
    """
    talk = _planned(work, appointment_id)
    if on_date < work.today:
        raise Refused(_("Kies vandaag of een dag daarna."), field="on_date")
    if talk.kind == AppointmentKind.INTRODUCTION and talk.coupling_id:
        _move_introduction(work, talk.coupling_id, talk.on_date, on_date)
    talk.on_date, talk.at_time, talk.where = on_date, at_time, where.strip()[:120]
    work.record("appointment.moved", "family", talk.family_id)
    return talk.family_id


def _move_introduction(work: Work, coupling_id: UUID, before: date, on_date: date) -> None:
    """The families meet on that day, so the coupling says so too."""
    coupling = work.find(Coupling, coupling_id)
    if coupling.phase == CouplingPhase.INTRODUCTION and coupling.introduction_on == before:
        coupling.introduction_on = on_date


def hold_appointment(work: Work, appointment_id: UUID) -> UUID:
    """Say that a talk was held; returns the family."""
    return _settle(work, appointment_id, AppointmentState.HELD)


def settle_talks(work: Work, *which: ColumnElement[bool], and_later: bool = False) -> None:
    """Mark planned talks as held, because what came out of them was written down.

    `which` says of which family, coupling or evaluation. A talk that lies ahead stays planned;
    with `and_later` it is cancelled: what it was for is done.
    """
    work.session.flush()
    planned = select(Appointment).where(*which, Appointment.state == AppointmentState.PLANNED)
    for talk in work.session.scalars(planned):
        if talk.on_date <= work.today:
            talk.state = AppointmentState.HELD
        elif and_later:
            talk.state = AppointmentState.CANCELLED


def cancel_appointment(work: Work, appointment_id: UUID) -> UUID:
    """Say that a talk is off; returns the family."""
    return _settle(work, appointment_id, AppointmentState.CANCELLED)


def _settle(work: Work, appointment_id: UUID, state: AppointmentState) -> UUID:
    appointment = _planned(work, appointment_id)
    if state is AppointmentState.HELD and appointment.on_date > work.today:
        raise Refused(_("Deze afspraak is nog niet geweest. Laat hem staan, of zeg hem af."))
    kind = TALK_HELD if state is AppointmentState.HELD else TALK_CANCELLED
    with undoable(work, kind, appointment_id, page_id=appointment.family_id):
        appointment.state = state
    work.record(f"appointment.{state}", "family", appointment.family_id)
    return appointment.family_id


def _planned(work: Work, appointment_id: UUID) -> Appointment:
    appointment = access_appointment(work, appointment_id)
    if appointment.state != AppointmentState.PLANNED:
        raise Refused(_("Deze afspraak is al afgehandeld."))
    return appointment
