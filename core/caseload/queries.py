"""What a member would leave behind, and who left without giving it on."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select

from core.accounts.models import Identity, Membership
from core.caseload.models import CaseloadTransfer, TransferredFile
from core.couplings.models import Coupling, CouplingPhase
from core.families.models import (
    Appointment,
    AppointmentState,
    ContactMoment,
    Family,
    FamilyFile,
    FamilyRole,
)
from core.work import Work


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file to be given on."""

    id: UUID
    family: str
    place: str
    role: FamilyRole
    opened_on: date


@dataclass(frozen=True, slots=True)
class Left:
    """Everything that goes along with the files of one member."""

    files: tuple[OpenFile, ...] = ()
    couplings: int = 0
    talks: int = 0
    follow_ups: int = 0

    @property
    def asking(self) -> int:
        """How many vraaggezinnen."""
        return sum(file.role is FamilyRole.ASKING for file in self.files)

    @property
    def offering(self) -> int:
        """How many steungezinnen."""
        return len(self.files) - self.asking


@dataclass(frozen=True, slots=True)
class Transfer:
    """A hand-over of today, which can be undone."""

    id: UUID
    to: str
    count: int


def left_by(work: Work, member_id: UUID) -> Left:
    """The open files of a member and what stands in them: five statements."""
    rows = work.session.execute(
        select(FamilyFile.id, Family.name, Family.place, FamilyFile.role, FamilyFile.opened_on)
        .join(Family, Family.id == FamilyFile.family_id)
        .where(_of(member_id))
        .order_by(func.lower(Family.name), FamilyFile.id)
    )
    files = tuple(OpenFile(r.id, r.name, r.place, FamilyRole(r.role), r.opened_on) for r in rows)
    if not files:
        return Left()
    return Left(
        files,
        _count(work, Coupling, member_id, _is_coupled(), Coupling.phase != CouplingPhase.ENDED),
        _count(
            work, Appointment, member_id,
            _stands_in(Appointment), Appointment.state == AppointmentState.PLANNED,
        ),
        _count(
            work, ContactMoment, member_id, _stands_in(ContactMoment),
            ContactMoment.follow_up_on.is_not(None), ContactMoment.follow_up_done_on.is_(None),
        ),
    )  # fmt: skip


def open_count(work: Work, member_id: UUID) -> int:
    """How many open files a member has."""
    return work.session.scalar(select(func.count(FamilyFile.id)).where(_of(member_id))) or 0


def left_behind(work: Work) -> tuple[tuple[UUID, str, int], ...]:
    """Who works here no longer and still has open files: membership, name, how many."""
    rows = work.session.execute(
        select(Membership.id, Identity.name, func.count(FamilyFile.id))
        .join(Identity, Identity.id == Membership.identity_id)
        .join(FamilyFile, FamilyFile.coordinator_id == Membership.id)
        .where(Membership.ended_at.is_not(None), FamilyFile.closed_on.is_(None))
        .group_by(Membership.id, Identity.name)
        .order_by(Identity.name)
    )
    return tuple((member_id, name, count) for member_id, name, count in rows)


def done_today(work: Work, member_id: UUID) -> tuple[Transfer, ...]:
    """What this member gave today and can still be undone, the last first."""
    rows = work.session.execute(
        select(CaseloadTransfer.id, Identity.name, func.count(TransferredFile.id))
        .join(TransferredFile, TransferredFile.transfer_id == CaseloadTransfer.id)
        .join(Membership, Membership.id == CaseloadTransfer.to_id)
        .join(Identity, Identity.id == Membership.identity_id)
        .where(
            CaseloadTransfer.from_id == member_id,
            CaseloadTransfer.on_date == work.today,
            CaseloadTransfer.undone_on.is_(None),
        )
        .group_by(CaseloadTransfer.id, Identity.name)
        .order_by(CaseloadTransfer.id.desc())
    )
    return tuple(Transfer(transfer_id, name, count) for transfer_id, name, count in rows)


def _of(member_id: UUID) -> ColumnElement[bool]:
    return and_(FamilyFile.coordinator_id == member_id, FamilyFile.closed_on.is_(None))


def _stands_in(model: type[Appointment] | type[ContactMoment]) -> ColumnElement[bool]:
    return and_(model.family_id == FamilyFile.family_id, model.role == FamilyFile.role)


def _is_coupled() -> ColumnElement[bool]:
    asks, offers = FamilyRole.ASKING, FamilyRole.OFFERING
    return or_(
        and_(Coupling.asking_family_id == FamilyFile.family_id, FamilyFile.role == asks),
        and_(Coupling.offering_family_id == FamilyFile.family_id, FamilyFile.role == offers),
    )


def _count(
    work: Work,
    model: type[Coupling] | type[Appointment] | type[ContactMoment],
    member_id: UUID,
    joined: ColumnElement[bool],
    *conditions: ColumnElement[bool],
) -> int:
    query = select(func.count(model.id.distinct())).join(FamilyFile, joined)
    return work.session.scalar(query.where(_of(member_id), *conditions)) or 0
