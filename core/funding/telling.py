"""The lessons and stories that a report can choose from, as they would be told."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from core.funding.models import FundingReport
from core.funding.report import LessonTold, StoryTold
from core.funding.stories import list_stories
from core.lessons.queries import Period, lessons_for_reports
from core.wording import in_dutch
from core.work import Work


@dataclass(frozen=True, slots=True)
class LessonChoice:
    """A lesson that was marked for the report."""

    id: UUID
    told: LessonTold


@dataclass(frozen=True, slots=True)
class StoryChoice:
    """A story that may be told."""

    id: UUID
    told: StoryTold


@in_dutch()
def lessons_of(work: Work, first: date, last: date) -> tuple[LessonChoice, ...]:
    """The lessons of a period that the manager marked; what went well first."""
    return tuple(
        LessonChoice(one.id, LessonTold(one.kind.value, one.text, str(one.context_label)))
        for one in lessons_for_reports(work, Period(first, last))
    )


def stories_of(work: Work) -> tuple[StoryChoice, ...]:
    """The stories with consent, the newest first."""
    return tuple(
        StoryChoice(one.id, StoryTold(one.title, one.text, one.consent_on))
        for one in list_stories(work, ready=True)
        if one.consent_on
    )


def lessons_told(work: Work, row: FundingReport) -> tuple[LessonTold, ...]:
    """The lessons that a report chose and that may still be told."""
    found = lessons_of(work, row.period_from, row.period_until)
    return tuple(one.told for one in found if str(one.id) in row.lesson_ids)


def stories_told(work: Work, row: FundingReport) -> tuple[StoryTold, ...]:
    """The stories that a report chose and that may still be told."""
    return tuple(one.told for one in stories_of(work) if str(one.id) in row.story_ids)
