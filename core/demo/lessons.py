"""Invented lessons of a coordinator, some of them already chosen for the report."""

from datetime import timedelta

from core.demo.town import Town
from core.lessons.models import LessonKind
from core.lessons.services import LessonNote, note_lesson, take_along

LESSONS = (
    (LessonKind.GOOD, "network", "Een kop koffie op school levert meer op dan drie mails."),
    (LessonKind.CHAFED, "matching", "Voor de woensdagmiddag zijn er te weinig steungezinnen."),
    (LessonKind.GOOD, "couplings", "Na een maand even bellen voorkomt dat het te zwaar wordt."),
    (LessonKind.CHAFED, "referrals", "Verwijzers weten vaak niet wat er na de aanmelding gebeurt."),
    (LessonKind.GOOD, "intake", "Het eerste gesprek thuis geeft het meeste vertrouwen."),
)
FOR_THE_REPORT = 2


def learn(town: Town) -> None:
    """Note a lesson every few weeks; the oldest two go along in the report."""
    for number, (kind, context, text) in enumerate(LESSONS):
        with town.on(town.today - timedelta(days=90 - 18 * number)) as work:
            # The demo's people are invented, and so is every name that might stand in a text.
            note = LessonNote(kind, text, context, is_checked=True)
            lesson_id = note_lesson(work, note)
            if number < FOR_THE_REPORT:
                take_along(work, lesson_id, taken=True)
