"""The neighbourhood that is only looked at: told and walked through once in a run, then copied."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Self

from tenants.keys import MasterKey
from tests.browser.neighbourhood import Neighbourhood, Walker
from tests.browser.running import RunningHouse
from tests.browser.walking import Walk, kinds_of_pages, walk, without_needless
from tests.databases import TestDatabases

TEMPLATE = "neighbourhood_of_tests"
DAY = date(2016, 7, 31)
"""The day of the demo."""


@dataclass(frozen=True)
class Told:
    """What is known of the neighbourhood: who walks there, and what they found.

    `looks` are the pages that together show everything, each with whom it is shown to.
    """

    key: str
    walkers: dict[str, Walker]
    faults: dict[str, list[str]]
    endpoints: list[str]
    looks: list[tuple[str, str]]

    def write(self, file: Path) -> None:
        file.write_text(json.dumps(asdict(self)))

    @classmethod
    def read(cls, file: Path) -> Self:
        told: dict[str, Any] = json.loads(file.read_text())
        told["walkers"] = {
            name: Walker(one["slug"], one["cookie"], tuple(one["starts"]))
            for name, one in told["walkers"].items()
        }
        told["looks"] = [(who, path) for who, path in told["looks"]]
        return cls(**told)


@dataclass(frozen=True)
class Town:
    """A copy of the neighbourhood, with the application before it."""

    house: RunningHouse
    told: Told


@contextmanager
def copied(databases: TestDatabases, folder: Path) -> Iterator[Town]:
    """A copy; whoever is the first of the run tells it, and notes it in the run's folder."""
    note = folder / f"{TEMPLATE}.json"

    def tell(name: str) -> None:
        _tell(databases, name).write(note)

    name = databases.copy_of(TEMPLATE, tell)
    told = Told.read(note)
    house = RunningHouse(databases, name, MasterKey.from_text(told.key), DAY)
    try:
        yield Town(house, told)
    finally:
        house.stop()
        databases.drop(name)


def _tell(databases: TestDatabases, name: str) -> Told:
    key = MasterKey.generate()
    house = RunningHouse(databases, name, MasterKey.from_text(key), DAY)
    try:
        walkers = Neighbourhood(house).walkers
        walks = {
            who: walk(house.app, house.host(one.slug), house.port, one.cookie, one.starts)
            for who, one in walkers.items()
        }
    finally:
        house.stop()
    return Told(
        key,
        walkers,
        {who: one.faults for who, one in walks.items() if one.faults},
        sorted(set().union(*(one.endpoints for one in walks.values()))),
        _looks(walks),
    )


def _looks(walks: dict[str, Walk]) -> list[tuple[str, str]]:
    """Of each walk what nobody before had seen; those of one endpoint follow each other."""
    known: set[str] = set()
    chosen = {
        who: sorted(kinds_of_pages(one.found, known), key=lambda page: page.endpoint)
        for who, one in walks.items()
    }
    looks = [(who, page) for who, pages in chosen.items() for page in pages]
    left = without_needless([page for _who, page in looks])
    return [(who, page.path) for who, page in looks if any(page is one for one in left)]
