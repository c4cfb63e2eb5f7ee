"""The restricted file as its two people see it."""

import json
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from core.accounts.queries import caseworkers, member_names
from core.meldcode.access import can_enter, is_mine
from core.meldcode.models import COMPARTMENT, MeldcodeEvent, MeldcodeFile, MeldcodeNote
from core.meldcode.services import NoteContent, read_file
from core.meldcode.steps import OUTCOMES, QUESTIONS, STEPS, Step, reporting_is_the_norm
from core.web.formats import long_date
from core.wording import Text, _, _l
from core.work import Work

EVENTS: dict[str, Text] = {
    "opened": _l("begon het dossier"),
    "read": _l("las het dossier"),
    "appointed": _l("koos de andere persoon"),
    "handed_over": _l("droeg de eigen plek over"),
    "closed": _l("sloot het dossier"),
    "reopened": _l("opende het dossier weer"),
    "glass": _l("noodtoegang, door de beheerder"),
}


@dataclass(frozen=True, slots=True)
class FileLine:
    """A restricted file in the list of who may open it."""

    id: UUID
    family_id: UUID | None
    about: str
    opened_on: date
    closed_on: date | None
    words: str


@dataclass(frozen=True, slots=True)
class Note:
    """One note; `earlier` are the versions that it corrects, the newest first."""

    id: UUID
    seq: int
    step: Step
    is_skipped: bool
    on_date: date
    by: str
    content: NoteContent
    earlier: tuple["Note", ...] = ()

    @property
    def outcome(self) -> Text:
        """What was decided, in words."""
        return dict(OUTCOMES).get(self.content.outcome, "")


@dataclass(frozen=True, slots=True)
class StepState:
    """A step with its notes; `state` is done, now or later."""

    step: Step
    state: str
    note: str
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Happening:
    """Who did what with the file."""

    on_date: date
    text: str


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """Everything on the page of one file."""

    id: UUID
    family_id: UUID | None
    about: str
    opened_on: date
    closed_on: date | None
    erase_on: date | None
    keeper: str
    second: str
    second_id: UUID | None
    is_keeper: bool
    keeper_left: bool
    steps: tuple[StepState, ...]
    happenings: tuple[Happening, ...]

    @property
    def now(self) -> StepState | None:
        """The first step that was neither done nor passed over."""
        return next((one for one in self.steps if one.state == "now"), None)

    @property
    def must_report(self) -> bool:
        """Whether the last weighing says that reporting is the norm."""
        weighed = next(one for one in self.steps if one.step is Step.WEIGH).notes
        return bool(weighed) and reporting_is_the_norm(weighed[-1].content.answers)


def my_files(work: Work, *, only_open: bool = False) -> tuple[FileLine, ...]:
    """The restricted files of this member, those that are open first."""
    query = select(MeldcodeFile).where(is_mine(work))
    if only_open:
        query = query.where(MeldcodeFile.closed_on.is_(None))
    opened = work.vault.within(COMPARTMENT).open
    return tuple(
        FileLine(
            one.id, one.family_id, opened(MeldcodeFile.about, one.id, one.about), one.opened_on,
            one.closed_on, _words(one),
        )
        for one in work.session.scalars(
            query.order_by(MeldcodeFile.closed_on.is_not(None), MeldcodeFile.id.desc())
        )
    )  # fmt: skip


def my_open_files(work: Work) -> tuple[FileLine, ...]:
    """Those that run, for the first page of the day."""
    return my_files(work, only_open=True)


def _words(file: MeldcodeFile) -> str:
    if file.closed_on:
        return _("gesloten op %(day)s", day=long_date(file.closed_on))
    return _("begonnen op %(day)s", day=long_date(file.opened_on))


def open_for_reading(work: Work, file_id: UUID) -> OpenedFile:
    """The file with every note; that it was read is written down."""
    file = read_file(work, file_id)
    names = member_names(work)
    opened = work.vault.within(COMPARTMENT).open
    return OpenedFile(
        id=file.id,
        family_id=file.family_id,
        about=opened(MeldcodeFile.about, file.id, file.about),
        opened_on=file.opened_on,
        closed_on=file.closed_on,
        erase_on=file.erase_on,
        keeper=names.get(file.keeper_id, "") if file.keeper_id else "",
        second=names.get(file.second_id, "") if file.second_id else "",
        second_id=file.second_id,
        is_keeper=file.keeper_id == work.actor.id,
        keeper_left=not can_enter(work, file.keeper_id),
        steps=_steps(notes_of(work, file_id, names)),
        happenings=_happenings(work, file_id, names),
    )


def notes_of(work: Work, file_id: UUID, names: dict[UUID, str]) -> tuple[Note, ...]:
    """The notes of a file as they stand, each with the versions before it."""
    opened = work.vault.within(COMPARTMENT).open
    rows = work.session.scalars(
        select(MeldcodeNote).where(MeldcodeNote.file_id == file_id).order_by(MeldcodeNote.seq)
    )
    standing: dict[int, Note] = {}
    for row in rows:
        content = NoteContent(**json.loads(opened(MeldcodeNote.content, row.id, row.content)))
        by = names.get(row.author_id, "") if row.author_id else ""
        before = standing.pop(row.corrects, None) if row.corrects else None
        earlier = (before, *before.earlier) if before else ()
        standing[row.seq] = Note(
            row.id, row.seq, Step(row.step), row.is_skipped, row.on_date, by, content, earlier
        )
    return tuple(standing[seq] for seq in sorted(standing))


def _steps(notes: tuple[Note, ...]) -> tuple[StepState, ...]:
    found: list[StepState] = []
    for step in STEPS:
        own = tuple(note for note in notes if note.step is step)
        if own:
            last = own[-1]
            words = _("overgeslagen") if last.is_skipped else long_date(last.on_date)
            found.append(StepState(step, "done", words, own))
        else:
            is_now = not any(one.state == "now" for one in found)
            found.append(StepState(step, "now" if is_now else "later", "", ()))
    return tuple(found)


def _happenings(work: Work, file_id: UUID, names: dict[UUID, str]) -> tuple[Happening, ...]:
    opened = work.vault.within(COMPARTMENT).open
    rows = work.session.scalars(
        select(MeldcodeEvent)
        .where(MeldcodeEvent.file_id == file_id)
        .order_by(MeldcodeEvent.on_date.desc(), MeldcodeEvent.id.desc())
    )
    return tuple(
        Happening(
            row.on_date,
            " ".join(
                part
                for part in (
                    names.get(row.actor_id, "") if row.actor_id else "",
                    str(EVENTS.get(row.kind, row.kind)),
                )
                if part
            )
            + (
                f": {detail}"
                if (detail := opened(MeldcodeEvent.detail, row.id, row.detail))
                else ""
            ),
        )
        for row in rows
    )


def colleagues_beside(work: Work) -> tuple[tuple[UUID, str], ...]:
    """Who can be named: who works with families here, but the actor."""
    return tuple((one.id, one.name) for one in caseworkers(work) if one.id != work.actor.id)


def answered(note: Note) -> tuple[tuple[Text, str], ...]:
    """The five questions with what was answered."""
    return tuple(
        (question.label, note.content.answers[question.key])
        for question in QUESTIONS
        if question.key in note.content.answers
    )
