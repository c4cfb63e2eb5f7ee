"""An application with the shipped plugins, and with plugins of the test's own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask

from core.accounts.models import Role
from core.app import create_app
from core.calendar.clock import FixedClock
from core.extension.host import Host
from core.settings import Settings
from core.work import Office, Work
from tenants.context import TenantContext
from tests.canary.watching import guard
from tests.channels.plugins import HOST
from tests.fixtures_web import TODAY, Browser, Person, hire, host_of
from tests.plugin_hosts import shipped, switched_on

TOKEN = "een-token-van-de-gemeente-1"


@dataclass(frozen=True)
class House:
    """An application, and one tenant in it in which plugins are switched on."""

    app: Flask
    tenant: TenantContext

    @property
    def office(self) -> Office:
        return self.app.extensions["office"]  # type: ignore[no-any-return]

    def work(self) -> Any:
        return self.office.work(self.tenant)

    def on(self, key: str, **options: Any) -> None:
        with self.work() as work:
            switched_on(work, key, **options)

    def visitor(self) -> Browser:
        return Browser(self.app, host_of(self.tenant))

    def coordinator(self) -> Person:
        return hire(self.app, self.office, self.tenant, Role.COORDINATOR)

    def post(
        self, channel: str, body: Any, token: str = TOKEN, headers: Any = None, **more: Any
    ) -> Any:
        """What a program posts."""
        headers = {"Authorization": f"Bearer {token}", **(headers or {})}
        how = {"data": body} if isinstance(body, bytes) else {"json": body}
        if isinstance(body, bytes):
            how["content_type"] = more.pop("content_type", "application/json")
        base = f"http://{host_of(self.tenant)}"
        path = f"/api/v1/aanmeldingen/{channel}"
        return self.app.test_client().post(path, base_url=base, headers=headers, **how, **more)


def _made(settings: Settings, host: Host) -> Iterator[Flask]:
    app = create_app(settings, FixedClock(TODAY), host)
    app.testing = True
    guard(app)
    yield app
    app.extensions["office"].database.close()


@pytest.fixture(scope="session")
def shipping_app(settings: Settings) -> Iterator[Flask]:
    yield from _made(settings, shipped())


@pytest.fixture(scope="session")
def trying_app(settings: Settings) -> Iterator[Flask]:
    yield from _made(settings, HOST)


@pytest.fixture
def house(app: Flask, shipping_app: Flask, tenant: TenantContext) -> House:
    """A tenant with the shipped plugins installed; none is on yet."""
    return House(shipping_app, tenant)


@pytest.fixture
def trying(app: Flask, trying_app: Flask, tenant: TenantContext) -> House:
    """A tenant with the plugins of `tests.channels.plugins`."""
    trying_app.extensions.pop("channel_token_throttle", None)
    return House(trying_app, tenant)


Counted = Callable[[Work], int]
