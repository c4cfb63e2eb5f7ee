"""What a thousand profiles would add to the whole list, from the prices of one solution."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from core.matching.engine.advised import PACKAGE, Advice
from core.matching.engine.columns import Numbers, Offers, Requests
from core.matching.engine.ranking import EQUALLY_GOOD
from core.matching.engine.solved import Optimum
from core.matching.engine.solving import edges_of
from core.matching.engine.wanted import Wanted
from core.matching.engine.weights import Weights
from core.matching.profiles import OfferProfile, RequestProfile


@dataclass(frozen=True, slots=True)
class Gains:
    """For each profile what one such offer adds, and what several do, estimated.

    `profile`, `request` and `net` are the pairs that add something or fit, the best of each profile
    first: what the pair is worth, less what the request costs now.
    """

    one: Numbers
    several: Numbers
    profile: Numbers
    request: Numbers
    net: Numbers


def gains(
    profiles: Sequence[OfferProfile],
    requests: Sequence[RequestProfile],
    optimum: Optimum,
    weights: Weights,
    today: date,
) -> Gains:
    """Return what each profile would add as an offer with one place, in the order of their ids.

    Exact for one: the request that it serves costs the list its price and brings its value.
    """
    ready = Offers(profiles)
    alone = Requests(requests, ready)
    edges = edges_of(alone, ready, weights, today)
    prices = np.array([optimum.request_prices[one.id] for one in alone.profiles], np.int64)
    net = edges.value - prices[edges.i]
    order = np.lexsort((edges.i, -net, edges.j))
    profile, request, net = edges.j[order], edges.i[order], net[order]
    first = np.searchsorted(profile, profile)
    place = np.arange(len(profile)) - first
    size = len(profiles)
    added = np.maximum(net, 0)
    one = np.bincount(profile[place == 0], added[place == 0], size).astype(np.int64)
    some = place < PACKAGE
    several = np.bincount(profile[some], added[some], size).astype(np.int64)
    return Gains(one, several, profile, request, net)


def best_of(
    profiles: Sequence[Wanted],
    requests: Sequence[RequestProfile],
    optimum: Optimum,
    weights: Weights,
    today: date,
) -> Advice | None:
    """Return the profile of which several would help most, or None when none helps.

    Of what is equally good, the one that serves most.
    """
    if not profiles:
        return None
    offered = [profile.as_offer(f"{number:06}") for number, profile in enumerate(profiles)]
    found = gains(offered, requests, optimum, weights, today)
    most = int(found.several.max())
    if not most:
        return None
    fits = np.bincount(found.profile, minlength=len(profiles))
    good = np.flatnonzero(found.several > most - EQUALLY_GOOD)
    best = int(min(good, key=lambda at: (-int(fits[at]), -int(found.several[at]), int(at))))
    ordered = sorted(requests, key=lambda request: request.id)
    served = [ordered[at] for at in found.request[found.profile == best].tolist()]
    places = Counter(request.position for request in served if request.position)
    return Advice(
        profile=profiles[best],
        gain=int(found.one[best]),
        package_gain=int(found.several[best]),
        serves=tuple(request.id for request in served),
        unserved=tuple(one.id for one in served if one.id not in optimum.offer_of),
        by_place=tuple(
            sorted(places.items(), key=lambda item: (-item[1], item[0].lat, item[0].lon))
        ),
    )
