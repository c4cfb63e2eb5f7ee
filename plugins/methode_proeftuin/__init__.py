"""A pilot: a target, and in its first year an evaluation every three months."""

from collections.abc import Sequence
from dataclasses import replace

from core.extension import (
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

KEY = "methode_proeftuin"


@hookimpl
def plugin() -> Plugin:
    """What this plugin is."""
    return Plugin(
        key=KEY,
        name=_l("Proeftuin"),
        summary=_l("Voor een jaar met een doel: eerst elke drie maanden een evaluatie."),
        kind=Kind.METHOD,
        version="1.0",
        icon="sprout",
    )


@hookimpl
def method_variants() -> Sequence[MethodVariant]:
    """The standard method, asked oftener in the first year, and what can be done better."""
    standard = standard_method()
    better = Question(
        "can_be_better",
        _l("Wat kan beter in hoe wij dit samen doen?"),
        QuestionKind.LONG_TEXT,
        Side.CHANGES,
        hint=_l("Hier leert de proeftuin van."),
    )
    return [
        replace(
            standard,
            key="proeftuin",
            version=1,
            name=_l("Proeftuin"),
            summary=_l("In het eerste jaar elke drie maanden een evaluatie."),
            first_year_interval_months=3,
            evaluation_questions=(*standard.evaluation_questions, better),
        )
    ]
