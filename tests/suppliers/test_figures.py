"""Totals go to a system that wants them: suppressed, once a day, only when they changed."""

import json
from datetime import timedelta
from typing import Any

import pytest

from core.suppliers.figures import tell_figures
from core.suppliers.models import ChangeState
from tenants.context import TenantState
from tests.figures.programmes import couple
from tests.figures.test_page import fill
from tests.fixtures_database import MakeTenant
from tests.fixtures_web import TODAY
from tests.suppliers.counterpart import Counterpart
from tests.suppliers.desk import KEY, Desk, desk_in


@pytest.fixture
def hearing(desk: Desk, other_side: Counterpart) -> Desk:
    address = f"{other_side.url}/haak"
    desk.switch_on("webhooks", address=address, signing_secret=KEY, with_figures="ja")
    return desk


def night(desk: Desk, day: int = 0) -> None:
    with desk.work() as work:
        work.today = TODAY + timedelta(days=day)
        tell_figures(work)


def heard(side: Counterpart) -> list[dict[str, Any]]:
    return [json.loads(body) for _method, _path, _headers, body in side.requests]


def test_totals_go_when_they_changed_and_no_small_count_goes(
    hearing: Desk, other_side: Counterpart
) -> None:
    with hearing.work() as work:
        fill(work, made=70)
    night(hearing)
    night(hearing)
    hearing.push()
    [told] = heard(other_side)
    assert told["type"] == "aantallen.gewijzigd"
    facts = told["data"]
    assert facts["as_of"] == TODAY.isoformat()
    assert facts["totals"]["made"] == 70
    assert facts["totals"]["made"] == facts["totals"]["running"] + facts["totals"]["ended"]
    counts = [part["count"] for split in facts["splits"] for part in split["parts"]]
    assert counts and not any(0 < count < 10 for count in counts)
    # The next day nothing changed; then something did.
    night(hearing, 1)
    assert len(hearing.changes()) == 1
    with hearing.work() as work:
        couple(work, TODAY)
    night(hearing, 1)
    hearing.push()
    assert heard(other_side)[-1]["data"]["totals"]["made"] == 71
    assert len(hearing.changes()) == 2
    assert "Aantallen" in hearing.admin.browser.get("/leveranciers").text


def test_a_small_programme_tells_totals_without_a_split(
    hearing: Desk, other_side: Counterpart
) -> None:
    with hearing.work() as work:
        fill(work, made=3)
    night(hearing)
    hearing.push()
    [told] = heard(other_side)
    assert told["data"]["totals"]["made"] == 3
    assert told["data"]["splits"] == []


def test_what_waits_is_replaced_by_what_is_new(hearing: Desk, other_side: Counterpart) -> None:
    with hearing.work() as work:
        fill(work, made=3)
    night(hearing)
    other_side.plan = ["503"]
    hearing.push()
    with hearing.work() as work:
        couple(work, TODAY)
    night(hearing, 1)
    assert [one.state for one in hearing.changes()] == [ChangeState.WITHDRAWN, ChangeState.WAITING]
    hearing.push()
    assert [one["data"]["totals"]["made"] for one in heard(other_side)] == [3, 4]
    assert len(other_side.taken) == 1


def test_only_who_chose_it_and_nothing_in_preparation(
    desk: Desk, other_side: Counterpart, make_tenant: MakeTenant
) -> None:
    address = f"{other_side.url}/haak"
    desk.switch_on("webhooks", address=address, signing_secret=KEY)
    night(desk)
    assert desk.changes() == []
    early = desk_in(desk.app, make_tenant(state=TenantState.PREPARATION))
    early.switch_on("webhooks", address=address, signing_secret=KEY, with_figures="ja")
    night(early)
    assert early.changes() == []
