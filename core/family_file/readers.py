"""Who looked into a family's file, from the logbook: families may ask."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select

from core.accounts.queries import member_names
from core.families.access import AS_STAND_IN
from core.families.models import Family
from core.wording import Text, _l
from core.work import Work
from tenants.models import AuditDetail, AuditEntry

PAGE_SIZE = 25
READS: dict[str, Text] = {
    "family.opened": _l("Dossier geopend"),
    AS_STAND_IN: _l("Dossier geopend als waarnemer"),
    "closed_file.opened": _l("Gesloten dossier geopend"),
    "health.opened": _l("Gezondheid bekeken"),
    "attachment.opened": _l("Bijlage gedownload"),
    "family.exported": _l("Gegevens uitgevoerd"),
}
REASONS = {
    "family.opened": "family.reason_given",
    AS_STAND_IN: AS_STAND_IN,
    "closed_file.opened": "closed_file.reason_given",
}
"""Which line of the logbook holds the reason for a look."""
HERE = "Europe/Amsterdam"


@dataclass(frozen=True, slots=True)
class Look:
    """What somebody saw on one day, how often, and with which reason if one was due."""

    on_date: date
    who: str
    what: Text
    times: int
    reason: str
    is_stand_in: bool = False


@dataclass(frozen=True, slots=True)
class Looks:
    """One page of them."""

    looks: tuple[Look, ...]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // PAGE_SIZE))


def who_looked(work: Work, family_id: UUID, page: int = 1) -> Looks:
    """Who looked into the file, a line for each day and person, newest first.

    Who looked into a file that was merged into this one stands here as well.
    """
    day = _day()
    grouped = (
        select(
            day.label("day"),
            AuditEntry.actor_id,
            AuditEntry.action,
            func.count(AuditEntry.id).label("times"),
            func.count().over().label("total"),
        )
        .where(_about(family_id), AuditEntry.action.in_(READS))
        .group_by(day, AuditEntry.actor_id, AuditEntry.action)
        .order_by(day.desc(), func.max(AuditEntry.seq).desc())
    )
    rows = work.session.execute(
        grouped.limit(PAGE_SIZE).offset((max(1, page) - 1) * PAGE_SIZE)
    ).all()
    names, reasons = member_names(work), _reasons(work, family_id, {row.day for row in rows})
    looks = tuple(
        Look(
            row.day, names.get(row.actor_id, ""), READS[row.action], row.times,
            reasons.get((row.actor_id, row.day, REASONS.get(row.action, "")), ""),
            row.action == AS_STAND_IN,
        )
        for row in rows
    )  # fmt: skip
    return Looks(looks, rows[0].total if rows else 0, max(1, page))


def _reasons(
    work: Work, family_id: UUID, days: set[date]
) -> dict[tuple[UUID | None, date, str], str]:
    rows = work.session.execute(
        select(AuditEntry.actor_id, AuditEntry.action, _day().label("day"), AuditDetail)
        .join(AuditDetail, AuditDetail.id == AuditEntry.id)
        .where(
            _about(family_id),
            AuditEntry.action.in_(REASONS.values()),
            _day().in_(days),
        )
        .order_by(AuditEntry.seq)
    )
    return {
        (row.actor_id, row.day, row.action): work.vault.open(
            AuditDetail.text, row.AuditDetail.id, row.AuditDetail.text
        )
        for row in rows
    }


def _about(family_id: UUID) -> ColumnElement[bool]:
    merged = select(Family.id).where(Family.merged_into_id == family_id)
    return or_(AuditEntry.subject_id == family_id, AuditEntry.subject_id.in_(merged))


def _day() -> ColumnElement[date]:
    return func.date(func.timezone(HERE, AuditEntry.at))
