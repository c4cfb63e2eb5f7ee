"""Who may open a family's file: its coordinator, an admin, or a colleague with a reason.

Everything about a family is fetched through here, so that no page forgets to ask.
"""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import or_, select

from core.accounts.models import Role
from core.errors import NeedsReason, NotFound, Refused
from core.families.models import Family, FamilyFile, FamilyRole, FileAccess
from core.wording import _
from core.work import Work


def access_family(work: Work, family_id: UUID) -> Family:
    """The family, when this member may work in its file.

    Raises NotFound, or NeedsReason when the file is a colleague's.
    """
    family = work.find(Family, family_id)
    if not may_open(work, {family_id}):
        raise NeedsReason(family_id)
    return family


def open_family(work: Work, family_id: UUID) -> Family:
    """As `access_family`, for reading the file: the logbook records who looked."""
    family = access_family(work, family_id)
    work.record("family.opened", "family", family_id)
    return family


def access_file(work: Work, family_id: UUID, role: FamilyRole) -> FamilyFile:
    """The file of one role: an open one, or a closed one that a reason opened today.

    Whoever reads or writes notes, intakes, checks or health of a role comes through here.
    Raises NotFound when the family never had the role, or NeedsReason.
    """
    access_family(work, family_id)
    files = files_of(work, family_id)
    file = next((file for file in files if file.role == role), None)
    if file is None:
        raise NotFound("family_file")
    if not is_shown(work, files, role):
        raise NeedsReason(family_id, role)
    return file


def is_shown(work: Work, files: Sequence[FamilyFile], role: FamilyRole) -> bool:
    """Whether a role's file of one family is not closed to a newer role, or was opened today."""
    if role in visible_roles(files) or work.actor.kind == "system":
        return True
    return _opened_today(work, {files[0].family_id}, role)


def files_of(work: Work, family_id: UUID) -> list[FamilyFile]:
    """The files of a family, the oldest first."""
    query = select(FamilyFile).where(FamilyFile.family_id == family_id)
    return list(work.session.scalars(query.order_by(FamilyFile.opened_on, FamilyFile.id)))


def visible_roles(files: Sequence[FamilyFile]) -> tuple[FamilyRole, ...]:
    """The roles whose notes a family's pages show: those that are open, else the one closed last.

    The file of a former role is closed to the new one: it has a page of its own, with a reason.
    """
    running = [file for file in files if file.closed_on is None]
    shown = running or sorted(files, key=lambda file: (file.closed_on, file.opened_on))[-1:]
    return tuple(FamilyRole(file.role) for file in shown)


def may_open(work: Work, family_ids: set[UUID]) -> bool:
    """Whether one of these files is this member's, nobody's, or opened today with a reason."""
    if work.actor.kind == "system" or work.actor.role == Role.ADMIN:
        return True
    if work.actor.id is None:
        raise NotFound("family")
    mine = select(FamilyFile.id).where(
        FamilyFile.family_id.in_(family_ids),
        or_(FamilyFile.coordinator_id == work.actor.id, FamilyFile.coordinator_id.is_(None)),
    )
    if work.session.scalar(mine.limit(1)):
        return True
    return _opened_today(work, family_ids, "")


def _opened_today(work: Work, family_ids: set[UUID], role: str) -> bool:
    opened = select(FileAccess.id).where(
        FileAccess.family_id.in_(family_ids),
        FileAccess.membership_id == work.actor.id,
        FileAccess.on_date == work.today,
        FileAccess.role == role,
    )
    return work.session.scalar(opened.limit(1)) is not None


def require_open_file(work: Work, family_id: UUID, role: FamilyRole) -> FamilyFile:
    """The file of one role, to write in; as `access_file`, and raises Refused when it is closed."""
    file = access_file(work, family_id, role)
    if file.closed_on is not None:
        raise Refused(_("Dit dossier is gesloten. Open het eerst weer."))
    return file
