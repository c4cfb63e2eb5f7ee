"""The operator says which programmes may switch a plugin on; a refused plugin is explained."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import select

from core.app import create_app
from core.calendar.clock import FixedClock
from core.plugins.models import PluginPermission, PluginPermissionTenant
from core.plugins.running import actives
from core.settings import Settings
from core.work import Office
from tenants.context import TenantContext
from tests.figures.operators import operator_browser
from tests.fixtures_web import TODAY, Browser
from tests.licences.granting import organisation
from tests.plugin_hosts import a_plugin, host_with, switched_on


@pytest.fixture(scope="module")
def app(settings: Settings) -> Iterator[Flask]:
    host = host_with(a_plugin("console_proef", card={"name": "Proef van de console"}))
    assert not host.add("slecht", object())
    app = create_app(settings, FixedClock(TODAY), host)
    app.testing = True
    yield app
    app.extensions["office"].database.close()


@pytest.fixture(scope="module")
def office(app: Flask) -> Office:
    return app.extensions["office"]  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def canaries() -> None:
    """The canaries live with the shipped plugins."""


@pytest.fixture
def operator(app: Flask, office: Office) -> Browser:
    return operator_browser(app, office)


def _allowed(office: Office) -> tuple[list[bool], list[int]]:
    with office.database.console() as session:
        mine = PluginPermission.plugin == "console_proef"
        named = PluginPermissionTenant.plugin == "console_proef"
        return (
            list(session.scalars(select(PluginPermission.everyone).where(mine))),
            list(session.scalars(select(PluginPermissionTenant.tenant_id).where(named))),
        )


def test_the_operator_limits_a_plugin_to_a_programme(
    office: Office, operator: Browser, tenant: TenantContext, other_tenant: TenantContext
) -> None:
    for here in (tenant, other_tenant):
        with office.work(here) as work:
            switched_on(work, "console_proef")
    page = operator.get("/plugins").text
    assert "Proef van de console" in page
    assert "elk programma" in page
    told = {"who": "enkele", "programmes": [tenant.slug]}
    assert operator.post("/plugins/console_proef", told).status_code == 303
    assert _allowed(office) == ([False], [tenant.id])
    with office.work(tenant) as work:
        assert len(actives(work)) == 1
    with office.work(other_tenant) as work:
        assert actives(work) == ()
    assert "1 programma" in operator.get("/plugins").text
    assert operator.post("/plugins/console_proef", {"who": "iedereen"}).status_code == 303
    assert _allowed(office) == ([True], [])
    assert "Plugin toegestaan" in operator.get("/logboek").text


def test_a_refused_plugin_is_listed_with_what_to_do(operator: Browser) -> None:
    page = operator.get("/plugins").text
    assert "1 plugin is geweigerd" in page
    assert "add it with @hookimpl" in page
    assert operator.get("/plugins/slecht").status_code == 404


def test_a_licence_holders_operator_has_no_say(app: Flask, office: Office) -> None:
    mine = operator_browser(app, office, organisation(office))
    assert mine.get("/plugins").status_code == 404
    assert mine.get("/plugins/console_proef").status_code == 404
