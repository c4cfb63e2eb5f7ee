"""An advice: one profile of a steungezin to look for, and why."""

from dataclasses import dataclass

from core.matching.engine.wanted import Wanted
from core.matching.profiles import Position

PACKAGE = 3
"""A profile that is published finds more than one family: profiles are compared on so many."""


@dataclass(frozen=True, slots=True)
class Advice:
    """One profile, and why.

    `gain`: what the whole list gains by one such family; `package_gain`: by as many as `PACKAGE`,
    estimated as the sum of the requests that it helps most. `serves`: every request that it fits,
    the one that gains most first; `unserved`: those of them that nobody is chosen for now.
    `by_place`: how many of `serves` live in each postcode area, the most first.
    """

    profile: Wanted
    gain: int
    package_gain: int
    serves: tuple[str, ...]
    unserved: tuple[str, ...]
    by_place: tuple[tuple[Position, int], ...]
