"""Which files a member may open without asking, as a condition: as `access_family` decides it."""

from typing import Any

from sqlalchemy import ColumnElement, or_, select, true
from sqlalchemy.orm import aliased

from core.accounts.models import Role
from core.families.models import FamilyFile, FamilyRole, FileAccess
from core.work import Work


def may_open(work: Work, family_id: Any) -> ColumnElement[bool]:
    """Whether the family in this column is the member's, nobody's, or opened today."""
    if work.actor.role == Role.ADMIN:
        return true()
    file = aliased(FamilyFile)
    own = select(file.family_id).where(
        or_(file.coordinator_id == work.actor.id, file.coordinator_id.is_(None))
    )
    opened = select(FileAccess.family_id).where(
        FileAccess.membership_id == work.actor.id,
        FileAccess.on_date == work.today,
        FileAccess.role == "",
    )
    found: ColumnElement[bool] = or_(family_id.in_(own), family_id.in_(opened))
    return found


def is_shown(family_id: Any, role: Any) -> ColumnElement[bool]:
    """Whether the file of a role is not closed to a newer one: an open one, or the last closed."""
    file, newer = aliased(FamilyFile), aliased(FamilyFile)
    closed_to = (
        select(newer.id)
        .where(
            newer.family_id == file.family_id,
            newer.id != file.id,
            or_(newer.closed_on.is_(None), newer.closed_on > file.closed_on),
        )
        .correlate(file)
        .exists()
    )
    found = select(file.id).where(
        file.family_id == family_id,
        file.role == role,
        or_(file.closed_on.is_(None), ~closed_to),
    )
    return found.exists()


ROLES = {FamilyRole.ASKING: "vraaggezin", FamilyRole.OFFERING: "steungezin"}
