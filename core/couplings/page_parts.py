"""The parts of the page of one coupling, as plain data."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from core.couplings.phases import Phase
from core.evaluations.models import EvaluationKind, EvaluationState
from core.families.models import FamilyRole
from core.method.variant import AnswerMoment
from core.wording import Text, _l

KIND_LABELS: dict[EvaluationKind, Text] = {
    EvaluationKind.TRIAL_END: _l("Einde proefperiode"),
    EvaluationKind.HALF_YEAR: _l("Vaste evaluatie"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """What one side said at one moment."""

    says_yes: bool
    children_heard: bool
    quote: str
    answered_on: date


@dataclass(frozen=True, slots=True)
class Moment:
    """One moment of the method, with what each side said; None: not asked yet."""

    moment: AnswerMoment
    said: dict[FamilyRole, Said]

    @property
    def leads_to(self) -> Text:
        """The phase that it opens."""
        return Phase(self.moment.before).label

    @property
    def both_yes(self) -> bool:
        """Whether both sides said yes."""
        return len(self.said) == len(FamilyRole) and all(s.says_yes for s in self.said.values())

    @property
    def has_no(self) -> bool:
        """Whether a side said no."""
        return any(not said.says_yes for said in self.said.values())


@dataclass(frozen=True, slots=True)
class Version:
    """One version of the agreements: (key, label, text) per item that was filled in."""

    number: int
    noted_on: date
    contract_on: date | None
    by: str
    items: tuple[tuple[str, Text, str], ...]


@dataclass(frozen=True, slots=True)
class EvaluationLine:
    """One evaluation in the table of a coupling."""

    id: UUID
    kind: EvaluationKind
    due_on: date
    held_on: date | None
    state: EvaluationState
    talk_on: date | None

    @property
    def kind_label(self) -> Text:
        """Why there is one."""
        return KIND_LABELS[self.kind]

    @property
    def is_open(self) -> bool:
        """Whether it is still to be held."""
        return self.state in (EvaluationState.PLANNED, EvaluationState.PARTLY)


@dataclass(frozen=True, slots=True)
class Change:
    """A step that was made."""

    to_phase: Phase
    is_back: bool
    on_date: date
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class ContactSign:
    """The last contact: how and with whom, never what was said."""

    on_date: date
    way: str
    with_whom: str
