"""Like Steunouder: children of 0 to 18, one year, one or two parts of a day a week."""

from collections.abc import Sequence
from dataclasses import replace

from core.extension import AgreementText, Kind, MethodVariant, Plugin, _l, hookimpl, standard_method

KEY = "methode_steunouder"


@hookimpl
def plugin() -> Plugin:
    """What this plugin is."""
    return Plugin(
        key=KEY,
        name=_l("Steunouder"),
        summary=_l("Kinderen van 0 tot en met 18 jaar: één jaar, een of twee dagdelen in de week."),
        kind=Kind.METHOD,
        version="1.0",
        icon="calendar-days",
    )


@hookimpl
def method_variants() -> Sequence[MethodVariant]:
    """The standard method, for a year, with one or two parts of a day a week."""
    return [
        replace(
            standard_method(),
            key="steunouder",
            version=1,
            name=_l("Steunouder"),
            summary=_l("Eén jaar, een of twee dagdelen in de week."),
            longest_months=12,
            ages=(0, 18),
            weekly_dayparts=(1, 2),
            agreement_text=AgreementText(
                _l("Afspraken voor een jaar"),
                _l("Het kind komt een of twee dagdelen in de week, één jaar lang."),
            ),
        )
    ]
