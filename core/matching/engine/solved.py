"""What the best coupling of a whole list is: its pairs, its total, and the price of everything."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.matching.engine.prices import Coupling


@dataclass(frozen=True)
class Optimum:
    """The best coupling: no other one has a greater `total` of values.

    `request_prices`: what the whole list loses without that request. `offer_prices`: what it loses
    when that offer has one place less. Both are 0 or more, and together at least the value of each
    pair. Every request and offer has one. `priorities` are part of the values; `left_out` are the
    requests that are coupled by hand.
    """

    total: int
    chosen: tuple[tuple[str, str], ...]
    request_prices: Mapping[str, int]
    offer_prices: Mapping[str, int]
    priorities: Mapping[str, int]
    left_out: tuple[str, ...]
    request_numbers: Mapping[str, int]
    offer_numbers: Mapping[str, int]
    coupling: "Coupling"

    @cached_property
    def values(self) -> Mapping[tuple[str, str], int]:
        """The value of every pair without a hard limit, by the ids of request and offer."""
        requests, offers = tuple(self.request_numbers), tuple(self.offer_numbers)
        edges = self.coupling.edges
        numbers = zip(edges.i.tolist(), edges.j.tolist(), edges.value.tolist(), strict=True)
        return {(requests[i], offers[j]): value for i, j, value in numbers}

    @cached_property
    def offer_of(self) -> Mapping[str, str]:
        """The chosen offer of each request that has one."""
        return dict(self.chosen)
