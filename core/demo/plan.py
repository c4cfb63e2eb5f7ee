"""What is invented for each programme, so that the ordinary queries give the study's totals.

Totals (HvA 2016, *Samen pionieren*, July 2016): 62 families asking, 86 offering, 35 couplings
made of which 5 ended early, against a target of 75 at the end of the year; of the 62 about 20%
signed up by themselves (12). The spread over the gemeenten and the numbers of inhabitants are
invented, within the size class that the study gives each gemeente.
"""

from dataclasses import dataclass
from datetime import date

from tenants.context import OrganisationKind
from tenants.provisioning import STICHTING

DEMO_TODAY = date(2016, 7, 31)
YEAR_START = date(2016, 1, 1)
YEAR_END = date(2016, 12, 31)
INHABITANTS_ON = date(2016, 1, 1)
INHABITANTS_SOURCE = "Verzonnen getal, in de grootteklasse van het vooronderzoek (HvA 2016)"


@dataclass(frozen=True, slots=True)
class ProgrammePlan:
    """One programme: what it has, and how much of each.

    `made` couplings are running or ended; `ended` names the reasons of those that ended early.
    """

    slug: str
    area_code: str
    inhabitants: int
    hue: int
    asking: int
    offering: int
    made: int
    target: int
    itself: int
    ended: tuple[str, ...] = ()
    organisation: str = STICHTING
    organisation_kind: OrganisationKind = OrganisationKind.STICHTING
    in_preparation: bool = False

    @property
    def running(self) -> int:
        """Couplings made that did not end."""
        return self.made - len(self.ended)


PLANS = (
    ProgrammePlan("rhenen", "GM0340", 19_500, 222, 5, 7, 3, 7, 1),
    ProgrammePlan("giessenlanden", "GM0689", 14_500, 30, 4, 5, 2, 5, 1),
    ProgrammePlan("ouder-amstel", "GM0437", 13_500, 300, 3, 5, 2, 5, 0),
    ProgrammePlan("overbetuwe", "GM1734", 47_000, 130, 6, 8, 3, 7, 1, ("no_longer_needed",)),
    ProgrammePlan("ijsselstein", "GM0353", 34_000, 20, 6, 8, 3, 7, 1, ("moved",)),
    ProgrammePlan("edam-volendam", "GM0385", 36_000, 200, 5, 7, 3, 7, 1),
    ProgrammePlan("sittard-geleen", "GM1883", 93_500, 350, 8, 11, 5, 9, 2, ("too_heavy",)),
    ProgrammePlan("dordrecht", "GM0505", 118_500, 255, 9, 12, 5, 9, 2, ("formal_help_conflict",)),
    ProgrammePlan("amsterdam-zuid", "GM0363-ZUID", 144_500, 60, 6, 9, 3, 7, 1),
    ProgrammePlan("zaanstad", "GM0479", 152_500, 158, 10, 14, 6, 12, 2, ("no_longer_needed",)),
)
LOPIK = ProgrammePlan(
    "lopik", "GM0331", 14_000, 282, 1, 2, 0, 5, 1, in_preparation=True
)  # fmt: skip
LICENSED = ProgrammePlan(
    "wijk-bij-duurstede", "GM0352", 23_500, 95, 1, 2, 0, 5, 1,
    organisation="Welzijn De Brink (verzonnen)",
    organisation_kind=OrganisationKind.WELFARE, in_preparation=True,
)  # fmt: skip
"""Of an invented welfare organisation, whose licence ends within a month."""
