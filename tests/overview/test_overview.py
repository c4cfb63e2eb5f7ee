"""Several tenants side by side: counts in one's own role there, and never a name."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from core.accounts.models import Role
from core.accounts.queries import membership_of
from core.couplings.models import CouplingPhase
from core.families.models import FamilyRole
from core.overview.counts import Counts, counts_of
from core.programme.services import set_pilot
from core.work import Office, Work
from tenants.context import TenantContext
from tests.families.households import couple, make_family
from tests.fixtures_web import TODAY, Person
from tests.overview.workers import Both, in_both

SECRET = "Geheimenaar"


@pytest.fixture
def both(app: Flask, office: Office, tenant: TenantContext, other_tenant: TenantContext) -> Both:
    return in_both(app, office, tenant, other_tenant)


def casework(office: Office, both: Both, *, own: bool) -> None:
    """A running coupling of which nothing was heard for long, there."""
    with office.work(both.there) as work:
        member = membership_of(work, both.person.account.identity_id)
        assert member is not None
        keeper = member.id if own else None
        asking = make_family(work, keeper, SECRET)
        offering = make_family(work, keeper, "Verhoef", FamilyRole.OFFERING)
        couple(work, asking, offering, CouplingPhase.ACTIVE)


def test_counts_without_names(both: Both, office: Office) -> None:
    casework(office, both, own=True)
    with office.work(both.there) as work:
        set_pilot(
            work, starts_on=TODAY.replace(month=1), ends_on=TODAY.replace(month=12), target=9,
            budget_cents=0,
        )  # fmt: skip
    page = both.person.browser.get("/mijn-gemeenten").text
    assert "<strong>1</strong> definitief" in page
    assert "van 9" in page
    assert SECRET not in page
    assert "U bent hier" in page
    assert f"/mijn-gemeenten/{both.there.slug}" in page


def test_the_gemeente_sees_totals_only(
    app: Flask, office: Office, tenant: TenantContext, other_tenant: TenantContext
) -> None:
    both = in_both(app, office, tenant, other_tenant, other_role=Role.GEMEENTE)
    casework(office, both, own=False)
    page = both.person.browser.get("/mijn-gemeenten").text
    assert "u ziet hier alleen cijfers" in page
    assert "<strong>1</strong> lopend" in page
    assert page.count("definitief") == 1, "of the tenant where one does casework"


def test_a_tenant_that_fails_costs_its_own_row(both: Both, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail_there(work: Work) -> Counts:
        if work.tenant.id == both.there.id:
            raise ZeroDivisionError(SECRET)
        return counts_of(work)

    monkeypatch.setattr("core.overview.queries.counts_of", fail_there)
    page = both.person.browser.get("/mijn-gemeenten")
    assert page.status_code == 200
    assert page.text.count("Niet gelukt") == 1
    assert page.text.count("U bent hier") == 1


def test_sorted_as_asked(both: Both, office: Office) -> None:
    browser = both.person.browser
    for order in ("naam", "te-laat", "nieuw", "wachtend", "stil", "doel", "x' or 1"):
        assert browser.get("/mijn-gemeenten", query_string={"volgorde": order}).status_code == 200


def test_only_who_has_more_sees_the_switcher(both: Both, coordinator: Person) -> None:
    assert "Andere gemeente" in both.person.browser.get("/week").text
    assert "Andere gemeente" not in coordinator.browser.get("/week").text
    assert coordinator.browser.get("/mijn-gemeenten").status_code == 200


def test_no_query_per_family(both: Both, office: Office) -> None:
    counts: list[int] = []
    for more in (3, 10):
        for _number in range(more):
            casework(office, both, own=True)
        with beside(office) as sent:
            both.person.browser.get("/mijn-gemeenten")
        counts.append(len(sent))
    assert counts[0] == counts[1] > 0


@contextmanager
def beside(office: Office) -> Iterator[list[str]]:
    """The statements that are sent in short transactions beside another."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        sent.append(statement)

    engine = office.database._aside
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)
