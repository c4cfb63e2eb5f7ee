import io
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import func, select

from bench.loader import load, slug_of
from bench.mould import tenant_models
from bench.replay import replayed, statements_of
from bench.report import Report
from bench.timing import interleaved
from bench.visits import coordinator, one_family
from core.app import create_app
from core.calendar.clock import FixedClock
from core.demo.plan import DEMO_TODAY
from core.families.models import FamilyMember
from core.settings import Settings
from tenants import audit
from tenants.context import TenantContext
from tenants.directory import find_by_slug
from tenants.embedded import EmbeddedServer
from tenants.models import AuditDetail, AuditEntry, TenantKey
from tenants.roles import APPLICATION

TENANTS, FAMILIES = 2, 5


@pytest.fixture
def bench_app(
    postgres_server: EmbeddedServer, throw_away: str, settings: Settings
) -> Iterator[Flask]:
    """The application on a database that the bench has filled, with all references checked."""
    url = postgres_server.url(APPLICATION, throw_away)
    app = create_app(replace(settings, database_url=url, today=DEMO_TODAY), FixedClock(DEMO_TODAY))
    try:
        with postgres_server.connect(throw_away) as connection:
            load(connection, app.extensions["office"], TENANTS, FAMILIES, lambda _line: None)
        yield app
    finally:
        app.extensions["office"].database.close()


def _tenant(app: Flask, slug: str) -> TenantContext:
    with app.extensions["office"].database.registry() as registry:
        tenant = find_by_slug(registry, slug)
    assert tenant
    return tenant


def _rows(app: Flask, tenant: TenantContext) -> dict[str, int]:
    with app.extensions["office"].work(tenant) as work:
        return {
            model.__tablename__: work.session.scalar(select(func.count(model.id))) or 0
            for model in tenant_models()
            if model not in (TenantKey, AuditEntry, AuditDetail)
        }


def test_a_load_is_what_the_product_would_have_written(
    bench_app: Flask, postgres_server: EmbeddedServer, throw_away: str
) -> None:
    mould, cast = _tenant(bench_app, "mal"), _tenant(bench_app, slug_of(1))
    rows = _rows(bench_app, cast)
    assert rows == _rows(bench_app, mould)
    assert rows["family"] == FAMILIES
    with bench_app.extensions["office"].work(cast) as work:
        assert audit.verify(work.session, work.vault) is None
        for member in work.session.scalars(select(FamilyMember)):
            work.vault.open(FamilyMember.phone, member.id, member.phone)

    visitor = coordinator(bench_app, cast)
    family = one_family(bench_app, cast)
    for path in ("/gezinnen?wie=alle", f"/gezinnen/{family}", "/week"):
        visitor.page(path)
    visitor.sign_up()
    assert _rows(bench_app, cast)["referral"] == rows["referral"] + 1

    sent = statements_of(lambda: visitor.page("/gezinnen"))
    out = io.StringIO()
    with postgres_server.connect(throw_away) as bare:
        times = interleaved({"bare": lambda: replayed(bare, sent)}, rounds=2, warm_up=1)
    Report(out).table("The same SQL", times)
    assert "| bare |" in out.getvalue()
