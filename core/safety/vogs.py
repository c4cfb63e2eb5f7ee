"""The VOG of each adult of a steungezin: how far it is, and until when it counts."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, case, func, literal, select
from sqlalchemy.dialects.postgresql import aggregate_order_by

from core.accounts.models import Identity, Membership
from core.families.models import FamilyMember, MemberKind
from core.safety.models import VogRecord
from core.work import Work


class VogStage(StrEnum):
    """How far the VOG of one adult is; `EXPIRED` is past the programme's own term."""

    NOT_REQUESTED = "not_requested"
    REQUESTED = "requested"
    ISSUED = "issued"
    SEEN = "seen"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class AdultVog:
    """The VOG of one adult who lives in the house."""

    member_id: UUID
    name: str
    stage: VogStage
    requested_on: date | None = None
    issued_on: date | None = None
    seen_on: date | None = None
    repeat_on: date | None = None

    @property
    def is_renewing(self) -> bool:
        """Whether a new one was requested after the one that was seen."""
        return bool(self.requested_on and self.seen_on and self.requested_on > self.seen_on)


@dataclass(frozen=True, slots=True)
class VogStatus:
    """The VOGs of the adults of one steungezin; without adults nothing was seen.

    `missing` are the names of adults whose VOG was never seen; `expired`: at least one is past
    its term; `repeat_on` is the first day on which one must be seen again.
    """

    adults: tuple[AdultVog, ...] = ()

    @property
    def all_seen(self) -> bool:
        """Whether the VOG of every adult was seen and is within its term."""
        return bool(self.adults) and all(a.stage is VogStage.SEEN for a in self.adults)

    @property
    def expired(self) -> bool:
        """Whether a VOG that was seen is past its term."""
        return any(a.stage is VogStage.EXPIRED for a in self.adults)

    @property
    def missing(self) -> tuple[str, ...]:
        """First names of the adults whose VOG was not seen yet."""
        return tuple(a.name for a in self.adults if a.seen_on is None)

    @property
    def repeat_on(self) -> date | None:
        """The first day on which a VOG must be seen again, None when none was seen."""
        days = [a.repeat_on for a in self.adults if a.repeat_on]
        return min(days, default=None)


def vogs_of(work: Work, family_ids: Collection[UUID]) -> dict[UUID, VogStatus]:
    """The VOGs of the adults of each family, in one query; every family asked for is there."""
    found: dict[UUID, list[AdultVog]] = {family_id: [] for family_id in family_ids}
    if found:
        for row in work.session.execute(_adults(family_ids)):
            found[row.family_id].append(_adult_vog(row, work.today))
    return {family_id: VogStatus(tuple(adults)) for family_id, adults in found.items()}


def vog_stages_of(work: Work, families: Select[UUID]) -> dict[UUID, str]:
    """How far the VOG of each adult is, for thousands of families: without names and days.

    The stages of a family are one text with commas, in the order of its adults; a family without
    adults is not there.
    """
    stages = func.string_agg(
        stage_in_rows(work.today), aggregate_order_by(literal(","), FamilyMember.id)
    )
    wanted = (
        select(FamilyMember.family_id, stages)
        .outerjoin(VogRecord, VogRecord.member_id == FamilyMember.id)
        .where(FamilyMember.family_id.in_(families), *needs_vog())
        .group_by(FamilyMember.family_id)
    )
    return dict(work.session.execute(wanted).all())


def stage_in_rows(today: date) -> ColumnElement[str]:
    """`stage_on` as an expression of a `VogRecord` row, which may be missing."""
    row = VogRecord
    return case(
        (row.seen_on.is_not(None) & (row.repeat_on <= today), VogStage.EXPIRED.value),
        (row.seen_on.is_not(None), VogStage.SEEN.value),
        (row.issued_on.is_not(None), VogStage.ISSUED.value),
        (row.requested_on.is_not(None), VogStage.REQUESTED.value),
        else_=VogStage.NOT_REQUESTED.value,
    )


def stage_on(
    today: date,
    *,
    requested_on: date | None,
    issued_on: date | None,
    seen_on: date | None,
    repeat_on: date | None,
) -> VogStage:
    """How far a VOG is on a day. One that was seen stays so while a new one is on its way."""
    if seen_on:
        return VogStage.EXPIRED if repeat_on and repeat_on <= today else VogStage.SEEN
    if issued_on:
        return VogStage.ISSUED
    return VogStage.REQUESTED if requested_on else VogStage.NOT_REQUESTED


def _adults(family_ids: Collection[UUID]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            FamilyMember.family_id,
            FamilyMember.id,
            FamilyMember.first_name,
            VogRecord.requested_on,
            VogRecord.issued_on,
            VogRecord.seen_on,
            VogRecord.repeat_on,
        )
        .outerjoin(VogRecord, VogRecord.member_id == FamilyMember.id)
        .where(FamilyMember.family_id.in_(family_ids), *needs_vog())
        .order_by(FamilyMember.id)
    )


def needs_vog() -> tuple[ColumnElement[bool], ...]:
    """The criteria of who needs a VOG: every adult who lives in the house."""
    return (
        FamilyMember.kind != MemberKind.CHILD,
        FamilyMember.lives_elsewhere.is_(False),
    )


def _adult_vog(row: Row[Any], today: date) -> AdultVog:
    days = {
        "requested_on": row.requested_on,
        "issued_on": row.issued_on,
        "seen_on": row.seen_on,
        "repeat_on": row.repeat_on,
    }
    return AdultVog(row.id, row.first_name, stage_on(today, **days), **days)


def seers_of(work: Work, family_id: UUID) -> dict[UUID, str]:
    """Who saw the VOG of each adult of a family, by the adult's id."""
    wanted = (
        select(VogRecord.member_id, Identity.name)
        .join(FamilyMember, FamilyMember.id == VogRecord.member_id)
        .join(Membership, Membership.id == VogRecord.seen_by)
        .join(Identity, Identity.id == Membership.identity_id)
        .where(FamilyMember.family_id == family_id)
    )
    return dict(work.session.execute(wanted).all())
