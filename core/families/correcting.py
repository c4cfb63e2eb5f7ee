"""Correcting a note: the text changes where it stands, and what it said before stays readable."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select

from core.accounts.models import Role
from core.errors import Forbidden, Refused
from core.families.access import access_file
from core.families.models import ContactMoment, ContactVersion, ContactWay, FamilyRole
from core.wording import _
from core.work import Work
from tenants.ids import new_id


@dataclass(frozen=True, slots=True)
class Correction:
    """What a note says: how, with whom, on what day, and the text."""

    way: ContactWay
    with_whom: str
    text: str
    on_date: date


@dataclass(frozen=True, slots=True)
class OwnNote:
    """A note that its reader may correct."""

    id: UUID
    family_id: UUID
    role: FamilyRole
    now: Correction


@dataclass(frozen=True, slots=True)
class EarlierVersion:
    """What a note said before it was corrected, by whom and when."""

    said: Correction
    corrected_by: UUID | None
    corrected_at: datetime


def may_correct(work: Work, author_id: UUID | None) -> bool:
    """Whether this member wrote the note, or is an admin."""
    return work.actor.role == Role.ADMIN or (author_id is not None and author_id == work.actor.id)


def own_note(work: Work, contact_id: UUID) -> OwnNote:
    """A note to correct; raises NotFound, NeedsReason, or Forbidden when it is a colleague's."""
    moment = work.find(ContactMoment, contact_id)
    role = FamilyRole(moment.role)
    access_file(work, moment.family_id, role)
    if not may_correct(work, moment.author_id):
        raise Forbidden
    return OwnNote(moment.id, moment.family_id, role, _said(work, moment))


def correct_note(work: Work, contact_id: UUID, correction: Correction) -> bool:
    """Change a note; what it said before is kept. Returns False when nothing changed.

    Raises as `own_note`, and Refused on an empty text or a day that is still to come.
    """
    note = own_note(work, contact_id)
    _check(work, correction)
    moment = _locked(work, contact_id)
    if _tidy(correction) == _said(work, moment):
        return False
    _keep_version(work, moment)
    moment.way, moment.on_date = correction.way, correction.on_date
    moment.with_whom = _tidy(correction).with_whom
    moment.note = work.vault.seal(ContactMoment.note, moment.id, _tidy(correction).text)
    work.record("note.corrected", "family", note.family_id)
    return True


def versions_of(work: Work, contact_ids: Sequence[UUID]) -> dict[UUID, list[EarlierVersion]]:
    """The earlier versions of some notes, the newest first, for whoever may read the notes."""
    if not contact_ids:
        return {}
    found = select(ContactVersion).where(ContactVersion.contact_id.in_(contact_ids))
    versions: dict[UUID, list[EarlierVersion]] = {}
    for row in work.session.scalars(found.order_by(ContactVersion.seq.desc())):
        text = work.vault.open(ContactVersion.note, row.id, row.note)
        said = Correction(ContactWay(row.way), row.with_whom, text, row.on_date)
        one = EarlierVersion(said, row.corrected_by, row.corrected_at)
        versions.setdefault(row.contact_id, []).append(one)
    return versions


def _check(work: Work, correction: Correction) -> None:
    if not correction.text.strip():
        raise Refused(_("Schrijf kort op wat er is besproken."), field="text")
    if correction.on_date > work.today:
        raise Refused(_("Contact noteert u achteraf: kies vandaag of eerder."), field="on_date")


def _tidy(said: Correction) -> Correction:
    return Correction(
        ContactWay(said.way), said.with_whom.strip()[:120], said.text.strip(), said.on_date
    )


def _said(work: Work, moment: ContactMoment) -> Correction:
    text = work.vault.open(ContactMoment.note, moment.id, moment.note)
    return Correction(ContactWay(moment.way), moment.with_whom, text, moment.on_date)


def _locked(work: Work, contact_id: UUID) -> ContactMoment:
    """The note as it is now: of two who correct it at once, the second corrects the first's."""
    found = select(ContactMoment).where(ContactMoment.id == contact_id).with_for_update()
    return work.session.scalars(found.execution_options(populate_existing=True)).one()


def _keep_version(work: Work, moment: ContactMoment) -> None:
    count = select(func.max(ContactVersion.seq)).where(ContactVersion.contact_id == moment.id)
    row = ContactVersion(id=new_id(), contact_id=moment.id, way=moment.way)
    row.seq = (work.session.scalar(count) or 0) + 1
    row.with_whom, row.on_date, row.corrected_by = moment.with_whom, moment.on_date, work.actor.id
    before = work.vault.open(ContactMoment.note, moment.id, moment.note)
    row.note = work.vault.seal(ContactVersion.note, row.id, before)
    work.add(row)
