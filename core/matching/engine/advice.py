"""Whom to look for: the profiles of steungezinnen that would help the whole list most."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from core.matching.engine.optimum import Optimum, solve
from core.matching.engine.wanted import Wanted, profiles_for
from core.matching.engine.weights import WHOLE, Weights
from core.matching.profiles import OfferProfile, Position, RequestProfile

BEST = 3
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


def advise(
    requests: Iterable[RequestProfile],
    offers: Iterable[OfferProfile],
    weights: Weights,
    today: date,
    profiles: Sequence[Wanted] | None = None,
) -> tuple[Advice, ...]:
    """Return the three profiles that help most, of `profiles` or else of what the list asks for.

    The second is the one that helps most once the first was found, and so on: three of the same
    are no advice. What gains nothing is left out.
    """
    from core.matching.engine.gaining import best_of

    asking = [request for request in requests if request.together is None]
    there, found = list(offers), list[Advice]()
    for number in range(BEST):
        optimum = solve(asking, there, weights, today)
        profiles = profiles_for(asking, missing(optimum)) if profiles is None else profiles
        best = best_of(profiles, asking, optimum, weights, today)
        if best is None:
            break
        found.append(best)
        there.append(best.profile.as_offer(f"advice {number}", PACKAGE))
    return tuple(found)


def missing(optimum: Optimum) -> dict[str, int]:
    """Return what each request could still gain by the best family there could be, at most.

    A request with nobody misses all of its worth; one that is served well, next to nothing.
    """
    of = optimum.priorities
    return {key: of[key] + WHOLE - price for key, price in optimum.request_prices.items()}
