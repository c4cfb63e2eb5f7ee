"""Noting a lesson, changing or withdrawing one's own, and taking it along in a report."""

from dataclasses import dataclass
from uuid import UUID

from core.accounts.models import Role
from core.errors import NotFound, Refused
from core.lessons.contexts import LABELS, OTHER
from core.lessons.identifying import Traces, traces_in
from core.lessons.models import Lesson, LessonKind
from core.wording import _
from core.work import Work
from tenants.ids import new_id

LONGEST = 500


@dataclass(frozen=True, slots=True)
class LessonNote:
    """What is noted; `is_checked` when the writer says that no names stand in it."""

    kind: LessonKind
    text: str
    context: str = OTHER
    is_checked: bool = False


class MayIdentify(Refused):
    """The text may tell who somebody is: the writer changes it, or says that it does not."""

    def __init__(self, traces: Traces) -> None:
        super().__init__(_("Lees de tekst nog eens: staat er een naam in?"), field="text")
        self.traces = traces


def note_lesson(work: Work, note: LessonNote) -> UUID:
    """Keep a lesson; raises Refused for an empty or long text or a BSN, MayIdentify for a name."""
    _check(work, note)
    lesson = Lesson(id=new_id(), author_id=work.actor.id, noted_on=work.today)
    _keep(work, lesson, note)
    work.add(lesson)
    work.record("lesson.noted", "lesson", lesson.id)
    return lesson.id


def change_lesson(work: Work, lesson_id: UUID, note: LessonNote) -> None:
    """Change one's own lesson; raises NotFound for a colleague's, Refused as `note_lesson`."""
    lesson = access_lesson(work, lesson_id)
    _require_own(work, lesson)
    _require_unreported(lesson)
    _check(work, note)
    _keep(work, lesson, note)
    work.record("lesson.changed", "lesson", lesson_id)


def withdraw_lesson(work: Work, lesson_id: UUID) -> None:
    """Take a lesson away; raises NotFound for a colleague's, Refused when it is in a report."""
    lesson = access_lesson(work, lesson_id)
    _require_unreported(lesson)
    work.session.delete(lesson)
    work.record("lesson.withdrawn", "lesson", lesson_id)


def take_along(work: Work, lesson_id: UUID, *, taken: bool) -> None:
    """Put a lesson among those for the report, or take it out again."""
    lesson = access_lesson(work, lesson_id)
    lesson.reported_on = work.today if taken else None
    work.record("lesson.reported" if taken else "lesson.unreported", "lesson", lesson_id)


def access_lesson(work: Work, lesson_id: UUID) -> Lesson:
    """A lesson of one's own, or any for the manager; a colleague's answers as if there is none."""
    lesson = work.find(Lesson, lesson_id)
    is_own = lesson.author_id is not None and lesson.author_id == work.actor.id
    if not is_own and work.actor.role != Role.ADMIN:
        raise NotFound("lesson")
    return lesson


def _require_own(work: Work, lesson: Lesson) -> None:
    """Nobody writes words in another's name, the manager neither."""
    if lesson.author_id != work.actor.id:
        raise Refused(_("Alleen wie dit schreef, kan het wijzigen."))


def _require_unreported(lesson: Lesson) -> None:
    if lesson.reported_on is not None:
        raise Refused(
            _("Deze les gaat mee in een verslag. Vraag de programmaleider die eruit te halen.")
        )


def _check(work: Work, note: LessonNote) -> None:
    text = note.text.strip()
    if not text:
        raise Refused(_("Schrijf in een zin wat goed ging of wat schuurde."), field="text")
    if len(text) > LONGEST:
        raise Refused(
            _("Maak de tekst korter: hoogstens %(count)s tekens.", count=LONGEST), field="text"
        )
    traces = traces_in(work, text)
    if traces.has_bsn:
        raise Refused(
            _("Er staat een burgerservicenummer in. Haal dat weg; wij bewaren het niet."),
            field="text",
        )
    if not traces.is_clean and not note.is_checked:
        raise MayIdentify(traces)


def _keep(work: Work, lesson: Lesson, note: LessonNote) -> None:
    lesson.kind = note.kind
    lesson.context = note.context if note.context in LABELS else OTHER
    lesson.text = work.vault.seal(Lesson.text, lesson.id, note.text.strip())
