"""Short and light support: for some months, with little to fill in."""

from collections.abc import Sequence
from dataclasses import replace

from core.extension import (
    AgreementText,
    Choice,
    Demand,
    Kind,
    MethodVariant,
    Need,
    Plugin,
    _l,
    hookimpl,
    standard_method,
)

KEY = "methode_kort_licht"


@hookimpl
def plugin() -> Plugin:
    """What this plugin is."""
    return Plugin(
        key=KEY,
        name=_l("Kort en licht"),
        summary=_l("Steun voor hoogstens zes maanden, met weinig voorwaarden vooraf."),
        kind=Kind.METHOD,
        version="1.0",
        icon="clock",
    )


@hookimpl
def method_variants() -> Sequence[MethodVariant]:
    """A short trial, an evaluation every three months, and fewer warnings."""
    demands = (
        Demand(Need.CONSENT, "introduction"),
        Demand(Need.VOG_SEEN, "introduction"),
        Demand(Need.CHILDREN_HEARD, "trial"),
        Demand(Need.CONSENT, "trial"),
        Demand(Need.TRIAL_OVER, "active"),
        Demand(Need.AGREEMENTS, "active"),
    )
    return [
        replace(
            standard_method(),
            key="kort_licht",
            version=1,
            name=_l("Kort en licht"),
            summary=_l("Hoogstens zes maanden, een proef van vier weken."),
            trial_days=28,
            evaluation_interval_months=3,
            longest_months=6,
            weekly_dayparts=(1, 1),
            phase_demands=demands,
            agreement_text=AgreementText(
                _l("Korte afspraken"),
                _l("Deze steun is voor hoogstens zes maanden."),
            ),
            refusals=(
                Choice(
                    "longer_needed",
                    _l("Past niet als het gezin langer of zwaardere steun nodig heeft."),
                ),
            ),
        )
    ]
