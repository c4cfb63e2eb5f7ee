"""Giving open files to a successor, all at once or none; and back, the same day.

Talks, things to come back to, couplings and evaluations stand in the file, so they go along.
"""

from uuid import UUID

from sqlalchemy import select

from core.accounts.models import Membership
from core.accounts.queries import find_colleague
from core.caseload import letters
from core.caseload.models import CaseloadTransfer, TransferredFile
from core.errors import NotFound, Refused
from core.families.files import check_coordinator
from core.families.models import FamilyFile
from core.wording import _
from core.work import Work


def transfer_caseload(
    work: Work, from_id: UUID, to_id: UUID, file_ids: frozenset[UUID] | None = None
) -> UUID:
    """Give the open files of a member, or those named, to a colleague; returns the act.

    Raises NotFound for a file that is not an open one of this member, or a colleague who does not
    work with families; Refused when there is nothing to give.
    """
    work.find(Membership, from_id)
    if from_id == to_id:
        raise Refused(_("Kies een andere collega: deze heeft de dossiers al."), "to")
    check_coordinator(work, to_id)
    files = _open_files(work, from_id)
    if file_ids is not None:
        if not file_ids <= files.keys():
            raise NotFound(FamilyFile.__tablename__)
        files = {file_id: file for file_id, file in files.items() if file_id in file_ids}
    if not files:
        raise Refused(_("Kies ten minste één dossier."), "files")
    transfer = CaseloadTransfer(from_id=from_id, to_id=to_id, done_by=work.actor.id)
    transfer.on_date = work.today
    work.add(transfer)
    for file in files.values():
        file.coordinator_id = to_id
        work.session.add(TransferredFile(transfer_id=transfer.id, file_id=file.id))
        work.record("file.assigned", "family", file.family_id, str(to_id))
    work.record("caseload.transferred", "caseload_transfer", transfer.id)
    letters.tell_successor(work, find_colleague(work, to_id).email, len(files))
    return transfer.id


def undo_transfer(work: Work, transfer_id: UUID) -> int:
    """Give back what is still with the successor, on the same day; returns how many files.

    Raises NotFound or Refused.
    """
    transfer = work.find(CaseloadTransfer, transfer_id)
    if transfer.undone_on is not None:
        raise Refused(_("Dit is al teruggedraaid."))
    if transfer.on_date != work.today:
        raise Refused(_("Terugdraaien kan alleen op de dag zelf. Geef de dossiers opnieuw."))
    gone = select(TransferredFile.file_id).where(TransferredFile.transfer_id == transfer_id)
    files = select(FamilyFile).where(
        FamilyFile.id.in_(gone), FamilyFile.coordinator_id == transfer.to_id
    )
    count = 0
    for file in work.session.scalars(files.with_for_update()):
        file.coordinator_id = transfer.from_id
        work.record("file.assigned", "family", file.family_id, str(transfer.from_id))
        count += 1
    transfer.undone_on = work.today
    work.record("caseload.transfer_undone", "caseload_transfer", transfer_id)
    return count


def _open_files(work: Work, member_id: UUID) -> dict[UUID, FamilyFile]:
    query = select(FamilyFile).where(
        FamilyFile.coordinator_id == member_id, FamilyFile.closed_on.is_(None)
    )
    found = work.session.scalars(query.order_by(FamilyFile.id).with_for_update())
    return {file.id: file for file in found}
