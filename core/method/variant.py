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


@dataclass(frozen=True, slots=True)
class MethodVariant:
    """Everything that may differ between variants of the method.

    `trial_days` is the usual length of a trial, within SHORTEST_TRIAL and LONGEST_TRIAL. Raises
    ValueError when it is not, or when two things of one list have the same key.
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
    two_talks: bool = True

    def __post_init__(self) -> None:
        """Check the trial and every list of keys."""
        if not SHORTEST_TRIAL <= self.trial_days <= LONGEST_TRIAL:
            raise ValueError(f"a trial of {self.trial_days} days is not 4 to 9 weeks")
        if self.evaluation_interval_months < 1:
            raise ValueError("evaluations need an interval of at least a month")
        for name, keys in self._keys():
            _check_unique(name, keys)

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

    def _keys(self) -> Iterator[tuple[str, Iterator[str]]]:
        for name in self.__dataclass_fields__:
            value = getattr(self, name)
            if isinstance(value, tuple):
                yield name, (entry.key for entry in value)


def _check_unique(name: str, keys: Iterator[str]) -> None:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            raise ValueError(f"{name}: the key {key!r} is there twice")
        seen.add(key)
