"""Who may open a family's file: its coordinator, who stands in today, an admin, or a reason.

Everything about a family is fetched through here, so that no page forgets to ask. What belongs to
one role is asked by that role's file (`access_file`): a family may have two coordinators.
"""

from collections.abc import Collection, Sequence
from enum import StrEnum
from uuid import UUID

from sqlalchemy import or_, select

from core.accounts.models import Role
from core.accounts.queries import member_names
from core.cover.days import covered_today
from core.errors import Merged, NeedsReason, NotFound, Refused
from core.families.models import Family, FamilyFile, FamilyRole, FileAccess
from core.wording import _
from core.work import Work

AS_STAND_IN = "family.opened_as_stand_in"
"""What the logbook says, instead of a plain opening, when only a cover opened the file."""


class Ground(StrEnum):
    """Why a member may read the file of a role."""

    OWN = "own"
    COVER = "cover"
    REASON = "reason"


def access_family(work: Work, family_id: UUID) -> Family:
    """The family, when this member may work in the file of one of its roles.

    Raises NotFound, Merged when it went into another, or NeedsReason when every file is a
    colleague's. Who comes in as a stand-in is recorded.
    """
    family = find_family(work, family_id)
    _enter(work, family_id)
    return family


def find_family(work: Work, family_id: UUID) -> Family:
    """The family, whoever asks; raises NotFound, or Merged when it went into another."""
    family = work.find(Family, family_id)
    if family.merged_into_id is not None:
        raise Merged(family_id, family.merged_into_id)
    return family


def _enter(work: Work, family_id: UUID) -> Ground:
    """On which ground this member comes in; raises NeedsReason."""
    files = files_of(work, family_id)
    grounds = set(grounds_for(work, files).values())
    if Ground.OWN in grounds or _sees_all(work):
        return Ground.OWN
    if Ground.COVER in grounds:
        _record_cover(work, files)
        return Ground.COVER
    if not grounds:
        raise NeedsReason(family_id)
    return Ground.REASON


def open_family(work: Work, family_id: UUID) -> Family:
    """As `access_family`, for reading the file: the logbook records who looked."""
    family = find_family(work, family_id)
    if _enter(work, family_id) is not Ground.COVER:
        work.record("family.opened", "family", family_id)
    return family


def access_file(work: Work, family_id: UUID, role: FamilyRole) -> FamilyFile:
    """The file of one role: one's own, a covered one, or one that a reason opened today.

    Whoever reads or writes notes, intakes, checks or health of a role comes through here: the
    coordinator of a family's other role needs a reason. Raises NotFound when the family never had
    the role, or NeedsReason.
    """
    access_family(work, family_id)
    files = files_of(work, family_id)
    file = next((file for file in files if file.role == role), None)
    if file is None:
        raise NotFound("family_file")
    if not _may_read(work, files, role):
        raise NeedsReason(family_id, role)
    return file


def may_read(work: Work, family_id: UUID, role: FamilyRole) -> bool:
    """Whether this member may read the file of a role now; a stand-in is recorded."""
    return _may_read(work, files_of(work, family_id), role)


def _may_read(work: Work, files: Sequence[FamilyFile], role: FamilyRole) -> bool:
    if work.actor.kind == "system":
        return True
    ground = grounds_for(work, files).get(role)
    if ground is Ground.COVER:
        _record_cover(work, [file for file in files if file.role == role])
    return ground is not None


def readable_roles(work: Work, files: Sequence[FamilyFile]) -> tuple[FamilyRole, ...]:
    """The roles of one family whose open file (or else the one closed last) is shown to me.

    To whom none is readable yet, the page that asks for a reason shows them all.
    """
    visible, grounds = visible_roles(files), grounds_for(work, files)
    return tuple(role for role in visible if role in grounds) or visible


def grounds_for(work: Work, files: Sequence[FamilyFile]) -> dict[FamilyRole, Ground]:
    """Why this member may read which files of one family, today; those not named stay shut.

    Nobody asks about covers or reasons where the member's own files are all there is to read.
    """
    visible = visible_roles(files)
    if _sees_all(work):
        grounds = dict.fromkeys(visible, Ground.OWN)
    else:
        shown = [file for file in files if file.role in visible]
        grounds = _grounds_of_files(work, shown)
    if files and len(grounds) < len(files):
        for word in _opened_today(work, files[0].family_id):
            for role in [FamilyRole(word)] if word else visible:
                grounds.setdefault(role, Ground.REASON)
    return grounds


def _grounds_of_files(work: Work, files: Sequence[FamilyFile]) -> dict[FamilyRole, Ground]:
    if work.actor.id is None:
        raise NotFound("family")
    mine = (work.actor.id, None)
    grounds = {FamilyRole(f.role): Ground.OWN for f in files if f.coordinator_id in mine}
    if len(grounds) < len(files):
        covered = covered_today(work)
        for file in files:
            if file.coordinator_id in covered and file.closed_on is None:
                grounds.setdefault(FamilyRole(file.role), Ground.COVER)
    return grounds


def _record_cover(work: Work, files: Sequence[FamilyFile]) -> None:
    """Say once for each unit of work that a stand-in was here, and for whom."""
    names = member_names(work)
    covered = covered_today(work)
    for file in files:
        if file.coordinator_id in covered and file.closed_on is None:
            work.record_once(
                AS_STAND_IN, "family", file.family_id, names.get(file.coordinator_id, "")
            )


def _sees_all(work: Work) -> bool:
    return work.actor.kind == "system" or work.actor.role == Role.ADMIN


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
    """Whether a file of one of these families is this member's, covered, or opened with a reason.

    It says nothing about a role: `may_read` does.
    """
    return _sees_all(work) or any(
        grounds_for(work, files_of(work, family_id)) for family_id in family_ids
    )


def own_families(work: Work, family_ids: Collection[UUID], role: FamilyRole) -> frozenset[UUID]:
    """Those of these families whose open file of a role is this member's own, or nobody's yet.

    For naming them on the page of another: nothing is recorded, for no file is opened. One that
    is only covered, or that a reason opened, is not named.
    """
    if not family_ids:
        return frozenset()
    files = select(FamilyFile.family_id).where(
        FamilyFile.family_id.in_(family_ids),
        FamilyFile.role == role,
        FamilyFile.closed_on.is_(None),
    )
    if not _sees_all(work):
        mine = FamilyFile.coordinator_id == work.actor.id
        files = files.where(or_(mine, FamilyFile.coordinator_id.is_(None)))
    return frozenset(work.session.scalars(files))


def _opened_today(work: Work, family_id: UUID) -> frozenset[str]:
    """The roles that a reason of this member opened today; "" stands for what is not closed."""
    opened = select(FileAccess.role).where(
        FileAccess.family_id == family_id,
        FileAccess.membership_id == work.actor.id,
        FileAccess.on_date == work.today,
    )
    return frozenset(work.session.scalars(opened))


def require_open_file(work: Work, family_id: UUID, role: FamilyRole) -> FamilyFile:
    """The file of one role, to write in; as `access_file`, and raises Refused when it is closed."""
    file = access_file(work, family_id, role)
    if file.closed_on is not None:
        raise Refused(_("Dit dossier is gesloten. Open het eerst weer."))
    return file
