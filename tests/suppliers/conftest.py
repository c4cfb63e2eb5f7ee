"""A programme that works with others."""

from collections.abc import Iterator

import pytest
from flask import Flask

from core.settings import Settings
from tenants.context import TenantContext
from tests.plugin_hosts import shipped
from tests.suppliers.counterpart import Counterpart, counterpart
from tests.suppliers.desk import Desk, app_with, desk_in


@pytest.fixture(scope="module")
def supplier_app(settings: Settings) -> Iterator[Flask]:
    """The application with the plugins that we ship."""
    app = app_with(settings, shipped())
    yield app
    app.extensions["office"].database.close()


@pytest.fixture
def desk(supplier_app: Flask, tenant: TenantContext) -> Desk:
    """A programme with a coordinator and an admin."""
    return desk_in(supplier_app, tenant)


@pytest.fixture(scope="module")
def listening_side() -> Iterator[Counterpart]:
    """The other side, for the tests of a module."""
    with counterpart() as side:
        yield side


@pytest.fixture
def other_side(listening_side: Counterpart) -> Counterpart:
    """The other side, which has heard nothing yet."""
    side = listening_side
    side.plan, side.requests, side.taken, side.answers = [], [], {}, None
    return side
