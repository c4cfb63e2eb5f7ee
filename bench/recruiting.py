"""`python -m bench.recruiting`: two years of a gemeente, with and without advice whom to look for.

The same gemeente, seed by seed: the same requests and spontaneous offers, as many families that
answer a search profile; only what that profile asks for differs. Nothing of this was measured in
the field: the assumptions are printed, stand in README.md and are arguments.
"""

import argparse
import random
import statistics
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bench.people import KM_EAST, KM_NORTH, START, Land, a_request, an_offer
from bench.report import Report
from core.calendar.dayparts import mask_of, numbers_of
from core.matching.engine.advice import advise
from core.matching.engine.optimum import solve
from core.matching.engine.wanted import Wanted, profiles_for
from core.matching.engine.weights import Weights
from core.matching.profiles import (
    Exclusion,
    ExclusionReason,
    OfferProfile,
    Position,
    RequestProfile,
)
from core.places.distance import ROAD_FACTOR

WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What a week is like; chances are per week unless they say otherwise."""

    weeks: int = 104
    requests_a_week: float = 1.2
    offers_a_week: float = 0.3
    answers_a_campaign: int = 3
    weeks_between: int = 4
    follows: float = 0.6
    """The chance that somebody who answers has one thing that the profile asks for."""
    request_leaves: float = 0.015
    offer_leaves: float = 0.02
    pair_clicks: float = 0.8
    """The chance that families who meet go on together."""
    coupling_ends: float = 0.015
    stays_after: float = 0.7
    """The chance that a steungezin takes another family after a coupling."""


Campaign = Callable[
    [random.Random, Sequence[RequestProfile], Sequence[OfferProfile], date], Sequence[Wanted]
]


def untargeted(
    _dice: random.Random,
    _requests: Sequence[RequestProfile],
    _offers: Sequence[OfferProfile],
    _today: date,
) -> Sequence[Wanted]:
    """A call for anybody."""
    return ()


def longest_waiting(
    _dice: random.Random,
    requests: Sequence[RequestProfile],
    offers: Sequence[OfferProfile],
    today: date,
) -> Sequence[Wanted]:
    """What the requests ask for that wait longest without anybody."""
    chosen = {request_id for request_id, _ in solve(requests, offers, WEIGHTS, today).chosen}
    waiting = sorted((r for r in requests if r.id not in chosen), key=lambda r: (r.since, r.id))
    return [profiles_for([request], {request.id: 1})[0] for request in waiting[:3]]


def advised(
    _dice: random.Random,
    requests: Sequence[RequestProfile],
    offers: Sequence[OfferProfile],
    today: date,
) -> Sequence[Wanted]:
    """What the engine advises."""
    return [advice.profile for advice in advise(requests, offers, WEIGHTS, today)]


CAMPAIGNS: dict[str, Campaign] = {
    "untargeted": untargeted,
    "longest waiting": longest_waiting,
    "advised": advised,
}


@dataclass(slots=True)
class Gemeente:
    """What there is in one week."""

    requests: list[RequestProfile]
    offers: list[OfferProfile]
    running: list[str]
    made: int = 0


def two_years(seed: int, campaign: Campaign, given: Assumptions) -> int:
    """Return how many couplings were made in two years."""
    land = Land.of(_dice(seed, "land"), 20, 6)
    now = Gemeente([], [], [])
    numbers = iter(range(10**6))
    for week in range(given.weeks):
        today = START + timedelta(weeks=week)
        _arrivals(now, land, seed, week, today, given)
        if week % given.weeks_between == 0 and now.requests:
            dice = _dice(seed, f"campaign {week}")
            wanted = campaign(dice, now.requests, now.offers, today)
            for number in range(given.answers_a_campaign):
                answer = an_offer(dice, 500_000 + next(numbers), land, today, seen=1.0)
                asked = wanted[number % len(wanted)] if wanted else None
                now.offers.append(_following(dice, answer, asked, given) if asked else answer)
        _couple(now, _dice(seed, f"couple {week}"), today, given)
        _leave(now, _dice(seed, f"leave {week}"), given)
    return now.made


def _arrivals(
    now: Gemeente, land: Land, seed: int, week: int, today: date, given: Assumptions
) -> None:
    dice = _dice(seed, f"arrive {week}")
    for number in range(_count(dice, given.requests_a_week)):
        now.requests.append(a_request(dice, week * 100 + number, land, today))
    for number in range(_count(dice, given.offers_a_week)):
        now.offers.append(an_offer(dice, week * 100 + number, land, today, seen=1.0))


def _following(
    dice: random.Random, answer: OfferProfile, asked: Wanted, given: Assumptions
) -> OfferProfile:
    """Somebody who answers: each thing that was asked for is there with the same chance.

    They can do no more than somebody who answers a call for anybody: other days, not more days.
    """

    def follows() -> bool:
        return dice.random() < given.follows

    if follows() and asked.area is not None:
        answer = replace(answer, position=_near(dice, asked.area, min(asked.radius_km or 3, 3)))
    if follows():
        answer = replace(answer, dayparts=_shifted_days(answer.dayparts, asked.dayparts))
    if follows() and asked.ages and answer.ages:
        answer = replace(answer, ages=_shifted_ages(answer.ages, asked.ages))
    if follows():
        forms = sorted(asked.forms) + sorted(answer.forms - asked.forms)
        answer = replace(answer, forms=frozenset(forms[: max(1, len(answer.forms))]))
    if follows() and answer.household is not None:
        answer = replace(answer, household=answer.household - asked.avoid)
    if follows():
        answer = replace(answer, subjects=answer.subjects | {asked.subject})
    return answer


def _near(dice: random.Random, area: Position, km: float) -> Position:
    """Somewhere within so many kilometres by road, more or less."""
    aside = km / ROAD_FACTOR / 2**0.5
    east, north = dice.uniform(-aside, aside) * KM_EAST, dice.uniform(-aside, aside) * KM_NORTH
    return Position(round(area.lat + north, 4), round(area.lon + east, 4))


def _shifted_days(own: int, asked: int) -> int:
    """As many dayparts as they had, those that are asked for first."""
    days = numbers_of(asked) + numbers_of(own & ~asked)
    return mask_of(days[: max(1, own.bit_count())])


def _shifted_ages(own: tuple[int, int], asked: tuple[int, int]) -> tuple[int, int]:
    """As many years as they had, moved so far that those that are asked for are in it."""
    years, youngest = own[1] - own[0], max(own[0], asked[1] - (own[1] - own[0]))
    youngest = min(youngest, asked[0])
    return youngest, youngest + years


def _couple(now: Gemeente, dice: random.Random, today: date, given: Assumptions) -> None:
    """Meet in the best coupling of the whole list; who does not click is not proposed again."""
    requests = {request.id: request for request in now.requests}
    offers = {offer.id: offer for offer in now.offers}
    for request_id, offer_id in solve(now.requests, now.offers, WEIGHTS, today).chosen:
        if dice.random() < given.pair_clicks:
            offer = offers[offer_id]
            offers[offer_id] = replace(offer, running=offer.running + 1)
            now.running.append(offer_id)
            now.made += 1
            del requests[request_id]
        else:
            request = requests[request_id]
            failed = Exclusion(offer_id, ExclusionReason.FAILED_BEFORE)
            requests[request_id] = replace(request, exclusions=(*request.exclusions, failed))
    now.requests, now.offers = list(requests.values()), list(offers.values())


def _leave(now: Gemeente, dice: random.Random, given: Assumptions) -> None:
    now.requests = [one for one in now.requests if dice.random() >= given.request_leaves]
    ended = [one for one in now.running if dice.random() < given.coupling_ends]
    offers = {offer.id: offer for offer in now.offers}
    for offer_id in ended:
        now.running.remove(offer_id)
        if offer_id not in offers:
            continue
        offer = offers[offer_id]
        offers[offer_id] = replace(offer, running=offer.running - 1)
        if dice.random() >= given.stays_after:
            offers[offer_id] = replace(offers[offer_id], capacity=offers[offer_id].running)
    now.offers = [
        offer
        for offer in offers.values()
        if offer.running or (offer.capacity and dice.random() >= given.offer_leaves)
    ]


def _dice(seed: int, what: str) -> random.Random:
    return random.Random(f"{seed} {what}")  # noqa: S311 - a simulation


def _count(dice: random.Random, mean: float) -> int:
    """How many come in a week: each at a moment of its own."""
    count, at = 0, dice.expovariate(mean)
    while at < 1:
        count, at = count + 1, at + dice.expovariate(mean)
    return count


def main(words: list[str] | None = None) -> None:
    """Simulate, and print."""
    parser = argparse.ArgumentParser(prog="bench.recruiting")
    parser.add_argument("--seeds", type=int, default=40)
    parser.add_argument("--follows", type=float, default=Assumptions().follows)
    asked = parser.parse_args(words)
    report, given = Report(sys.stdout), Assumptions(follows=asked.follows)
    report.say(f"Assumed: {given}, {asked.seeds} seeds")
    made: dict[str, list[int]] = {name: [] for name in CAMPAIGNS}
    for seed in range(1, asked.seeds + 1):
        for name, campaign in CAMPAIGNS.items():
            made[name].append(two_years(seed, campaign, given))
        report.note(f"seed {seed}: " + ", ".join(f"{n} {c[-1]}" for n, c in made.items()))
    tell(report, made)


def tell(report: Report, made: dict[str, list[int]]) -> None:
    """The couplings of each campaign, and the ratios to an untargeted one."""
    plain = made["untargeted"]
    for name, counts in made.items():
        ratios = [count / other for count, other in zip(counts, plain, strict=True)]
        spread = statistics.quantiles(ratios, n=10)
        report.say(
            f"- {name}: {statistics.mean(counts):.1f} couplings in two years;"
            f" ratio {sum(counts) / sum(plain):.3f}, of single seeds p10 {spread[0]:.2f},"
            f" p90 {spread[-1]:.2f}"
        )
    ratio = sum(made["advised"]) / sum(plain)
    report.goal_least("couplings with advised recruiting / untargeted", ratio, 1.1)


if __name__ == "__main__":
    main()
