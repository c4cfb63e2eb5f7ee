"""Who may open a restricted file: its keeper and the one named second person. Nobody else.

Not the admin, not a colleague with a reason, not who stands in for a coordinator, not a job:
whoever is not one of the two gets the answer of a file that does not exist.
"""

from uuid import UUID

from sqlalchemy import ColumnElement, or_, select

from core.accounts.models import Membership, Role
from core.errors import NotFound
from core.meldcode.models import MeldcodeFile
from core.work import Work


def access_meldcode(work: Work, file_id: UUID) -> MeldcodeFile:
    """The file, for one of its two people; raises NotFound."""
    found = work.session.scalar(
        select(MeldcodeFile).where(MeldcodeFile.id == file_id, is_mine(work))
    )
    if found is None:
        raise NotFound(MeldcodeFile.__tablename__)
    return found


def is_mine(work: Work) -> ColumnElement[bool]:
    """Whether a MeldcodeFile is open to the actor; raises NotFound for who is no member."""
    if work.actor.kind != "member" or work.actor.id is None:
        raise NotFound(MeldcodeFile.__tablename__)
    return or_(MeldcodeFile.keeper_id == work.actor.id, MeldcodeFile.second_id == work.actor.id)


def can_enter(work: Work, member_id: UUID | None) -> bool:
    """Whether this person still works here with families, and so can open what is theirs."""
    found = select(Membership.id).where(
        Membership.id == member_id,
        Membership.ended_at.is_(None),
        Membership.role != Role.GEMEENTE,
    )
    return member_id is not None and work.session.scalar(found) is not None
