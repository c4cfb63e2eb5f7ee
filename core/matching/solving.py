"""The best coupling of a tenant's whole list: solved by a job after every change, and kept."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select

from core.calendar.clock import AMSTERDAM
from core.jobs.tasks import tenant_task
from core.matching.changing import SOLVE
from core.matching.engine.optimum import around, solve
from core.matching.engine.solved import Optimum
from core.matching.engine.weights import FACTORS, Weights
from core.matching.list_models import OfferPrice, RequestPrice, SolvedList
from core.matching.models import OfferState, SupportOffer
from core.matching.occupancy import still_searching
from core.matching.profiles import OfferProfile, RequestProfile
from core.matching.profiles_query import offer_profiles, request_profiles
from core.matching.weighing import Weighing, weighing
from core.work import Work
from tenants.ids import new_id

REGRETS = 200
"""Of how many offers for one request the loss is kept: those that cost the least. Of the others it
follows from the prices, as exactly."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of the solved list for one request.

    `regrets` are the losses by offer that fitted, `price` what the list gains by the request,
    `places` what an offer's place is worth to the others where that is not its price;
    `offer_prices` and `chosen_for` (the other requests that the best list gives an offer) are of
    the offers that were asked for.
    """

    solved_at: datetime
    price: int
    regrets: dict[UUID, int]
    places: dict[UUID, int]
    offer_prices: dict[UUID, int]
    chosen_for: dict[UUID, tuple[UUID, ...]]

    def lost(self, offer_id: UUID, value: int) -> int:
        """The points that the whole list loses by this choice, a pair of this value."""
        known = self.regrets.get(offer_id)
        if known is not None:
            return known
        usual = self.offer_prices.get(offer_id, 0)
        return max(0, self.price + self.places.get(offer_id, usual) - value)


@tenant_task(SOLVE, nightly=True)
def solve_list(work: Work) -> None:
    """Solve this tenant's list again, unless it is as it was; at night too: waiting counts."""
    used = weighing(work)
    requests = list(searching(work).values())
    offers = list(offer_profiles(work, SupportOffer.state == OfferState.OPEN).values())
    mark = fingerprint(requests, offers, used.weights, work.today)
    kept = work.session.scalar(select(SolvedList))
    if kept is not None and kept.fingerprint == mark:
        return
    _keep(work, used, mark, solve(requests, offers, used.weights, work.today))


def searching(work: Work) -> dict[UUID, RequestProfile]:
    """The requests for which somebody is looked for: no proposal is open, no coupling runs."""
    return request_profiles(work, *still_searching())


def kept_for(work: Work, request_id: UUID, offer_ids: Iterable[UUID]) -> Kept | None:
    """What is kept for a request beside these offers; None when it was not solved yet."""
    mine = (
        select(SolvedList.solved_at, RequestPrice.price, RequestPrice.regrets, RequestPrice.places)
        .join(RequestPrice, RequestPrice.tenant_id == SolvedList.tenant_id)
        .where(RequestPrice.request_id == request_id)
    )
    found = work.session.execute(mine).first()
    if found is None:
        return None
    ids = list(offer_ids)
    prices = select(OfferPrice.offer_id, OfferPrice.price).where(OfferPrice.offer_id.in_(ids))
    taken = select(RequestPrice.offer_id, RequestPrice.request_id).where(
        RequestPrice.offer_id.in_(ids), RequestPrice.request_id != request_id
    )
    chosen: dict[UUID, tuple[UUID, ...]] = {}
    for row in work.session.execute(taken.order_by(RequestPrice.request_id)):
        chosen[row.offer_id] = (*chosen.get(row.offer_id, ()), row.request_id)
    return Kept(
        found.solved_at.astimezone(AMSTERDAM),
        found.price,
        _by_offer(found.regrets),
        _by_offer(found.places),
        {row.offer_id: row.price for row in work.session.execute(prices)},
        chosen,
    )


def _by_offer(points: dict[str, int]) -> dict[UUID, int]:
    return {UUID(offer_id): count for offer_id, count in points.items()}


def fingerprint(
    requests: Iterable[RequestProfile],
    offers: Iterable[OfferProfile],
    weights: Weights,
    today: date,
) -> str:
    """Return a digest of all that goes into solving: equal when the outcome must be equal."""
    told = {
        "requests": sorted(_told(one) for one in requests),
        "offers": sorted(_told(one) for one in offers),
        "weights": [weights.of(factor) for factor in FACTORS],
        "today": today.isoformat(),
    }
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _told(profile: RequestProfile | OfferProfile) -> str:
    known = {field.name: getattr(profile, field.name) for field in fields(profile)}
    return json.dumps(known, default=_plain, sort_keys=True)


def _plain(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, date):
        return value.isoformat()
    return {field.name: getattr(value, field.name) for field in fields(value)}


def _keep(work: Work, used: Weighing, mark: str, found: Optimum) -> None:
    for model in (SolvedList, RequestPrice, OfferPrice):
        work.session.execute(delete(model))
    work.session.add(
        SolvedList(
            id=new_id(),
            solved_at=func.now(),
            fingerprint=mark,
            weights_variant=used.variant,
            weights_version=used.weights.version,
            total=found.total,
        )
    )
    for request_id, price in found.request_prices.items():
        offer_id, known = found.offer_of.get(request_id), around(found, request_id)
        work.session.add(
            RequestPrice(
                id=new_id(),
                request_id=UUID(request_id),
                offer_id=UUID(offer_id) if offer_id else None,
                price=price,
                regrets=_least(known.regrets),
                places=known.places,
            )
        )
    for offer_id, price in found.offer_prices.items():
        work.session.add(OfferPrice(id=new_id(), offer_id=UUID(offer_id), price=price))


def _least(lost: dict[str, int]) -> dict[str, int]:
    kept = sorted(lost.items(), key=lambda one: (one[1], one[0]))[:REGRETS]
    return dict(kept)
