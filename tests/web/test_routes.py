"""One request, one way through: hosts, logins and policies."""

import pytest
from flask import Flask

from core.app import create_app
from core.settings import Settings
from core.web.routes import RouteWithoutPolicy, require_policies
from core.work import Office
from tenants.ids import new_id
from tests.fixtures_web import Browser, Person


def test_an_unknown_host_gets_a_plain_404(app: Flask) -> None:
    answer = Browser(app, "nergens.localhost").get("/")
    assert (answer.status_code, answer.mimetype) == (404, "text/plain")


def test_without_a_login_the_reader_is_sent_to_the_door(visitor: Browser) -> None:
    answer = visitor.get("/week")
    assert answer.status_code == 302
    assert answer.location.startswith("/inloggen?verder=/week")


def test_a_role_that_may_not_is_refused(gemeente_officer: Person) -> None:
    assert gemeente_officer.browser.get("/gezinnen").status_code == 403
    assert gemeente_officer.browser.get("/cijfers").status_code == 200


def test_a_route_without_a_policy_stops_the_start(settings: Settings) -> None:
    app = create_app(settings)
    app.add_url_rule("/open-deur", "open_deur", lambda: "x")
    with pytest.raises(RouteWithoutPolicy, match="open_deur"):
        require_policies(app, frozenset())


def test_the_process_and_its_readiness(app: Flask, office: Office) -> None:
    client = app.test_client()
    assert client.get("/healthz").json == {"status": "ok"}
    assert client.get("/readyz").json == {"status": "degraded", "worker": False}


def test_error_pages_give_their_connections_back(coordinator: Person, office: Office) -> None:
    pool = office.database._engine.pool
    before = pool.checkedout()  # type: ignore[attr-defined]
    for _ in range(3):
        assert coordinator.browser.get(f"/gezinnen/{new_id()}/intake").status_code == 404
    assert pool.checkedout() == before  # type: ignore[attr-defined]
