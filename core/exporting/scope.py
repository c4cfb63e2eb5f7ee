"""Which files a member may read without asking, as a condition: as `core.families.access` decides.

Stricter in one thing: a stand-in reads a colleague's file on the page, and takes no list of it.
"""

from typing import Any

from sqlalchemy import ColumnElement, false, or_, select, true, tuple_
from sqlalchemy.orm import aliased

from core.accounts.models import Role
from core.families.models import FamilyFile, FileAccess
from core.work import Work


def may_open(work: Work, family_id: Any) -> ColumnElement[bool]:
    """Whether this member may read a file of the family in this column."""
    return _readable(work, family_id, None)


def may_read(work: Work, family_id: Any, role: Any) -> ColumnElement[bool]:
    """Whether this member may read the file of this role: each role has its own coordinator."""
    return _readable(work, family_id, role)


def _readable(work: Work, family_id: Any, role: Any) -> ColumnElement[bool]:
    file, newer = aliased(FamilyFile), aliased(FamilyFile)
    # An open file is shown; with none open, the one closed last (`visible_roles`).
    closed_to = (
        select(newer.id)
        .where(
            newer.family_id == file.family_id,
            newer.id != file.id,
            or_(newer.closed_on.is_(None), _order(newer) > _order(file)),
        )
        .correlate(file)
        .exists()
    )
    found = select(file.id).where(
        file.family_id == family_id,
        or_(file.closed_on.is_(None), ~closed_to),
        _ground(work, file),
    )
    if role is not None:
        found = found.where(file.role == role)
    return found.exists()


def _order(file: Any) -> Any:
    """Which of two files closed last; two may close on one day."""
    return tuple_(file.closed_on, file.opened_on, file.id)


def _ground(work: Work, file: Any) -> ColumnElement[bool]:
    """It is an admin who asks, the file is one's own or nobody's, or a reason opened it today."""
    if work.actor.role == Role.ADMIN:
        return true()
    if work.actor.id is None:
        return false()
    opened = select(FileAccess.id).where(
        FileAccess.family_id == file.family_id,
        FileAccess.membership_id == work.actor.id,
        FileAccess.on_date == work.today,
        or_(FileAccess.role == "", FileAccess.role == file.role),
    )
    return or_(
        file.coordinator_id == work.actor.id,
        file.coordinator_id.is_(None),
        opened.correlate(file).exists(),
    )
