"""A report as plain data: what a format makes a file of, and what is frozen when it is handed in.

No ids, no families: totals, suppressed splits, and texts that people wrote for it. Money is in
euro cents, a share is from 0 to 1.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Period:
    """From one day up to and including another, and its name."""

    first: date
    last: date
    label: str


@dataclass(frozen=True, slots=True)
class HalfYearRow:
    """A half-year of the pilot; `made` is None while it is ahead."""

    label: str
    first: date
    last: date
    made: int | None
    target: int


@dataclass(frozen=True, slots=True)
class Goals:
    """The target of the pilot and what was made; `course` as in `core.figures.target.Course`."""

    first: date
    last: date
    target: int
    target_so_far: int
    made: int
    course: str
    half_years: tuple[HalfYearRow, ...] = ()

    @property
    def to_make(self) -> int:
        """How many the target still asks."""
        return max(0, self.target - self.made)


@dataclass(frozen=True, slots=True)
class Couplings:
    """`made` and `ended` in the period; the others since the start."""

    made: int
    ended: int
    made_so_far: int
    running: int
    ended_so_far: int


@dataclass(frozen=True, slots=True)
class People:
    """Since the start, each once; `children` is None where they are few."""

    requests: int
    offers: int
    families_supported: int
    families_supporting: int
    children: int | None


@dataclass(frozen=True, slots=True)
class Share:
    """A share that may be told; `is_floor`: this much or more."""

    share: float
    is_floor: bool = False


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What it brought; None where there are too few to tell.

    `satisfied`: both families of a coupling. `less_formal_help`: less than before, or ended.
    `year_one_holds`: couplings of the pilot's first year that still run.
    """

    satisfied: Share | None
    less_formal_help: Share | None
    year_one_holds: Share | None
    evaluations_due: int | None
    evaluations_held: int | None


@dataclass(frozen=True, slots=True)
class Part:
    """One row of a split; small categories were taken together."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class LessonTold:
    """What went well (`kind` "good") or chafed ("chafed"), and in which part of the work."""

    kind: str
    text: str
    context: str


@dataclass(frozen=True, slots=True)
class StoryTold:
    """A story that may be told: who it is about agreed on `consent_on`."""

    title: str
    text: str
    consent_on: date


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """One item of the budget and what was spent on it."""

    label: str
    budget_cents: int
    spent_cents: int


@dataclass(frozen=True, slots=True)
class Money:
    """Budget against account; `per_coupling` is rounded to whole euros, None without couplings."""

    lines: tuple[MoneyLine, ...]
    couplings: int
    until: date | None = None

    @property
    def budget_cents(self) -> int:
        """The whole budget."""
        return sum(line.budget_cents for line in self.lines)

    @property
    def spent_cents(self) -> int:
        """All that was spent."""
        return sum(line.spent_cents for line in self.lines)

    @property
    def left_cents(self) -> int:
        """What is left; below zero when more was spent."""
        return self.budget_cents - self.spent_cents

    @property
    def per_coupling(self) -> int | None:
        """What a coupling that was made costs."""
        if not self.couplings or not self.lines:
            return None
        return round(self.spent_cents / self.couplings / 100) * 100


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer to a question of the funder."""

    key: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """What is another number than in the report before."""

    label: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Since:
    """The report before this one to the same funder, and what differs."""

    submitted_on: date
    period: str
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that a report may say.

    Totals are as of `as_of`, splits and outcomes as of `splits_as_of`, the end of a half-year:
    a split that follows every change would tell the change. `grant_cents` is what the funder gives.
    """

    tenant: str
    organisation: str
    funder: str
    period: Period
    as_of: date
    splits_as_of: date
    made_on: date
    goals: Goals | None
    couplings: Couplings
    people: People
    outcomes: Outcomes
    sources: tuple[Part, ...] = ()
    reasons: tuple[Part, ...] = ()
    money: Money | None = None
    grant_cents: int | None = None
    lessons: tuple[LessonTold, ...] = ()
    stories: tuple[StoryTold, ...] = ()
    answers: tuple[Answered, ...] = ()
    since: Since | None = None

    def answer(self, key: str) -> str:
        """The answer to a question, "" where there is none."""
        return next((one.text for one in self.answers if one.key == key), "")
