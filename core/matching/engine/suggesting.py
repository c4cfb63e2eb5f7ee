"""The offers for one request: the best with every contribution, the others with every reason."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core.matching.engine.scoring import Contribution, contributions
from core.matching.engine.weights import Weights
from core.matching.limits import Blocker, Limit, blockers
from core.matching.profiles import OfferProfile, RequestProfile

if TYPE_CHECKING:
    from core.matching.engine.columns import Numbers, Offers


@dataclass(frozen=True, slots=True)
class Scored:
    """One offer beside the request: its points, from what, and what stands in the way."""

    offer: OfferProfile
    quality: int
    contributions: tuple[Contribution, ...]
    blockers: tuple[Blocker, ...]

    @property
    def offer_id(self) -> str:
        """Which offer it is."""
        return self.offer.id


class ScoredOffers(Sequence[Scored]):
    """Offers in their order; each is only worked out in words when somebody looks at it."""

    def __init__(self, numbers: "Numbers", work_out: Callable[[int], Scored]) -> None:
        self._numbers = numbers
        self._work_out = work_out

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, at: Any) -> Any:
        if isinstance(at, slice):
            return ScoredOffers(self._numbers[at], self._work_out)
        return self._work_out(int(self._numbers[at]))


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Every offer exactly once: `fits` (the best k), `more_fits`, `one_away`, `others`.

    All but `others` are the best first, equal ones by id; `others` are in the order of their ids.
    `equal_to_best`: how many of the fits, the best included, are as good as the best. `why_not`:
    how many of `others` do not keep each limit, in the order of `Limit`; not those that all keep.
    """

    fits: Sequence[Scored]
    more_fits: Sequence[Scored]
    one_away: Sequence[Scored]
    others: Sequence[Scored]
    equal_to_best: int
    why_not: Mapping[Limit, int]


def scored(
    request: RequestProfile, offer: OfferProfile, weights: Weights, found: tuple[Blocker, ...] = ()
) -> Scored:
    """Return one offer beside a request, with the blockers that were found."""
    parts = contributions(request, offer, weights)
    return Scored(offer, sum(part.points for part in parts), parts, found)


def prepare(offers: Iterable[OfferProfile]) -> "Offers":
    """Return the offers made ready, for who asks suggestions for many requests among the same."""
    from core.matching.engine.columns import Offers

    return offers if isinstance(offers, Offers) else Offers(offers)


def firsts(
    requests: Iterable[RequestProfile], offers: Iterable[OfferProfile], *weighings: Weights
) -> tuple[dict[str, str], ...]:
    """Return for each weighing who comes first for every request that somebody fits, by ids."""
    from core.matching.engine.firsts import firsts_by

    return firsts_by(requests, offers, *weighings)


def suggest(
    request: RequestProfile, offers: Iterable[OfferProfile], weights: Weights, k: int = 10
) -> Suggestions:
    """Return every offer for a request in its group; one blocker only is `one_away`."""
    from core.matching.engine.ranking import rank

    ready = prepare(offers)
    ranked = rank(request, ready, weights)

    def work_out(number: int) -> Scored:
        offer = ready.profiles[number]
        return scored(request, offer, weights, blockers(request, offer))

    return Suggestions(
        fits=tuple(scored(request, ready.profiles[at], weights) for at in ranked.fits[:k]),
        more_fits=ScoredOffers(ranked.fits[k:], work_out),
        one_away=ScoredOffers(ranked.one_away, work_out),
        others=ScoredOffers(ranked.others, work_out),
        equal_to_best=ranked.equal_to_best,
        why_not={limit: ranked.why_not[limit] for limit in Limit if ranked.why_not[limit]},
    )


def fit_counts(requests: Iterable[RequestProfile], offers: Iterable[OfferProfile]) -> list[int]:
    """Return for each of the requests how many of the offers keep every limit."""
    from core.matching.engine.ranking import how_many_fit

    ready = prepare(offers)
    return [how_many_fit(request, ready) for request in requests]
