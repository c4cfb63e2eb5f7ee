"""Following the meldcode: opening the file, noting steps, closing. All of it sealed, on record.

The tenant's logbook says "restricted" of every act and nothing more; what it was, the file's own
events tell to its two people.
"""

import json
from dataclasses import asdict, dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from core.calendar.months import add_months
from core.errors import NotFound, Refused
from core.families.access import access_family
from core.meldcode.access import access_meldcode
from core.meldcode.events import happened
from core.meldcode.models import COMPARTMENT, MeldcodeEvent, MeldcodeFile, MeldcodeNote
from core.meldcode.seats import appoint, can_be_appointed, hand_over
from core.meldcode.steps import Step
from core.wording import _
from core.work import Work
from tenants.ids import new_id

__all__ = ["NoteContent", "appoint", "close_file", "correct_note", "danger_now", "hand_over",
           "note_step", "open_file", "read_file", "reopen_file", "skip_step"]  # fmt: skip

KEEP_MONTHS = 24
"""How long a closed file stays. No law says so for this work; two years is welfare practice, and
a file of its own kind has a term of its own."""


@dataclass(frozen=True, slots=True)
class NoteContent:
    """What a note says. `answers` are those of the five questions, `outcome` is of OUTCOMES."""

    text: str
    with_whom: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    outcome: str = ""


def open_file(work: Work, family_id: UUID, second_id: UUID | None = None) -> UUID:
    """Open a file about a family that the actor may work with; returns its id.

    There may be another, of a colleague: that is told to nobody.
    """
    family = access_family(work, family_id)
    if work.actor.kind != "member" or work.actor.id is None:
        raise NotFound("family")
    if second_id is not None and not can_be_appointed(work, second_id, work.actor.id):
        raise NotFound("membership")
    file = MeldcodeFile(id=new_id(), family_id=family_id, keeper_id=work.actor.id)
    file.second_id, file.opened_on = second_id, work.today
    file.about = work.vault.within(COMPARTMENT).seal(MeldcodeFile.about, file.id, family.name)
    work.add(file)
    happened(work, file.id, "opened")
    return file.id


def read_file(work: Work, file_id: UUID) -> MeldcodeFile:
    """The file for reading; who read it is noted once a day, and in the logbook each time."""
    file = access_meldcode(work, file_id)
    seen = select(MeldcodeEvent.id).where(
        MeldcodeEvent.file_id == file_id,
        MeldcodeEvent.actor_id == work.actor.id,
        MeldcodeEvent.kind == "read",
        MeldcodeEvent.on_date == work.today,
    )
    if work.session.scalar(seen.limit(1)) is None:
        happened(work, file_id, "read")
    else:
        work.record("restricted", "restricted", file_id)
    return file


def note_step(work: Work, file_id: UUID, step: Step, content: NoteContent, on_date: date) -> UUID:
    """Note what was done at a step, once or again; returns the note's id."""
    return _add_note(work, _open(work, file_id), step, content, on_date)


def skip_step(work: Work, file_id: UUID, step: Step, reason: str) -> UUID:
    """Pass a step over, with the reason."""
    if not reason.strip():
        raise Refused(_("Schrijf op waarom u deze stap overslaat."), "text")
    content = NoteContent(reason.strip())
    return _add_note(work, _open(work, file_id), step, content, work.today, is_skipped=True)


def correct_note(
    work: Work, file_id: UUID, note_id: UUID, content: NoteContent, on_date: date
) -> UUID:
    """Put a better note beside an earlier one, which stays to be read; raises NotFound."""
    file = _open(work, file_id)
    earlier = work.session.scalar(
        select(MeldcodeNote).where(MeldcodeNote.file_id == file_id, MeldcodeNote.id == note_id)
    )
    if earlier is None:
        raise NotFound(MeldcodeNote.__tablename__)
    return _add_note(
        work, file, Step(earlier.step), content, on_date, is_skipped=earlier.is_skipped,
        corrects=earlier.seq,
    )  # fmt: skip


def danger_now(work: Work, file_id: UUID, what: str) -> None:
    """Acute danger: the steps that were not done are passed over, straight to Veilig Thuis."""
    file = _open(work, file_id)
    if not what.strip():
        raise Refused(_("Schrijf op welk gevaar u zag en wie u belde."), "text")
    done = set(
        work.session.scalars(select(MeldcodeNote.step).where(MeldcodeNote.file_id == file_id))
    )
    reason = NoteContent(_("Acuut gevaar: meteen naar Veilig Thuis."))
    for step in Step:
        if step not in done and step not in (Step.SIGNALS, Step.DECIDE):
            _add_note(work, file, step, reason, work.today, is_skipped=True)
    if Step.SIGNALS not in done:
        _add_note(work, file, Step.SIGNALS, NoteContent(what.strip()), work.today)
    content = NoteContent(what.strip(), outcome="report")
    _add_note(work, file, Step.DECIDE, content, work.today)


def close_file(work: Work, file_id: UUID, reason: str) -> None:
    """Close the file; it is erased after its own term. Raises Refused without a reason."""
    file = _open(work, file_id)
    if not reason.strip():
        raise Refused(_("Schrijf op waarom het dossier nu sluit."), "text")
    file.closed_on, file.erase_on = work.today, add_months(work.today, KEEP_MONTHS)
    happened(work, file_id, "closed", reason.strip())


def reopen_file(work: Work, file_id: UUID) -> None:
    """Open a closed file again: the meldcode may start anew at any time."""
    file = access_meldcode(work, file_id)
    if file.closed_on is None:
        raise Refused(_("Dit dossier is al open."))
    file.closed_on, file.erase_on = None, None
    happened(work, file_id, "reopened")


def _open(work: Work, file_id: UUID) -> MeldcodeFile:
    file = access_meldcode(work, file_id)
    if file.closed_on is not None:
        raise Refused(_("Dit dossier is gesloten. Open het eerst weer."))
    return file


def _add_note(
    work: Work,
    file: MeldcodeFile,
    step: Step,
    content: NoteContent,
    on_date: date,
    *,
    is_skipped: bool = False,
    corrects: int | None = None,
) -> UUID:
    if on_date > work.today:
        raise Refused(_("Deze dag is nog niet geweest. Kies vandaag of eerder."), "on_date")
    work.session.refresh(file, with_for_update=True)  # of two at once the second waits
    last = work.session.scalar(
        select(func.max(MeldcodeNote.seq)).where(MeldcodeNote.file_id == file.id)
    )
    note = MeldcodeNote(id=new_id(), file_id=file.id, seq=(last or 0) + 1, step=step)
    note.is_skipped, note.corrects, note.on_date = is_skipped, corrects, on_date
    note.author_id = work.actor.id
    vault = work.vault.within(COMPARTMENT)
    note.content = vault.seal(MeldcodeNote.content, note.id, json.dumps(asdict(content)))
    work.add(note)
    work.record("restricted", "restricted", file.id)
    return note.id
