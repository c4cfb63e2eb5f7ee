"""How heavily each factor counts: 1,000 points together, versioned, of a method variant.

The weights are agreed upon, not validated on how couplings turn out: a screen that shows them
says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from core.wording import Text, _l

WHOLE = 1000
"""What the weights of all factors are together."""


class Factor(StrEnum):
    """Something that makes a pair better; each name is a field of `Weights`."""

    DISTANCE = "distance"
    DAYPARTS = "dayparts"
    AGES = "ages"
    EXPERIENCE = "experience"
    INTERESTS = "interests"
    WISHES = "wishes"
    LANGUAGE = "language"
    OFFER_WISHES = "offer_wishes"


FACTORS: tuple[Factor, ...] = tuple(Factor)

FACTOR_LABELS: Mapping[Factor, Text] = {
    Factor.DISTANCE: _l("Afstand"),
    Factor.DAYPARTS: _l("Dagdelen"),
    Factor.AGES: _l("Leeftijd kind"),
    Factor.EXPERIENCE: _l("Eigen ervaring"),
    Factor.INTERESTS: _l("Interesses"),
    Factor.WISHES: _l("Wensen van het gezin"),
    Factor.LANGUAGE: _l("Taal"),
    Factor.OFFER_WISHES: _l("Wensen van het steungezin"),
}


@dataclass(frozen=True, slots=True)
class Weights:
    """The points that each factor is worth at most; ValueError unless they sum to 1,000."""

    version: int = 1
    distance: int = 250
    dayparts: int = 150
    ages: int = 150
    experience: int = 150
    interests: int = 120
    wishes: int = 70
    language: int = 60
    offer_wishes: int = 50

    def __post_init__(self) -> None:
        points = [self.of(factor) for factor in FACTORS]
        if min(points) < 0 or sum(points) != WHOLE:
            raise ValueError(f"weights are 0 or more and sum to {WHOLE}: {points}")

    def of(self, factor: Factor) -> int:
        """The points of one factor."""
        points: int = getattr(self, factor.value)
        return points
