"""Who stands in for a colleague does not go on reading that colleague's files on one's own word."""

from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask

from core.accounts.models import Role
from core.cover.models import Cover
from core.cover.services import name_stand_in
from core.work import Office
from tenants.context import TenantContext
from tests.fixtures_web import TODAY, Person, Working, hire

LAST = TODAY + timedelta(days=7)


@pytest.fixture
def absent(app: Flask, office: Office, tenant: TenantContext) -> Person:
    return hire(app, office, tenant, Role.COORDINATOR, "Karin")


@pytest.fixture
def cover(absent: Person, coordinator: Person, working: Working) -> UUID:
    with working(absent.actor) as work:
        return name_stand_in(
            work, absent_id=absent.account.membership_id,
            stand_in_id=coordinator.account.membership_id, from_on=TODAY, until_on=LAST,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("who", "days", "goes"),
    [("stand-in", 3, False), ("stand-in", -3, True), ("absent", 3, True), ("admin", 3, True)],
)
def test_who_may_give_another_last_day(
    cover: UUID, absent: Person, coordinator: Person, admin: Person, working: Working, who: str,
    days: int, goes: bool,
) -> None:  # fmt: skip
    browser = {"stand-in": coordinator, "absent": absent, "admin": admin}[who].browser
    wanted = LAST + timedelta(days=days)
    answer = browser.post(f"/waarneming/{cover}/verlengen", {"until_on": wanted.isoformat()})
    assert answer.status_code == (303 if goes else 422), answer.text
    with working() as work:
        assert work.find(Cover, cover).until_on == (wanted if goes else LAST)
