"""The phases of a coupling and the steps between them."""

from enum import StrEnum

from core.wording import Text, _l


class Phase(StrEnum):
    """A phase: the same backbone in every method variant, so that numbers compare."""

    INTRODUCTION = "introduction"
    TRIAL = "trial"
    ACTIVE = "active"
    ENDED = "ended"

    @property
    def label(self) -> Text:
        """The Dutch word of the screens."""
        return LABELS[self]


class Step(StrEnum):
    """What kind of step it is from one phase to another."""

    FORWARD = "forward"
    BACK = "back"
    END = "end"
    REOPEN = "reopen"


LABELS: dict[Phase, Text] = {
    Phase.INTRODUCTION: _l("Kennismaking"),
    Phase.TRIAL: _l("Proefperiode"),
    Phase.ACTIVE: _l("Definitief"),
    Phase.ENDED: _l("Afgerond"),
}

STEPS: dict[tuple[Phase | None, Phase], Step] = {
    (None, Phase.INTRODUCTION): Step.FORWARD,
    (Phase.INTRODUCTION, Phase.TRIAL): Step.FORWARD,
    (Phase.TRIAL, Phase.ACTIVE): Step.FORWARD,
    (Phase.TRIAL, Phase.INTRODUCTION): Step.BACK,
    (Phase.ACTIVE, Phase.TRIAL): Step.BACK,
    (Phase.INTRODUCTION, Phase.ENDED): Step.END,
    (Phase.TRIAL, Phase.ENDED): Step.END,
    (Phase.ACTIVE, Phase.ENDED): Step.END,
    (Phase.ENDED, Phase.INTRODUCTION): Step.REOPEN,
    (Phase.ENDED, Phase.TRIAL): Step.REOPEN,
    (Phase.ENDED, Phase.ACTIVE): Step.REOPEN,
}


def step(phase_from: Phase | None, phase_to: Phase) -> Step | None:
    """Return the kind of step, or None when there is none; `None` stands for a proposal."""
    return STEPS.get((phase_from, phase_to))


def next_phases(phase: Phase | None, before_end: Phase | None = None) -> tuple[Phase, ...]:
    """Return the phases that can follow, forward first; an ended coupling goes to `before_end`."""
    found = [to for start, to in STEPS if start == phase]
    if phase is Phase.ENDED:
        return tuple(to for to in found if to is before_end)
    return tuple(found)
