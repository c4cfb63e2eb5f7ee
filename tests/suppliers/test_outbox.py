"""Whatever goes wrong, and in whatever order: nothing is lost, nothing counts twice."""

from collections.abc import Iterator

import pytest
from flask import Flask
from hypothesis import HealthCheck, given
from hypothesis import settings as tries
from hypothesis import strategies as st

from core.extension import (
    Call,
    Change,
    ChangeKind,
    Kind,
    NoAnswer,
    Outcome,
    Receipt,
    Sees,
    SupplierIntegration,
)
from core.families.models import FamilyRole
from core.plugins.services import try_again
from core.settings import Settings
from core.suppliers.models import ChangeState
from core.suppliers.outbox import leave
from tenants.context import TenantContext
from tests.plugin_hosts import a_plugin, host_with
from tests.suppliers.desk import Desk, app_with, desk_in

ENDS = ("done", "lost", "unheard", "later", "broken", "nonsense")
"""What a push may do: `lost` never arrives; `unheard` arrives, and the answer does not."""


class World:
    """A supplier that takes each id once, and does what the plan says."""

    def __init__(self) -> None:
        self.plan: list[str] = []
        self.taken: list[str] = []

    def push(self, _call: Call, change: Change) -> Receipt:
        end = self.plan.pop(0) if self.plan else "done"
        if end == "broken":
            raise RuntimeError("a fault of the plugin")
        if end == "nonsense":
            return "een tekst"  # type: ignore[return-value]
        if end == "later":
            return Receipt(Outcome.LATER)
        if end != "lost" and str(change.id) not in self.taken:
            self.taken.append(str(change.id))
        if end in ("lost", "unheard"):
            raise NoAnswer("nobody knows")
        return Receipt(Outcome.DONE, str(change.id))


WORLD = World()


@pytest.fixture(scope="module")
def small_app(settings: Settings) -> Iterator[Flask]:
    supplier = SupplierIntegration("kring", "Kring", frozenset({ChangeKind.COUPLING}), WORLD.push)
    card = {
        "kind": Kind.SUPPLIER, "sees": frozenset({Sees.FAMILIES}), "sees_in_words": "de fase",
    }  # fmt: skip
    plugin = a_plugin("kring", supplier_integrations=[supplier], card=card)
    app = app_with(settings, host_with(plugin))
    yield app
    app.extensions["office"].database.close()


@pytest.fixture
def ring(small_app: Flask, tenant: TenantContext) -> Desk:
    desk = desk_in(small_app, tenant)
    desk.switch_on("kring")
    return desk


def tell(desk: Desk, families: list[object], which: int) -> None:
    with desk.work() as work:
        leave(
            work, "kring", "kring", ChangeKind.COUPLING, {"phase": "trial"},
            family_id=families[which], role=FamilyRole.ASKING,  # type: ignore[arg-type]
        )  # fmt: skip


@tries(
    max_examples=12, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(
    messages=st.lists(st.integers(0, 1), min_size=1, max_size=4),
    plan=st.lists(st.sampled_from(ENDS), max_size=8),
    order=st.randoms(use_true_random=False),
)
def test_every_message_arrives_once_and_those_of_a_family_in_order(
    ring: Desk, messages: list[int], plan: list[str], order: object
) -> None:
    WORLD.plan, WORLD.taken = list(plan), []
    before = {change.id for change in ring.changes()}
    families = [ring.family(), ring.family()]
    for family_id in families:
        ring.yes(family_id, "kring")
    for which in messages:
        tell(ring, list(families), which)
    mine = [change for change in ring.changes() if change.id not in before]
    for _round in range(len(plan) + len(messages) + 1):
        jobs = [str(change.id) for change in mine]
        order.shuffle(jobs)  # type: ignore[attr-defined]
        for change_id in jobs:
            ring.run("push_to_supplier", change_id=change_id)
        with ring.work() as work:
            try_again(work, "kring")  # the breaker may have switched it off
    after = {change.id: change for change in ring.changes()}
    assert all(after[change.id].state == ChangeState.SENT for change in mine)
    assert sorted(WORLD.taken) == sorted(str(change.id) for change in mine)
    for family_id in families:
        of_family = [str(one.id) for one in mine if one.family_id == family_id]
        assert [one for one in WORLD.taken if one in of_family] == of_family
