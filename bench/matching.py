"""`python -m bench.matching`: the goals of the model, in one run; nothing fails, it only tells.

Only ratios are compared: everything in one line is measured in this run, on this machine, in turn.
The other exact solver is scipy (a tool of development: the product does not need it).
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from bench.people import START, a_list
from bench.report import Report
from bench.timing import interleaved, timed
from core.matching.engine.columns import Offers, Requests
from core.matching.engine.flow import Edges, best_coupling
from core.matching.engine.gaining import gains
from core.matching.engine.optimum import solve
from core.matching.engine.prices import Coupling, extra_place, place_prices, request_prices
from core.matching.engine.scoring import value
from core.matching.engine.solved import Optimum
from core.matching.engine.solving import edges_of
from core.matching.engine.suggesting import prepare, suggest
from core.matching.engine.wanted import Wanted, profiles_for
from core.matching.engine.weights import Weights
from core.matching.limits import blockers, pair_distance_km
from core.matching.profiles import OfferProfile, RequestProfile
from core.places.distance import EARTH_RADIUS_KM

WEIGHTS = Weights()
SIZES = (50, 200, 1000, 2000, 10_000)
ONE_BY_ONE = 200
"""Lists up to this size are weighed pair by pair for the other solver, not in columns."""
SEEDS = tuple(range(1, 13))
PROFILES = 1000


def main(words: list[str] | None = None) -> None:
    """Measure all of it, and print."""
    parser = argparse.ArgumentParser(prog="bench.matching")
    parser.add_argument("--largest", type=int, default=SIZES[-1])
    parser.add_argument("--rounds", type=int, default=100)
    asked = parser.parse_args(words)
    report = Report(sys.stdout)
    exactness(report, [size for size in SIZES if size <= asked.largest])
    greedy(report)
    top_ten(report, asked.largest, asked.rounds)
    whole_list(report, asked.largest, max(3, asked.rounds // 10))
    advice(report, max(3, asked.rounds // 10))
    urgency(report)


def exactness(report: Report, sizes: Sequence[int]) -> None:
    """The total value beside that of another exact solver."""
    for size in sizes:
        requests, offers = a_list(1, size)
        other = (_one_by_one if size <= ONE_BY_ONE else _in_columns)(requests, offers)
        total = solve(requests, offers, WEIGHTS, START).total
        word = "met" if total == other else "MISSED"
        report.say(
            f"- total value / exact optimum of scipy, n = {size}: **{total / other:.6f}**"
            f" ({total} and {other}; goal: = 1, {word})"
        )


def greedy(report: Report, size: int = 300) -> None:
    """The total value beside that of first come, nearest served."""
    ratios = []
    for seed in SEEDS:
        requests, offers = a_list(seed, size)
        total = solve(requests, offers, WEIGHTS, START).total
        ratios.append(total / _first_come_nearest(requests, offers))
    listed = ", ".join(f"{ratio:.3f}" for ratio in ratios)
    report.say(f"- total value / first come, nearest: {listed}")
    report.goal_least("the least of these", min(ratios), 1.05)


def top_ten(report: Report, size: int, rounds: int) -> None:
    """Suggestions for one request beside a bare pass over all distances."""
    requests, offers = a_list(1, size)
    ready = prepare(offers)
    nearest = _nearest(ready)
    turns = {name: iter(requests * 2) for name in ("suggestions", "bare pass")}
    times = interleaved(
        {
            "suggestions": lambda: timed(
                lambda: suggest(next(turns["suggestions"]), ready, WEIGHTS)
            ),
            "bare pass": lambda: timed(lambda: nearest(next(turns["bare pass"]))),
        },
        rounds,
    )
    report.table(f"Top 10 of {size:,}", times)
    ratio = times["suggestions"].p50 / times["bare pass"].p50
    report.goal("top 10 with explanations and why-nots / one numpy distance pass", ratio, 4)


def whole_list(report: Report, size: int, rounds: int) -> None:
    """The whole list beside the flow of OR-tools alone, on the same edges."""
    requests, offers = a_list(1, size)
    ready = prepare(offers)
    edges = edges_of(Requests(requests, ready), ready, WEIGHTS, START)
    times = interleaved(
        {
            "flow of OR-tools alone": lambda: timed(lambda: best_coupling(edges)),
            "flow and all prices": lambda: timed(lambda: _priced(edges)),
            "edges: limits and points": lambda: timed(lambda: _edges(requests, ready)),
            "all, from bare profiles": lambda: timed(
                lambda: solve(requests, offers, WEIGHTS, START)
            ),
        },
        rounds,
        warm_up=1,
    )
    report.table(f"Whole list of {size:,} x {size:,}, {len(edges.i):,} edges", times)
    alone = times["flow of OR-tools alone"].cpu50
    priced, everything = times["flow and all prices"].cpu50, times["all, from bare profiles"].cpu50
    report.goal("coupling and prices / flow alone, same edges, CPU", priced / alone, 1.5)
    report.say(f"- from bare profiles to prices / flow alone, CPU: **{everything / alone:.2f}**")


def advice(report: Report, rounds: int) -> None:
    """A thousand profiles priced, beside solving again with each."""
    requests, offers = a_list(1, 300)
    optimum = solve(requests, offers, WEIGHTS, START)
    profiles = _thousand(requests, optimum)
    alone = [request for request in requests if request.together is None]
    found: list[int] = []

    def priced() -> None:
        found[:] = gains(profiles, alone, optimum, WEIGHTS, START).one.tolist()

    numbers = iter(range(10**9))

    def again() -> None:
        number = next(numbers) % len(profiles)
        total = solve(requests, [*offers, profiles[number]], WEIGHTS, START).total
        checked[number] = total - optimum.total

    checked: dict[int, int] = {}
    times = interleaved(
        {"all profiles priced": lambda: timed(priced), "solved again once": lambda: timed(again)},
        max(60, rounds),
        warm_up=1,
    )
    report.table(f"Advice over {len(profiles):,} profiles, 300 x 300", times)
    same = sum(found[number] == gain for number, gain in checked.items())
    report.say(f"- gains that solving again confirms: **{same} of {len(checked)}**")
    ratio = times["all profiles priced"].p50 / (times["solved again once"].p50 * len(profiles))
    report.say(f"- advice / solving again with each: **1/{1 / ratio:.0f}**")
    report.goal("the same, times 100", 100 * ratio, 1)


def urgency(report: Report, size: int = 300) -> None:
    """Urgent requests that are served, with and without priority, when offers are scarce."""
    served = {True: 0, False: 0}
    for seed in SEEDS:
        requests, offers = a_list(seed, size)
        urgent = {request.id for request in requests if request.urgency >= 2}
        for with_priority in served:
            asked = requests if with_priority else [_plain(request) for request in requests]
            chosen = solve(asked, offers[: size // 3], WEIGHTS, START).chosen
            served[with_priority] += sum(request_id in urgent for request_id, _ in chosen)
    report.say(f"- urgent served with priority {served[True]}, without {served[False]}")
    report.goal_least("urgent served with priority / without", served[True] / served[False], 1.3)


def _plain(request: RequestProfile) -> RequestProfile:
    return replace(request, urgency=0, since=START)


def _one_by_one(requests: list[RequestProfile], offers: list[OfferProfile]) -> int:
    """The exact optimum by scipy, of values that are worked out pair by pair."""
    fitting = [
        (i, j, value(request, offer, WEIGHTS, START))
        for i, request in enumerate(requests)
        for j, offer in enumerate(offers)
        if not blockers(request, offer)
    ]
    i, j, values = (np.array(column, np.int64) for column in zip(*fitting, strict=True))
    places = np.array([offer.free_places for offer in offers], np.int64)
    return _scipy(Edges(i, j, values, len(requests), places))


def _in_columns(requests: list[RequestProfile], offers: list[OfferProfile]) -> int:
    ready = Offers(offers)
    return _scipy(edges_of(Requests(requests, ready), ready, WEIGHTS, START))


def _scipy(edges: Edges) -> int:
    """A column for each place, and one for each request that stays without."""
    first = np.cumsum(edges.places) - edges.places
    rows, columns, values = [], [], []
    for place in range(int(edges.places.max())):
        there = edges.places[edges.j] > place
        rows.append(edges.i[there])
        columns.append(first[edges.j[there]] + place)
        values.append(edges.value[there] + 1)
    every = np.arange(edges.requests)
    rows.append(every)
    columns.append(int(edges.places.sum()) + every)
    values.append(np.ones(edges.requests, np.int64))
    shape = (edges.requests, int(edges.places.sum()) + edges.requests)
    where = (np.concatenate(rows), np.concatenate(columns))
    table: Any = csr_array((np.concatenate(values).astype(float), where), shape=shape)
    found = min_weight_full_bipartite_matching(table, maximize=True)
    return round(float(table[found].sum())) - edges.requests


def _first_come_nearest(requests: list[RequestProfile], offers: list[OfferProfile]) -> int:
    left = {offer.id: offer.free_places for offer in offers}
    total = 0
    for request in sorted(requests, key=lambda one: (one.since, one.id)):
        open_offers = [o for o in offers if left[o.id] and not blockers(request, o)]
        if open_offers:
            nearest = min(open_offers, key=lambda o: (pair_distance_km(request, o) or 0.0, o.id))
            left[nearest.id] -= 1
            total += value(request, nearest, WEIGHTS, START)
    return total


def _nearest(ready: Offers) -> Callable[[RequestProfile], object]:
    """The least that a list of ten could cost: distances of all, and a partition."""
    lat = np.array([offer.position.lat for offer in ready.profiles if offer.position])
    lon = np.array([offer.position.lon for offer in ready.profiles if offer.position])

    def ten(request: RequestProfile) -> object:
        assert request.position  # noqa: S101 - for the types
        high, east = np.radians(lat), np.radians(lon)
        here, there = np.radians(request.position.lat), np.radians(request.position.lon)
        chord = np.sin((high - here) / 2) ** 2
        chord += np.cos(high) * np.cos(here) * np.sin((east - there) / 2) ** 2
        km = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(chord))
        first = np.argpartition(km, 10)[:10]
        return first[np.argsort(km[first])]

    return ten


def _priced(edges: Edges) -> object:
    coupling = Coupling.of(edges, best_coupling(edges))
    return request_prices(coupling, extra_place(coupling)), place_prices(coupling)


def _edges(requests: list[RequestProfile], ready: Offers) -> Edges:
    return edges_of(Requests(requests, ready), ready, WEIGHTS, START)


def _thousand(requests: list[RequestProfile], optimum: Optimum) -> list[OfferProfile]:
    missing = dict.fromkeys(optimum.request_prices, 1)
    wanted: tuple[Wanted, ...] = profiles_for(requests, missing)
    made = [one.as_offer(f"p{number:05}") for number, one in enumerate(wanted)]
    _, more = a_list(99, PROFILES)
    plain = [replace(one, id=f"q{one.id}", capacity=1) for one in more]
    return [*made, *plain][:PROFILES]


if __name__ == "__main__":
    main()
