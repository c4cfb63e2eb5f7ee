"""The shape of a method variant. A variant is pinned, with its version, on each coupling."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from core.wording import Text

SHORTEST_TRIAL = 28
LONGEST_TRIAL = 63
"""Days: a trial is "usually 1–2 months" (domain, the work in one page)."""


class QuestionKind(StrEnum):
    """What sort of answer a question takes."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes_no"
    DATE = "date"
    NUMBER = "number"


class Side(StrEnum):
    """Who is asked, or what an evaluation question is about."""

    ASKING = "asking"
    OFFERING = "offering"
    CHILD = "child"
    SAFETY = "safety"
    FORMAL_HELP = "formal_help"
    CHANGES = "changes"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose; `alarm` makes a task for this week of it."""

    key: str
    label: Text
    hint: Text = ""
    alarm: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """The recorded judgement of a coordinator; `proceeds` says whether the work may go on."""

    key: str
    label: Text
    proceeds: bool
    hint: Text = ""
    needs_reason: bool = False


@dataclass(frozen=True, slots=True)
class EndReason:
    """Why a coupling ends; `as_agreed`: it lasted as long as was meant, so it did not end early."""

    key: str
    label: Text
    hint: Text = ""
    as_agreed: bool = False


@dataclass(frozen=True, slots=True)
class ReferralSource:
    """Who can refer a family. `is_self` separates F2's self sign-ups from referrals."""

    key: str
    label: Text
    is_self: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `required` is needed before the form is complete; a part can always be kept.

    `sensitive` answers are special-category data: encrypted and never in a report. It knows nothing
    of forms: `core.method.asked` makes a form's question of it.
    """

    key: str
    label: Text
    kind: QuestionKind
    side: Side
    hint: Text = ""
    choices: tuple[Choice, ...] = ()
    required: bool = False
    sensitive: bool = False

    def __post_init__(self) -> None:
        """Refuse a choice without choices, choices on other kinds, and equal keys."""
        chooses = self.kind in (QuestionKind.CHOICE, QuestionKind.CHOICES)
        if chooses != bool(self.choices):
            raise ValueError(f"{self.key}: choices and kind {self.kind} do not go together")
        _check_unique(self.key, (choice.key for choice in self.choices))


@dataclass(frozen=True, slots=True)
class AnswerMoment:
    """A moment at which both sides are asked "do we go on?", before the phase `before`."""

    key: str
    label: Text
    before: str
    hint: Text = ""


class Need(StrEnum):
    """What a phase may ask for beyond the hard gates of core; what is missing warns."""

    TWO_TALKS = "two_talks"
    CONSENT = "consent"
    VOG_SEEN = "vog_seen"
    CHILDREN_HEARD = "children_heard"
    AGREEMENTS = "agreements"
    TRIAL_OVER = "trial_over"
    TRIAL_EVALUATED = "trial_evaluated"
    CONTRACT = "contract"
    PROFESSIONAL = "professional"
    AGES = "ages"


@dataclass(frozen=True, slots=True)
class Demand:
    """What should be there before a phase ("introduction", "trial", "active") begins."""

    need: Need
    before: str

    @property
    def key(self) -> str:
        """By which it is there once."""
        return f"{self.need}.{self.before}"


STANDARD_DEMANDS = tuple(
    Demand(need, before)
    for before, needs in (
        ("introduction", (Need.TWO_TALKS, Need.CONSENT, Need.VOG_SEEN)),
        ("trial", (Need.CHILDREN_HEARD, Need.CONSENT, Need.AGREEMENTS)),
        ("active", (Need.VOG_SEEN, Need.CHILDREN_HEARD, Need.TRIAL_OVER, Need.TRIAL_EVALUATED,
                    Need.AGREEMENTS, Need.CONTRACT)),
    )
    for need in needs
)  # fmt: skip
"""What the standard method asks for; each warns and takes a reason."""


@dataclass(frozen=True, slots=True)
class AgreementText:
    """How the contract of a coupling begins, and the rules that stand under its agreements."""

    heading: Text
    intro: Text = ""
    rules: tuple[Text, ...] = ()


YEAR = 12
PHASES_ASKED = ("introduction", "trial", "active")
"""Phases before which both sides are asked: the backbone of every variant."""


@dataclass(frozen=True, slots=True)
class MethodVariant:
    """Everything that may differ between variants of the method: data, no code.

    The backbone introduction → trial → active → ended and its hard gates (both sides' yes, the
    safety check, the VOG seen before the trial) are core's; `phase_demands` warn beyond those.

    summary: what differs, in a few words for who chooses. trial_days: the usual length of a
    trial. first_year_interval_months: between evaluations in the first year, when it differs.
    professional_decides: starting is decided jointly with a named professional. longest_months:
    how long a coupling is meant to last. ages: of the child, both included. weekly_dayparts: the
    usual fewest and most parts of a day in a week. refusals: when this variant does not fit.

    Raises ValueError when a number is out of its range, a moment to ask both sides is missing, or
    two things of one list have the same key.
    """

    key: str
    version: int
    name: Text
    intake_questions: tuple[Question, ...]
    support_intake_questions: tuple[Question, ...]
    agreement_items: tuple[Question, ...]
    evaluation_questions: tuple[Question, ...]
    answer_moments: tuple[AnswerMoment, ...]
    end_reasons: tuple[EndReason, ...]
    prevention_kinds: tuple[Choice, ...]
    formal_help_kinds: tuple[Choice, ...]
    suitability_outcomes: tuple[Outcome, ...]
    safety_outcomes: tuple[Outcome, ...]
    support_forms: tuple[Choice, ...]
    public_wishes: tuple[Choice, ...]
    referral_sources: tuple[ReferralSource, ...]
    decline_reasons: tuple[Choice, ...]
    offer_decline_reasons: tuple[Choice, ...]
    refer_on_destinations: tuple[Choice, ...]
    trial_days: int = 42
    evaluation_interval_months: int = 6
    first_year_interval_months: int | None = None
    phase_demands: tuple[Demand, ...] = STANDARD_DEMANDS
    professional_decides: bool = False
    longest_months: int | None = None
    ages: tuple[int, int] | None = None
    weekly_dayparts: tuple[int, int] | None = None
    agreement_text: AgreementText | None = None
    refusals: tuple[Choice, ...] = ()
    summary: Text = ""

    def __post_init__(self) -> None:
        """Check the numbers, the moments and every list of keys."""
        if not SHORTEST_TRIAL <= self.trial_days <= LONGEST_TRIAL:
            raise ValueError(f"a trial of {self.trial_days} days is not 4 to 9 weeks")
        for months in (
            self.evaluation_interval_months, self.first_year_interval_months, self.longest_months,
        ):  # fmt: skip
            if months is not None and months < 1:
                raise ValueError(f"{months} months: an interval is at least a month")
        for pair in (self.ages, self.weekly_dayparts):
            if pair and not 0 <= pair[0] <= pair[1]:
                raise ValueError(f"{pair[0]} to {pair[1]} is not a range")
        self._check_moments()
        for name, keys in self._keys():
            _check_unique(name, keys)

    def _check_moments(self) -> None:
        asked = [moment.before for moment in self.answer_moments]
        for phase in PHASES_ASKED:
            if asked.count(phase) != 1:
                raise ValueError(f"both sides are asked once before {phase}, not otherwise")

    def demands_before(self, phase: str) -> tuple[Need, ...]:
        """What should be there before a phase: as listed, and what other fields imply."""
        listed = [demand.need for demand in self.phase_demands if demand.before == phase]
        if self.professional_decides and phase in ("introduction", "trial"):
            listed.append(Need.PROFESSIONAL)
        if self.ages and phase == "introduction":
            listed.append(Need.AGES)
        return tuple(dict.fromkeys(listed))

    @property
    def two_talks(self) -> bool:
        """Whether two talks with each family are wanted before they meet."""
        return any(demand.need is Need.TWO_TALKS for demand in self.phase_demands)

    @property
    def moment_before(self) -> dict[str, str]:
        """The key of the moment at which both sides are asked, by the phase that it precedes."""
        return {moment.before: moment.key for moment in self.answer_moments}

    @property
    def trial(self) -> timedelta:
        """The usual length of a trial."""
        return timedelta(days=self.trial_days)

    def evaluation_questions_of(self, side: Side) -> tuple[Question, ...]:
        """Return the evaluation's questions of one side or subject, in order."""
        return tuple(q for q in self.evaluation_questions if q.side is side)

    def label(self, list_name: str, key: str) -> Text:
        """Return the label of a key in one of the lists ("end_reasons", "moved").

        A key of an older version that is no longer in the list is returned as it is.
        """
        for entry in getattr(self, list_name):
            if entry.key == key:
                label: Text = entry.label
                return label
        return key

    def has(self, list_name: str, key: str) -> bool:
        """Whether a list has this key."""
        return any(entry.key == key for entry in getattr(self, list_name))

    def _keys(self) -> Iterator[tuple[str, Iterator[str]]]:
        for name in self.__dataclass_fields__:
            value = getattr(self, name)
            if isinstance(value, tuple) and name not in ("ages", "weekly_dayparts"):
                yield name, (entry.key for entry in value)


def _check_unique(name: str, keys: Iterator[str]) -> None:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            raise ValueError(f"{name}: the key {key!r} is there twice")
        seen.add(key)
