"""The two seats of a restricted file: who sits there, and how that changes.

Only its two people change it, and it is written down. When neither can enter any more, see
`docs/decisions/0009-restricted-files.md`.
"""

from uuid import UUID

from sqlalchemy import select

from core.accounts.queries import caseworkers, member_names
from core.errors import NotFound, Refused
from core.meldcode.access import access_meldcode, can_enter
from core.meldcode.events import happened
from core.meldcode.models import MeldcodeFile
from core.wording import _
from core.work import SYSTEM_ACTOR, Work


def appoint(work: Work, file_id: UUID, member_id: UUID | None) -> None:
    """Name the other person of the file, or nobody; who was it before is shut out at once.

    The keeper names the second person. The second person names a keeper once the keeper left.
    Raises NotFound for who does not work with families here, Refused when it is not up to one.
    """
    file = access_meldcode(work, file_id)
    if member_id is not None and not can_be_appointed(work, member_id, work.actor.id):
        raise NotFound("membership")
    if work.actor.id == file.keeper_id:
        file.second_id = member_id
    elif can_enter(work, file.keeper_id):
        raise Refused(_("Alleen wie dit dossier begon, kiest de tweede persoon."), "member")
    elif member_id is None:
        raise Refused(_("Kies een collega."), "member")
    else:
        file.keeper_id = member_id
    happened(work, file_id, "appointed", _name(work, member_id))


def hand_over(work: Work, file_id: UUID, member_id: UUID) -> None:
    """Give one's own seat to a colleague; from then on one does not get in any more.

    The other person of the file may take it alone, and names somebody new.
    """
    file = access_meldcode(work, file_id)
    if not can_be_appointed(work, member_id, work.actor.id):
        raise NotFound("membership")
    if work.actor.id == file.keeper_id:
        file.keeper_id = member_id
        file.second_id = None if file.second_id == member_id else file.second_id
    else:
        file.second_id = None if file.keeper_id == member_id else member_id
    happened(work, file_id, "handed_over", _name(work, member_id))


def can_be_appointed(work: Work, member_id: UUID, beside: UUID | None) -> bool:
    """Whether this colleague works with families here now, and is somebody else."""
    return member_id != beside and any(one.id == member_id for one in caseworkers(work))


def left_alone(work: Work) -> tuple[tuple[UUID, bool], ...]:
    """The files that nobody can enter any more: their ids, and whether they are closed.

    For the command line; it tells nothing of what they are about.
    """
    files = work.session.scalars(select(MeldcodeFile).order_by(MeldcodeFile.id))
    return tuple((one.id, one.closed_on is not None) for one in files if _is_alone(work, one))


def break_glass(work: Work, file_id: UUID, member_id: UUID, reason: str) -> None:
    """Name a keeper for a file that nobody can enter any more; the reason stays in it.

    Raises NotFound, or Refused while one of its people works here, or without a reason.
    """
    if work.actor is not SYSTEM_ACTOR:
        raise NotFound(MeldcodeFile.__tablename__)
    file = work.find(MeldcodeFile, file_id)
    if not _is_alone(work, file):
        raise Refused(_("Iemand van dit dossier werkt hier nog. Vraag het aan die persoon."))
    if not can_be_appointed(work, member_id, None):
        raise Refused(_("Kies iemand die hier nu met gezinnen werkt."))
    if not reason.strip():
        raise Refused(_("Schrijf op wie dit vraagt en waarom."))
    file.keeper_id, file.second_id = member_id, None
    happened(work, file_id, "glass", f"{_name(work, member_id)}: {reason.strip()}")


def _is_alone(work: Work, file: MeldcodeFile) -> bool:
    return not (can_enter(work, file.keeper_id) or can_enter(work, file.second_id))


def _name(work: Work, member_id: UUID | None) -> str:
    return member_names(work).get(member_id, "") if member_id else str(_("niemand"))
