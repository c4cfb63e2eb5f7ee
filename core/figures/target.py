"""What was made beside what was agreed: the pilot's target, spread over its days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from core.calendar.half_years import HalfYear, half_years
from core.figures.counts import DayMade
from core.programme.queries import PilotFacts


class Course(StrEnum):
    """How a pilot stands against its target."""

    REACHED = "reached"
    ON_COURSE = "on_course"
    BEHIND = "behind"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class HalfYearRow:
    """One half-year of the pilot, cut at its first and last day; `made` is None while ahead."""

    half_year: HalfYear
    first: date
    last: date
    made: int | None
    target: int
    is_running: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """The couplings made in a pilot, and those before and after it; all add up to `made`."""

    pilot: PilotFacts
    before: int
    rows: tuple[HalfYearRow, ...]
    after: int
    target_so_far: int
    course: Course
    is_over: bool

    @property
    def made_in_pilot(self) -> int:
        """Couplings made in the time of the pilot."""
        return sum(row.made or 0 for row in self.rows)

    @property
    def made(self) -> int:
        """All couplings made since the start of the programme."""
        return self.before + self.made_in_pilot + self.after

    @property
    def to_make(self) -> int:
        """How many the target still asks."""
        return max(0, self.pilot.target - self.made_in_pilot)


def target_until(pilot: PilotFacts, day: date) -> int:
    """The part of the target for the days up to and including `day`, rounded.

    Parts between two such days add up to the whole target.
    """
    days = (pilot.ends_on - pilot.starts_on).days + 1
    passed = max(0, min(days, (day - pilot.starts_on).days + 1))
    return (2 * pilot.target * passed + days) // (2 * days)


def progress(pilot: PilotFacts, made: Sequence[DayMade], today: date) -> Progress:
    """Put what was made per half-year beside the target."""
    so_far = target_until(pilot, today)
    in_pilot = _between(made, pilot.starts_on, pilot.ends_on)
    return Progress(
        pilot,
        before=_between(made, date.min, pilot.starts_on - timedelta(days=1)),
        rows=tuple(
            _row(half, pilot, made, today) for half in half_years(pilot.starts_on, pilot.ends_on)
        ),
        after=_between(made, pilot.ends_on + timedelta(days=1), date.max),
        target_so_far=so_far,
        course=_course(pilot, in_pilot, so_far, today),
        is_over=today > pilot.ends_on,
    )


def _row(half: HalfYear, pilot: PilotFacts, made: Sequence[DayMade], today: date) -> HalfYearRow:
    first, last = max(half.first, pilot.starts_on), min(half.last, pilot.ends_on)
    count = _between(made, first, last)
    return HalfYearRow(
        half,
        first,
        last,
        made=count if count or first <= today else None,
        target=target_until(pilot, last) - target_until(pilot, first - timedelta(days=1)),
        is_running=first <= today < last,
    )


def _between(made: Sequence[DayMade], first: date, last: date) -> int:
    return sum(one.made for one in made if first <= one.day <= last)


def _course(pilot: PilotFacts, made: int, so_far: int, today: date) -> Course:
    if made >= pilot.target:
        return Course.REACHED
    if today > pilot.ends_on:
        return Course.MISSED
    return Course.ON_COURSE if made >= so_far else Course.BEHIND
