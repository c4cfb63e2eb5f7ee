"""What Prometheus reads: for who has the token, and never whose page it was."""

import dataclasses
from collections.abc import Iterator

import pytest
from flask import Flask

from core.app import create_app
from core.calendar.clock import FixedClock
from core.settings import Settings
from core.work import Office
from tenants.context import TenantContext
from tests.fixtures_web import TODAY, Browser, Person, host_of

TOKEN = "only for tests"


@pytest.fixture(scope="module")
def measured(settings: Settings) -> Iterator[Flask]:
    app = create_app(dataclasses.replace(settings, metrics_token=TOKEN), FixedClock(TODAY))
    yield app
    app.extensions["office"].database.close()


def read(app: Flask, token: str = TOKEN) -> tuple[int, str]:
    answer = app.test_client().get("/metrics", headers={"Authorization": f"Bearer {token}"})
    return answer.status_code, answer.text


def test_without_the_token_there_is_no_such_page(app: Flask, measured: Flask) -> None:
    assert read(app)[0] == read(app, "")[0] == read(measured, "another")[0] == 404
    assert measured.test_client().get("/metrics").status_code == 404


def test_requests_are_counted_by_page_and_never_by_tenant(
    measured: Flask, tenant: TenantContext, coordinator: Person
) -> None:
    browser = Browser(measured, host_of(tenant))
    browser.get("/een-gezin-aanmelden?via=school")
    browser.get(f"/gezinnen/{coordinator.account.membership_id}")
    status, told = read(measured)
    assert status == 200
    assert 'endpoint="public.refer",le="10.0",method="GET",status="2xx"' in told
    for secret in (tenant.slug, tenant.name, str(coordinator.account.membership_id), "via=school"):
        assert secret not in told


def test_the_queue_is_told_by_kind_of_job(
    measured: Flask, office: Office, tenant: TenantContext
) -> None:
    with office.work(tenant) as work:
        work.defer("measured_task", queue="nobody", family=1)
    told = read(measured)[1]
    assert 'buurtgezinnen_jobs{status="todo",task="measured_task"} 1.0' in told
    assert "buurtgezinnen_workers 0.0" in told
    assert f'"{tenant.id}"' not in told


def test_an_odd_method_makes_no_label_of_its_own(measured: Flask) -> None:
    measured.test_client().open("/healthz", method="BREW")
    told = read(measured)[1]
    assert "BREW" not in told
    assert 'method="other"' in told
