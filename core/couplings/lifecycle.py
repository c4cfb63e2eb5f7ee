"""What a coupling must have before it goes to another phase.

Few gates are hard: both sides' yes, the safety check, and the VOG seen before the trial. All the
rest warns, takes a reason and goes on ("not too complicated, no protocols": the strength of the
work in the pre-study, HvA 2016).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from core.couplings.phases import Phase, Step, step
from core.method.standard import standard
from core.method.variant import MethodVariant, Need, Side
from core.wording import Text, _l


class Answer(StrEnum):
    """What someone said when asked whether to go on."""

    YES = "yes"
    NO = "no"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a coupling on a day, by the version of the method that it is pinned to.

    `answers` are keyed by moment and side (asking, offering, child); a missing one was not asked.
    `vog_all_seen`: of every adult of the steungezin; `vog_expired`: at least one is past its term.
    `children_involved` is False when there is no child that can be asked.
    """

    today: date
    method: MethodVariant = field(default_factory=standard)
    answers: Mapping[tuple[str, Side], Answer] = field(default_factory=lambda: MappingProxyType({}))
    children_involved: bool = True
    safety_check_done: bool = False
    safety_check_ok: bool = False
    vog_all_seen: bool = False
    vog_expired: bool = False
    consent_to_share: bool = False
    two_talks_held: bool = False
    trial_ends_on: date | None = None
    trial_length_usual: bool = True
    trial_evaluation_held: bool = False
    agreements_noted: bool = False
    contract_noted: bool = False
    professional_decided: bool = False
    age_fits: bool = True
    end_reason: str | None = None
    phase_before_end: Phase | None = None

    def answer(self, phase_to: Phase, side: Side) -> Answer:
        """Return what a side said at the moment before a phase."""
        return self.answers.get((self.method.moment_before[phase_to], side), Answer.NOT_ASKED)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a step cannot be made; the sentence says what to do."""

    code: str
    sentence: Text


@dataclass(frozen=True, slots=True)
class Caution:
    """What is not as it should be; the step can be made with a reason."""

    code: str
    sentence: Text


@dataclass(frozen=True, slots=True)
class Gates:
    """What stands before a step. With no `hard` it can be made, with a reason if that is needed."""

    hard: tuple[Refusal, ...]
    warnings: tuple[Caution, ...]
    needs_reason: bool

    @property
    def may_pass(self) -> bool:
        """Whether no hard gate is closed."""
        return not self.hard


Check = Callable[[Phase, Facts], Refusal | Caution | None]


def gates(phase_from: Phase | None, phase_to: Phase, facts: Facts) -> Gates:
    """Return the gates before a step; `phase_from` None is a proposal that has no phase yet.

    A step back, a reopening and any warning need a reason from the coordinator; an end needs one
    of the method's end reasons in `facts`. A step that is not there is refused, never raised.
    """
    kind = step(phase_from, phase_to)
    if kind is None or (kind is Step.REOPEN and phase_to is not facts.phase_before_end):
        return Gates((NOT_A_STEP,), (), needs_reason=False)
    if kind is Step.END:
        return Gates(() if facts.end_reason else (NO_END_REASON,), (), needs_reason=False)
    checks = [*CHECKS.get((kind, phase_to), ())]
    if kind is Step.FORWARD:
        checks += [WISHES[need] for need in facts.method.demands_before(phase_to)]
    found = [check(phase_to, facts) for check in checks]
    warnings = tuple(f for f in found if isinstance(f, Caution))
    return Gates(
        tuple(f for f in found if isinstance(f, Refusal)),
        warnings,
        needs_reason=bool(warnings) or kind is not Step.FORWARD,
    )


NOT_A_STEP = Refusal(
    "not_a_step", _l("Deze stap bestaat niet. Ga één fase vooruit of terug, of rond af.")
)
NO_END_REASON = Refusal("no_end_reason", _l("Kies waarom de koppeling stopt."))
SIDE_WORDS: dict[Side, Text] = {
    Side.ASKING: _l("het vraaggezin"),
    Side.OFFERING: _l("het steungezin"),
}


def _safety(phase_to: Phase, facts: Facts) -> Refusal | None:
    if not facts.safety_check_done:
        sentence = _l("De veiligheidscheck is nog niet gedaan. Doe die eerst, bij de intake.")
        return Refusal("safety_check_missing", sentence)
    if not facts.safety_check_ok:
        sentence = _l(
            "De veiligheidscheck zegt: nu niet verder. Overleg, en leg de nieuwe uitkomst vast."
        )
        return Refusal("safety_check_not_ok", sentence)
    return None


def _yes_needed(side: Side) -> Check:
    def check(phase_to: Phase, facts: Facts) -> Refusal | None:
        answer = facts.answer(phase_to, side)
        family = SIDE_WORDS[side]
        if answer is Answer.NOT_ASKED:
            sentence = _l("Vraag eerst aan %(family)s of zij door willen.", family=family)
            return Refusal(f"{side}_not_asked", sentence)
        if answer is Answer.NO:
            sentence = _l(
                "Nee van %(family)s. Ga niet verder: praat met hen, of rond af.", family=family
            )
            return Refusal(f"{side}_said_no", sentence)
        return None

    return check


def _yes_wished(side: Side) -> Check:
    def check(phase_to: Phase, facts: Facts) -> Caution | None:
        answer = facts.answer(phase_to, side)
        family = SIDE_WORDS[side]
        if answer is Answer.NOT_ASKED:
            sentence = _l("Nog niet gevraagd of %(family)s wil kennismaken.", family=family)
            return Caution(f"{side}_not_asked", sentence)
        if answer is Answer.NO:
            sentence = _l("Nee van %(family)s. Praat eerst met hen.", family=family)
            return Caution(f"{side}_said_no", sentence)
        return None

    return check


def _vog_needed(phase_to: Phase, facts: Facts) -> Refusal | None:
    if not facts.vog_all_seen:
        sentence = _l("Nog niet van elke volwassene is de VOG gezien. Bekijk en noteer die eerst.")
        return Refusal("vog_not_seen", sentence)
    if facts.vog_expired:
        sentence = _l("Een VOG is verlopen. Vraag een nieuwe aan, bekijk hem en noteer dat.")
        return Refusal("vog_expired", sentence)
    return None


def _vog_wished(phase_to: Phase, facts: Facts) -> Caution | None:
    refusal = _vog_needed(phase_to, facts)
    return Caution(refusal.code, refusal.sentence) if refusal else None


def _children(phase_to: Phase, facts: Facts) -> Caution | None:
    if not facts.children_involved:
        return None
    answer = facts.answer(phase_to, Side.CHILD)
    if answer is Answer.NOT_ASKED:
        sentence = _l("De kinderen zijn nog niet gevraagd. Vraag ook hen of zij door willen.")
        return Caution("children_not_heard", sentence)
    if answer is Answer.NO:
        sentence = _l("Een kind zei nee. Praat met het kind en met de ouders.")
        return Caution("child_said_no", sentence)
    return None


def _two_talks(phase_to: Phase, facts: Facts) -> Caution | None:
    if facts.two_talks_held:
        return None
    sentence = _l("Er zijn nog geen twee gesprekken met elk gezin geweest.")
    return Caution("two_talks_missing", sentence)


def _consent(phase_to: Phase, facts: Facts) -> Caution | None:
    if facts.consent_to_share:
        return None
    sentence = _l("Niet iedereen gaf toestemming om gegevens te delen. Vraag het eerst.")
    return Caution("consent_missing", sentence)


def _agreements(phase_to: Phase, facts: Facts) -> Caution | None:
    if facts.agreements_noted:
        return None
    return Caution("agreements_missing", _l("De afspraken zijn nog niet genoteerd."))


def _trial_end_set(phase_to: Phase, facts: Facts) -> Caution | None:
    if facts.trial_ends_on is not None:
        return None
    return Caution("trial_end_missing", _l("Er is nog geen einddatum voor de proefperiode."))


def _trial_length(phase_to: Phase, facts: Facts) -> Caution | None:
    if facts.trial_length_usual:
        return None
    sentence = _l("Een proefperiode duurt meestal 4 tot 9 weken. Deze is korter of langer.")
    return Caution("trial_length", sentence)


def _trial_over(phase_to: Phase, facts: Facts) -> Caution | None:
    if facts.trial_ends_on is None or facts.trial_ends_on <= facts.today:
        return None
    return Caution("trial_running", _l("De proefperiode is nog niet voorbij."))


def _trial_evaluated(phase_to: Phase, facts: Facts) -> Caution | None:
    if facts.trial_evaluation_held:
        return None
    sentence = _l("De evaluatie aan het einde van de proefperiode is nog niet gehouden.")
    return Caution("trial_not_evaluated", sentence)


def _contract(phase_to: Phase, facts: Facts) -> Caution | None:
    if facts.contract_noted:
        return None
    sentence = _l("Het contract is nog niet ondertekend. Maak het, en noteer de datum.")
    return Caution("contract_missing", sentence)


def _professional(phase_to: Phase, facts: Facts) -> Caution | None:
    if facts.professional_decided:
        return None
    sentence = _l("Deze methode vraagt dat u samen met een professional beslist. Noteer met wie.")
    return Caution("professional_missing", sentence)


def _ages(phase_to: Phase, facts: Facts) -> Caution | None:
    if facts.age_fits or facts.method.ages is None:
        return None
    low, high = facts.method.ages
    sentence = _l(
        "Deze methode is voor kinderen van %(low)s tot en met %(high)s jaar.", low=low, high=high
    )
    return Caution("age_does_not_fit", sentence)


BOTH_YES = (_yes_needed(Side.ASKING), _yes_needed(Side.OFFERING))
CHECKS: dict[tuple[Step, Phase], tuple[Check, ...]] = {
    (Step.FORWARD, Phase.INTRODUCTION): (
        _safety,
        _yes_wished(Side.ASKING),
        _yes_wished(Side.OFFERING),
    ),
    (Step.FORWARD, Phase.TRIAL): (_safety, *BOTH_YES, _vog_needed, _trial_end_set, _trial_length),
    (Step.FORWARD, Phase.ACTIVE): (_safety, *BOTH_YES),
    (Step.REOPEN, Phase.INTRODUCTION): (_safety,),
    (Step.REOPEN, Phase.TRIAL): (_safety, _vog_needed),
    (Step.REOPEN, Phase.ACTIVE): (_safety, _vog_needed),
}
"""What core looks at before each step; going back one step asks nothing but a reason."""
WISHES: dict[Need, Check] = {
    Need.TWO_TALKS: _two_talks,
    Need.CONSENT: _consent,
    Need.VOG_SEEN: _vog_wished,
    Need.CHILDREN_HEARD: _children,
    Need.AGREEMENTS: _agreements,
    Need.TRIAL_OVER: _trial_over,
    Need.TRIAL_EVALUATED: _trial_evaluated,
    Need.CONTRACT: _contract,
    Need.PROFESSIONAL: _professional,
    Need.AGES: _ages,
}
"""What a method may ask for before a step forward; it only warns."""
