"""What each request and each place is worth to the whole list, from one best coupling.

Integer fixpoints. Along the best coupling no chain of changes gains anything, so that chains from
one freed place, or from one request more, can be followed until nothing changes; that is exact.
"""

from dataclasses import dataclass

import numpy as np

from core.matching.engine.columns import Numbers, Yes
from core.matching.engine.flow import Edges

NONE = -1


@dataclass(frozen=True, slots=True)
class Coupling:
    """The best coupling of a list: for each request its offer and the value, else `NONE` and 0."""

    edges: Edges
    offer: Numbers
    value: Numbers

    @classmethod
    def of(cls, edges: Edges, chosen: Yes) -> "Coupling":
        """The coupling that these edges make."""
        offer = np.full(edges.requests, NONE, np.int64)
        offer[edges.i[chosen]] = edges.j[chosen]
        value = np.zeros(edges.requests, np.int64)
        value[edges.i[chosen]] = edges.value[chosen]
        return cls(edges, offer, value)


def extra_place(coupling: Coupling) -> Numbers:
    """Return for each offer what the whole list gains by one place more there."""
    edges, gains = coupling.edges, np.zeros(len(coupling.edges.places), np.int64)
    if not len(edges.i):
        return gains
    order = np.argsort(edges.j, kind="stable")
    i, value = edges.i[order], edges.value[order]
    there, first = np.unique(edges.j[order], return_index=True)
    while True:
        worth = request_prices(coupling, gains)
        best = np.maximum.reduceat(value - worth[i], first)
        if (best <= gains[there]).all():
            return gains
        gains[there] = np.maximum(gains[there], best)


def request_prices(coupling: Coupling, gains: Numbers) -> Numbers:
    """Return what is lost without each request: its value, less what its place then gains.

    `gains` are those of `extra_place`.
    """
    prices, coupled = np.zeros_like(coupling.value), coupling.offer != NONE
    prices[coupled] = coupling.value[coupled] - gains[coupling.offer[coupled]]
    return prices


def place_prices(coupling: Coupling) -> Numbers:
    """Return for each offer what the whole list loses by one place less there."""
    edges, twice = coupling.edges, np.zeros(coupling.edges.requests, np.int64)
    if not len(edges.i):
        return np.zeros(len(edges.places), np.int64)
    there, first = np.unique(edges.i, return_index=True)
    while True:
        prices = _cheapest(coupling, twice)
        best = np.maximum.reduceat(edges.value - prices[edges.j], first)
        if (best <= twice[there]).all():
            return prices
        twice[there] = np.maximum(twice[there], best)


def _cheapest(coupling: Coupling, twice: Numbers) -> Numbers:
    """The least loss of one place, when a request that gives way finds `twice` elsewhere."""
    coupled = np.flatnonzero(coupling.offer != NONE)
    offers = coupling.offer[coupled]
    places = coupling.edges.places
    most = np.iinfo(np.int64).max
    prices = np.full(len(places), most, np.int64)
    np.minimum.at(prices, offers, coupling.value[coupled] - twice[coupled])
    taken = np.bincount(offers, minlength=len(places))
    prices[taken < places] = 0
    return np.where(prices == most, 0, prices)


def without(coupling: Coupling, request: int) -> Coupling:
    """Return the best coupling of the list without one request: others move along one chain."""
    edges = coupling.edges
    offer, value = coupling.offer.copy(), coupling.value.copy()
    offer[request], value[request] = NONE, 0
    for edge in _chain(coupling, request):
        offer[edges.i[edge]], value[edges.i[edge]] = edges.j[edge], edges.value[edge]
    keep = edges.i != request
    rest = Edges(edges.i[keep], edges.j[keep], edges.value[keep], edges.requests, edges.places)
    return Coupling(rest, offer, value)


def _chain(coupling: Coupling, request: int) -> list[int]:
    """The edges that are chosen, one after the other, when this request leaves its place.

    Only edges that gain all that its place can gain; the first chain that ends is the shortest.
    """
    edges, gains = coupling.edges, extra_place(coupling)
    start = int(coupling.offer[request])
    if start == NONE or not gains[start]:
        return []
    worth = request_prices(coupling, gains)
    tight = (edges.value - worth[edges.i] == gains[edges.j]) & (edges.i != request)
    tight &= coupling.offer[edges.i] != edges.j
    chains: dict[int, list[int]] = {start: []}
    for place in (waiting := [start]):
        for edge in np.flatnonzero(tight & (edges.j == place)).tolist():
            left = int(coupling.offer[edges.i[edge]])
            chain = [*chains[place], edge]
            if left == NONE or not gains[left]:
                return chain
            if left not in chains:
                chains[left] = chain
                waiting.append(left)
    return []
