"""A running house for each module: its own database, so that national totals are its own."""

from collections.abc import Iterator
from datetime import date

import pytest

from tenants.keys import MasterKey
from tests.browser.running import RunningHouse
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
def town_house(databases: TestDatabases, master_key: MasterKey) -> Iterator[RunningHouse]:
    """The same for all tests of a module, which only look, on the day of the demo."""
    name = databases.copy()
    running = RunningHouse(databases, name, master_key, date(2016, 7, 31))
    yield running
    running.stop()
    databases.drop(name)
