"""Whom to look for: the profiles of steungezinnen that would help the whole list most."""

from collections.abc import Iterable, Sequence
from datetime import date

from core.matching.engine.advised import PACKAGE, Advice
from core.matching.engine.optimum import solve
from core.matching.engine.solved import Optimum
from core.matching.engine.wanted import Wanted, profiles_for
from core.matching.engine.weights import WHOLE, Weights
from core.matching.profiles import OfferProfile, RequestProfile

BEST = 3


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
