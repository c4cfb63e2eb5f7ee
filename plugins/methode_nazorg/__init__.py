"""After-care: starting is decided together with a named professional."""

from collections.abc import Sequence
from dataclasses import replace

from core.extension import (
    AgreementText,
    Choice,
    Kind,
    MethodVariant,
    Plugin,
    Question,
    QuestionKind,
    Side,
    _l,
    hookimpl,
    standard_method,
)

KEY = "methode_nazorg"


@hookimpl
def plugin() -> Plugin:
    """What this plugin is."""
    return Plugin(
        key=KEY,
        name=_l("Nazorg"),
        summary=_l(
            "Tijdens of na een ondertoezichtstelling: u beslist samen met een professional."
        ),
        kind=Kind.METHOD,
        version="1.0",
        icon="shield-check",
    )


@hookimpl
def method_variants() -> Sequence[MethodVariant]:
    """The standard method, with a professional in the decision and in the evaluation."""
    standard = standard_method()
    return [
        replace(
            standard,
            key="nazorg",
            version=1,
            name=_l("Nazorg"),
            summary=_l("U beslist samen met een professional of de koppeling kan beginnen."),
            professional_decides=True,
            intake_questions=tuple(
                replace(question, required=True)
                if question.key == "protection_decided_with"
                else question
                for question in standard.intake_questions
            ),
            evaluation_questions=(*standard.evaluation_questions, _professional_says()),
            agreement_text=AgreementText(
                _l("Afspraken met nazorg"),
                _l("Wij besloten samen met een professional dat deze koppeling kan beginnen."),
                (_l("De professional blijft bereikbaar voor beide gezinnen en de coördinator."),),
            ),
            refusals=(
                Choice(
                    "no_professional",
                    _l("Past niet zonder een professional die het gezin kent en mee beslist."),
                ),
            ),
        )
    ]


def _professional_says() -> Question:
    return Question(
        "professional_says",
        _l("Wat vindt de professional ervan?"),
        QuestionKind.LONG_TEXT,
        Side.FORMAL_HELP,
        hint=_l("Vraag het met toestemming van het gezin. Laat leeg als er geen contact meer is."),
    )
