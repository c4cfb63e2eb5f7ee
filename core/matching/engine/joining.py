"""The pairs of a whole list that may fit: by a grid on position, not each with each."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.matching.engine.columns import Numbers, Offers, Requests
from core.matching.engine.pairs import Pairs, fitting
from core.places.distance import EARTH_RADIUS_KM, ROAD_FACTOR

KM_PER_RADIAN = EARTH_RADIUS_KM
MARGIN = 1.01
"""A flat map is not exact: what the grid lets through is measured again."""
FARTHEST_KM = 500.0
"""A request that reaches farther than this is laid beside every offer."""
SMALLEST_CELL_KM = 0.5
MOST_ROWS = 60
AT_ONCE = 1_000_000


@dataclass(frozen=True, slots=True)
class Grid:
    """Offers in square cells, ordered by row and then by column."""

    cell_km: float
    width: int
    keys: Numbers
    numbers: Numbers


def fitting_pairs(requests: Requests, offers: Offers) -> tuple[Numbers, Numbers]:
    """Return the numbers of all requests and offers that keep every limit, by request and offer."""
    found = [fitting(pairs) for pairs in _near(requests, offers)]
    i = np.concatenate([pairs.i for pairs in found] or [np.zeros(0, np.int64)])
    j = np.concatenate([pairs.j for pairs in found] or [np.zeros(0, np.int64)])
    order = np.argsort(i * max(1, len(offers)) + j)
    return i[order], j[order]


def _near(requests: Requests, offers: Offers) -> Iterator[Pairs]:
    usable = np.flatnonzero(~offers.is_full & ~offers.vog_missing)
    placed = usable[offers.places.known[usable]]
    reach = MARGIN * (requests.reach.km + 0.05) / ROAD_FACTOR
    near = requests.places.known & (reach < FARTHEST_KM)
    everywhere = usable[~offers.places.known[usable]]
    yield from _each_with_each(requests, offers, np.flatnonzero(~near), usable)
    yield from _each_with_each(requests, offers, np.flatnonzero(near), everywhere)
    yield from _by_grid(requests, offers, np.flatnonzero(near), placed, reach)


def _each_with_each(requests: Requests, offers: Offers, i: Numbers, j: Numbers) -> Iterator[Pairs]:
    rows = max(1, AT_ONCE // max(1, len(j)))
    for first in range(0, len(i) if len(j) else 0, rows):
        some = i[first : first + rows]
        yield Pairs(requests, offers, np.repeat(some, len(j)), np.tile(j, len(some)))


def _by_grid(
    requests: Requests, offers: Offers, i: Numbers, j: Numbers, reach: NDArray[np.float64]
) -> Iterator[Pairs]:
    if not len(i) or not len(j):
        return
    far = reach[i]
    cell = max(SMALLEST_CELL_KM, float(np.median(far)) / 3, float(far.max()) / MOST_ROWS)
    top = np.radians(max(np.abs(requests.places.lat[i]).max(), np.abs(offers.places.lat[j]).max()))
    row_i, row_j = (
        np.floor(np.radians(places.lat[at]) * KM_PER_RADIAN / cell).astype(np.int64)
        for places, at in ((requests.places, i), (offers.places, j))
    )
    col_i, col_j = (
        np.floor(np.radians(places.lon[at]) * KM_PER_RADIAN * np.cos(top) / cell).astype(np.int64)
        for places, at in ((requests.places, i), (offers.places, j))
    )
    west, width = int(col_j.min()), int(col_j.max() - col_j.min()) + 1
    keys = row_j * width + (col_j - west)
    order = np.argsort(keys, kind="stable")
    grid = Grid(cell, width, keys[order], j[order])
    steps = np.ceil(far / cell).astype(np.int64)
    for row in range(-int(steps.max()), int(steps.max()) + 1):
        there = steps >= abs(row)
        wide = _columns(far[there] / cell, max(0, abs(row) - 1))
        left = np.clip(col_i[there] - west - wide, 0, width)
        right = np.clip(col_i[there] - west + wide, -1, width - 1)
        yield _row_of(requests, offers, i[there], row_i[there] + row, left, right, grid)


def _columns(reach: NDArray[np.float64], rows: int) -> Numbers:
    """How many columns a circle of this many cells reaches at so many rows from its middle."""
    wide: Numbers = np.ceil(np.sqrt(np.maximum(0.0, reach**2 - rows**2))).astype(np.int64)
    return wide


def _row_of(
    requests: Requests,
    offers: Offers,
    i: Numbers,
    row: Numbers,
    left: Numbers,
    right: Numbers,
    grid: Grid,
) -> Pairs:
    """Each request beside the offers of one row of cells, from column `left` to `right`."""
    first = np.searchsorted(grid.keys, row * grid.width + left)
    last = np.searchsorted(grid.keys, row * grid.width + right, side="right")
    count = np.where(right >= left, np.maximum(0, last - first), 0)
    before = np.cumsum(count) - count
    at = np.arange(int(count.sum())) + np.repeat(first - before, count)
    return Pairs(requests, offers, np.repeat(i, count), grid.numbers[at])
