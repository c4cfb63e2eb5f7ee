"""Running houses: each with a database of its own, so that national totals are its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tenants.keys import MasterKey
from tests.browser.running import RunningHouse
from tests.browser.telling import Town, copied
from tests.databases import TestDatabases
from tests.fixtures_web import TODAY


@pytest.fixture
def house(
    databases: TestDatabases, throw_away: str, master_key: MasterKey
) -> Iterator[RunningHouse]:
    """The application on a port, with a database of this test alone, on Monday 23 November."""
    running = RunningHouse(databases, throw_away, master_key, TODAY)
    yield running
    running.stop()


@pytest.fixture(scope="module")
def town(databases: TestDatabases, run_folder: Path) -> Iterator[Town]:
    """A copy of the neighbourhood for all tests of a module, which only look."""
    with copied(databases, run_folder) as town:
        yield town
