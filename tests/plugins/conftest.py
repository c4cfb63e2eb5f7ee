"""A work with plugins of the test's own."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from core.extension.host import Host
from core.work import SYSTEM_ACTOR, Actor, Office, Work
from tenants.context import TenantContext

WithPlugins = Callable[..., "OfficeWith"]


class OfficeWith:
    """The office of the tests, with other plugins; `work()` is one committed unit of work."""

    def __init__(self, office: Office, tenant: TenantContext, host: Host) -> None:
        self.office = Office(office.database, office.settings, office.clock, host)
        self.tenant = tenant

    @contextmanager
    def work(
        self, actor: Actor = SYSTEM_ACTOR, tenant: TenantContext | None = None
    ) -> Iterator[Work]:
        with self.office.work(tenant or self.tenant, actor) as work:
            yield work


@pytest.fixture
def with_plugins(office: Office, tenant: TenantContext) -> WithPlugins:
    """`with_plugins(host)` gives an office in which those plugins are installed."""

    def make(host: Host) -> OfficeWith:
        return OfficeWith(office, tenant, host)

    return make
