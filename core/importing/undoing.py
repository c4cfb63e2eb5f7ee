"""Undoing an import: as a whole, or not at all while something was built on one of its families."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, or_, select
from sqlalchemy.orm import aliased

from core.couplings.models import Coupling
from core.errors import Refused
from core.families.models import Family, FamilyMember, FileAccess
from core.importing.access import access_import
from core.importing.models import FamilyImport, ImportedRow, ImportState, RowOutcome
from core.matching.changing import list_changed
from core.matching.models import MatchProposal, SupportOffer, SupportRequest
from core.referrals.models import Referral
from core.wording import _
from core.work import Work
from tenants.isolation import Base, TenantModel
from tenants.models import AuditEntry
from tenants.plugin_references import count_plugin_rows

_RESTRICTED = "meldcode_file"
"""Only its two people know that there is one; it outlives the family, so it stands in no way."""
_NOT_BUILT = frozenset({ImportedRow.__tablename__, FileAccess.__tablename__, _RESTRICTED})
_READS = ("%.opened", "%reason_given", "%.exported", "%.listed")
FIGURES = "publish_figures"


@dataclass(frozen=True, slots=True)
class Blocked:
    """A family on which something was built since the import."""

    family_id: UUID
    name: str
    line: int


def blocked_families(work: Work, import_id: UUID) -> tuple[Blocked, ...]:
    """The families of an import that were worked with since, by name."""
    rows = work.session.execute(
        select(ImportedRow.line, ImportedRow.made_rows, Family.id, Family.name)
        .join(Family, Family.id == ImportedRow.family_id)
        .where(ImportedRow.import_id == import_id)
        .order_by(Family.name, ImportedRow.line)
    ).all()
    ids = {row.id for row in rows}
    now, touched = made_rows(work, ids), _touched(work, ids)
    return tuple(
        Blocked(row.id, row.name, row.line)
        for row in rows
        if now[row.id] != row.made_rows or row.id in touched
    )


def undo_import(work: Work, import_id: UUID) -> int:
    """Take every family of an import away again; returns how many. It can be carried out anew.

    Raises Refused when the import is not in, or something was built on one of its families.
    """
    access_import(work, import_id)
    row = work.session.scalar(
        select(FamilyImport)
        .where(FamilyImport.id == import_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if row is None or row.state not in (ImportState.DONE, ImportState.RUNNING):
        raise Refused(_("Deze import is niet opgenomen."))
    blocked = blocked_families(work, import_id)
    if blocked:
        names = ", ".join(one.name for one in blocked[:5])
        raise Refused(
            _(
                "Met deze gezinnen is al gewerkt: %(names)s. Ongedaan maken kan daarom niet meer. "
                "Er is niets weggehaald.",
                names=names,
            )
        )
    ids = set(
        work.session.scalars(
            select(ImportedRow.family_id).where(
                ImportedRow.import_id == import_id, ImportedRow.outcome == RowOutcome.TAKEN
            )
        )
    ) - {None}
    _take_away(work, ids)
    work.session.execute(delete(ImportedRow).where(ImportedRow.import_id == import_id))
    row.state = ImportState.UNDONE
    work.record("import.undone", "family_import", import_id, str(len(ids)))
    list_changed(work)
    work.defer(FIGURES)
    return len(ids)


def _take_away(work: Work, ids: Collection[UUID | None]) -> None:
    both = or_(Coupling.asking_family_id.in_(ids), Coupling.offering_family_id.in_(ids))
    work.session.execute(delete(Coupling).where(both))
    requests = select(SupportRequest.id).where(SupportRequest.family_id.in_(ids))
    work.session.execute(delete(MatchProposal).where(MatchProposal.request_id.in_(requests)))
    work.session.execute(delete(Referral).where(Referral.family_id.in_(ids)))
    work.session.execute(delete(Family).where(Family.id.in_(ids)))


def made_rows(work: Work, family_ids: Collection[UUID]) -> dict[UUID, int]:
    """How many rows belong to each family, in any table that is there: one statement a table."""
    found = dict.fromkeys(family_ids, 0)
    if not found:
        return found
    for model, column in _belonging():
        here = getattr(model, column.name)
        counted = select(here, func.count(model.id)).where(here.in_(list(found))).group_by(here)
        for family_id, count in work.session.execute(counted):
            found[family_id] += count
    for family_id, count in count_plugin_rows(
        work.session, Family.__tablename__, family_ids
    ).items():
        found[family_id] += count
    return found


def _belonging() -> list[tuple[Any, Any]]:
    """Every column, of any capability, that refers to a family."""
    return [
        (mapper.class_, column)
        for mapper in Base.registry.mappers
        if issubclass(mapper.class_, TenantModel) and mapper.class_.__tablename__ not in _NOT_BUILT
        for column in mapper.local_table.columns
        if column.info.get("belongs_to") == Family.__tablename__
    ]


def _touched(work: Work, family_ids: Collection[UUID]) -> set[UUID]:
    """The families about which a member, not the import itself, put a line in the logbook."""
    subjects: dict[UUID, set[UUID]] = {one: {one} for one in family_ids}
    parts = (
        (FamilyMember.id, FamilyMember.family_id),
        (SupportRequest.id, SupportRequest.family_id),
        (SupportOffer.id, SupportOffer.family_id),
        (Coupling.id, Coupling.asking_family_id),
        (Coupling.id, Coupling.offering_family_id),
    )
    for part, family in parts:
        for part_id, family_id in work.session.execute(
            select(part, family).where(family.in_(family_ids))
        ):
            subjects.setdefault(part_id, set()).add(family_id)
    line = aliased(AuditEntry)
    told = work.session.scalars(
        select(line.subject_id)
        .where(
            line.subject_id.in_(list(subjects)),
            line.actor_kind == "member",
            *(line.action.not_like(read) for read in _READS),
        )
        .distinct()
    )
    return {family for subject in told if subject for family in subjects[subject]}
