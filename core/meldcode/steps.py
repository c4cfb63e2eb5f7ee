"""The five steps of the meldcode and the five questions with which one weighs, in plain words.

Sources: Besluit verplichte meldcode huiselijk geweld en kindermishandeling (the steps); the
afwegingskader that goes with it since 2019, as the Nederlands Jeugdinstituut explains it
(nji.nl, "Het afwegingskader in de meldcode") for the questions.
"""

from dataclasses import dataclass
from enum import StrEnum

from core.wording import Text, _l


class Step(StrEnum):
    """A step, by its number in the law."""

    SIGNALS = "signals"
    CONSULT = "consult"
    TALK = "talk"
    WEIGH = "weigh"
    DECIDE = "decide"


@dataclass(frozen=True, slots=True)
class StepWords:
    """What a step is called, its word in an address, what to do, and what to write."""

    path: str
    name: Text
    title: Text
    to_do: Text
    asked: Text
    hint: Text


STEPS: dict[Step, StepWords] = {
    Step.SIGNALS: StepWords(
        "signalen",
        _l("Signalen"),
        _l("Breng in kaart wat u ziet"),
        _l("Schrijf op wat u zelf zag en hoorde, en wat anderen u vertelden. Houd die twee apart."),
        _l("Wat ziet en hoort u?"),
        _l("Feiten, met dag en plaats. Schrijf bij wat u van een ander hoorde, van wie."),
    ),
    Step.CONSULT: StepWords(
        "overleg",
        _l("Overleg"),
        _l("Overleg met een collega en met Veilig Thuis"),
        _l("Bespreek het met een collega. Bel Veilig Thuis voor advies: dat mag zonder namen."),
        _l("Wat kwam uit het overleg?"),
        _l("Welk advies kreeg u, en wat doet u ermee?"),
    ),
    Step.TALK: StepWords(
        "gesprek",
        _l("Gesprek"),
        _l("Praat met het gezin"),
        _l("Vertel wat u ziet en vraag wat het gezin ervan vindt. Praat ook met het kind. Kan het "
           "niet veilig? Overleg dan eerst met Veilig Thuis."),
        _l("Wat is er besproken?"),
        _l("Wat zei u, wat zeiden de ouder en het kind? Wie waren erbij?"),
    ),
    Step.WEIGH: StepWords(
        "wegen",
        _l("Wegen"),
        _l("Weeg hoe ernstig het is"),
        _l("Beantwoord de vijf vragen. Doe het niet alleen: vraag uw collega of Veilig Thuis."),
        _l("Waarom vindt u dit?"),
        _l("Leg uw antwoorden uit, in een paar zinnen."),
    ),
    Step.DECIDE: StepWords(
        "beslissen",
        _l("Beslissen"),
        _l("Beslis: melden, en hulp?"),
        _l("Twee besluiten: is een melding nodig, en is hulp (ook) mogelijk?"),
        _l("Wat besluit u, en waarom?"),
        _l("Schrijf ook op wie u erover vertelt, en wie het gezin volgt."),
    ),
}  # fmt: skip

YES, NO, UNSURE = "yes", "no", "unsure"
ANSWERS: tuple[tuple[str, Text], ...] = (
    (YES, _l("Ja")), (NO, _l("Nee")), (UNSURE, _l("Weet ik niet")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class WeighQuestion:
    """One of the five; `report_when` is the answer on which the norm says: report."""

    key: str
    label: Text
    hint: Text
    report_when: str = ""


QUESTIONS: tuple[WeighQuestion, ...] = (
    WeighQuestion(
        "suspicion",
        _l("1. Denkt u aan huiselijk geweld of kindermishandeling, na alles wat u nu weet?"),
        _l("Nee? Dan kunt u hier stoppen en het vastleggen."),
    ),
    WeighQuestion(
        "unsafe",
        _l("2. Is het nu onveilig, of gaat het onveilige steeds door?"),
        _l("Ja? Dan is melden bij Veilig Thuis de norm. De andere vragen doet u samen met hen."),
        YES,
    ),
    WeighQuestion(
        "can_help",
        _l("3. Kunt u zelf, of een ander die het gezin kent, hulp regelen die echt helpt?"),
        _l("Nee? Dan is melden de norm."),
        NO,
    ),
    WeighQuestion(
        "accepted",
        _l("4. Neemt het gezin die hulp aan, en werkt het mee?"),
        _l("Nee? Dan is melden de norm."),
        NO,
    ),
    WeighQuestion(
        "result",
        _l("5. Wordt het met die hulp veilig genoeg, binnen de tijd die u afspreekt?"),
        _l("Nee? Dan is melden de norm, ook als u al eerder meldde."),
        NO,
    ),
)

OUTCOMES: tuple[tuple[str, Text], ...] = (
    ("report", _l("Melden bij Veilig Thuis")),
    ("report_and_help", _l("Melden bij Veilig Thuis, en ook hulp")),
    ("help", _l("Niet melden: hulp regelen en volgen")),
    ("close", _l("Niet melden: er is geen vermoeden meer")),
)


def reporting_is_the_norm(answers: dict[str, str]) -> bool:
    """Whether one of the answers asks for a report; a person decides."""
    return any(q.report_when and answers.get(q.key) == q.report_when for q in QUESTIONS)


def step_at(path: str) -> Step:
    """The step behind its word in an address."""
    return next(step for step, words in STEPS.items() if words.path == path)
