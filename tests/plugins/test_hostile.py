"""A hostile plugin: the main job goes on, no other tenant notices, the admin reads what happened.

What in-process Python cannot hold is named in docs/operations.md, and the tests say so too.
"""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from core.accounts.models import Role
from core.extension import Change, ChangeKind, PluginPages, Receipt, Shown, hookimpl
from core.extension.child import Limits, Target
from core.extension.host import Host
from core.extension.testing import Installation
from core.extension.testing.databases import TestDatabases
from core.extension.testing.fixtures import elsewhere, here
from core.plugins.models import PluginActivation, PluginState, PluginTrouble
from core.plugins.running import PluginFailed, active, actives, run, run_apart
from core.plugins.services import try_again
from core.plugins.troubles import BREAKS_AFTER, WORDS
from tenants.context import TenantContext
from tests.fixtures_web import TODAY
from tests.plugin_hosts import a_plugin
from tests.plugins import hostile

__all__ = ["elsewhere", "here"]
OPERATIONS = (Path(__file__).parents[2] / "docs" / "operations.md").read_text()
PUSH = Target("supplier_integrations", "vijand", "push")


@pytest.fixture(scope="module")
def installation(databases: TestDatabases) -> Iterator[Installation]:
    host = Host()
    for name, plugin in (("vijand", hostile), ("buur", a_plugin("buur"))):
        assert host.add(name, plugin, ships=True), host.refused
    made = Installation(databases, host)
    yield made
    made.close()


@pytest.fixture
def at_work(
    installation: Installation, here: TenantContext, elsewhere: TenantContext
) -> Iterator[TenantContext]:
    """It is on here; a good plugin is on here and elsewhere, where a family lives."""
    hostile.FOUND.clear()
    installation.switch_on(here, "vijand", {})
    for tenant in (here, elsewhere):
        installation.switch_on(tenant, "buur", {})
    hostile.FOUND.append(installation.family(elsewhere, "Gezin van de buren"))
    yield here
    with installation.work(elsewhere) as work:
        assert [one.key for one in actives(work)] == ["buur"]
        assert work.session.scalars(select(PluginTrouble)).all() == []
        assert all(row.state == PluginState.ON
                   for row in work.session.scalars(select(PluginActivation)))  # fmt: skip


@pytest.mark.parametrize(
    ("act", "kind"),
    [
        ("raises", "raised"),
        ("leaves", "raised"),
        ("nonsense", "nonsense"),
        ("asks_all", "undeclared"),
        ("reads_tables", "undeclared"),
        ("says_sql", "wall"),
        ("shadows", "nonsense"),
        ("looks_around", "raised"),
    ],
)
def test_what_its_page_does_costs_that_page_alone(
    installation: Installation, at_work: TenantContext, elsewhere: TenantContext,
    act: str, kind: str,
) -> None:  # fmt: skip
    coordinator = installation.visitor(at_work, Role.COORDINATOR)
    hurt = coordinator.get(f"/p/vijand/{act}")
    assert hurt.status_code == 503
    assert "Vijand" in hurt.text
    assert "Mila" not in hurt.text
    assert installation.visitor(elsewhere, Role.COORDINATOR).get(
        f"/p/vijand/{act}"
    ).status_code == 404  # fmt: skip
    told = installation.visitor(at_work, Role.ADMIN).get("/instellingen/plugins/vijand").text
    assert str(WORDS[kind]).split(".")[0] in told
    assert coordinator.get("/gezinnen").status_code == 200
    assert len(hostile.FOUND) == 1 + (act == "looks_around"), "nothing came through the fence"


def test_without_a_filter_it_still_reads_this_tenant_alone(
    installation: Installation, at_work: TenantContext
) -> None:
    installation.family(at_work, "Gezin van hier")
    installation.visitor(at_work, Role.COORDINATOR).get("/p/vijand/reads_the_neighbours")
    assert set(hostile.FOUND[1:]) == {"Gezin van hier"}


def test_a_broken_card_is_left_out_and_after_five_it_is_switched_off(
    installation: Installation, at_work: TenantContext
) -> None:
    coordinator = installation.visitor(at_work, Role.COORDINATOR)
    for _ in range(BREAKS_AFTER):
        week = coordinator.get("/week")
        assert week.status_code == 200
        assert "Vijand" not in week.text
    assert coordinator.get("/p/vijand/raises").status_code == 404
    told = installation.visitor(at_work, Role.ADMIN).get("/instellingen/plugins").text
    assert "Vijand" in told
    with installation.work(at_work) as work:
        assert [one.key for one in actives(work)] == ["buur"]
        try_again(work, "vijand")
        assert len(actives(work)) == 2


def test_it_shadows_no_page_and_no_template(
    installation: Installation, at_work: TenantContext
) -> None:
    coordinator = installation.visitor(at_work, Role.COORDINATOR)
    assert "Ik ben de weekpagina niet" in coordinator.get("/p/vijand/week").text
    week = coordinator.get("/week")
    assert week.status_code == 200
    assert "Ik ben de weekpagina niet" not in week.text


def test_one_that_loops_is_stopped(installation: Installation, at_work: TenantContext) -> None:
    def loops(call: object) -> None:
        while True:
            pass

    with installation.work(at_work) as work:
        one = active(work, "vijand")
        assert one is not None
        with pytest.raises(PluginFailed):
            run(work, one, "lus", loops, patience=0.05)
    assert kinds(installation, at_work) == ["slow"]


def test_a_wrapper_a_wrong_hook_and_a_wrong_rule_are_refused_with_what_to_do() -> None:
    class Wraps:
        @hookimpl(wrapper=True)
        def plugin(self):  # type: ignore[no-untyped-def]  # noqa: ANN202
            return (yield)

    class Knows:
        @hookimpl
        def every_family(self) -> None: ...

    climbing = PluginPages()
    climbing.page("/../week")(lambda call, asked: Shown("x"))
    host = Host()
    for name, plugin in (
        ("wraps", Wraps()), ("knows", Knows()), ("climbs", a_plugin("klim", pages=climbing)),
        ("good", a_plugin("goed")),
    ):  # fmt: skip
        host.add(name, plugin)
    assert [one.key for one in host] == ["goed"]
    told = {refusal.name: refusal.remedy for refusal in host.refused}
    assert "remove it" in told["wraps"]
    assert "there is no such hook" in told["knows"]
    assert "begins with /" in told["climbs"]


@pytest.mark.parametrize(
    ("act", "kind"),
    [("exit", "died"), ("memory", "died"), ("hang", "slow"), ("print", "nonsense"),
     ("store", "undeclared")],
)  # fmt: skip
def test_in_a_process_of_its_own_it_dies_alone(
    installation: Installation, at_work: TenantContext, act: str, kind: str
) -> None:
    limits = Limits(seconds=2.5 if act == "hang" else 60.0)
    with installation.work(at_work) as work:
        one = active(work, "vijand")
        assert one is not None
        with pytest.raises(PluginFailed):
            run_apart(work, one, PUSH, change(act), expects=Receipt, limits=limits)
        work.record("proef.gaat_door", "plugin")
    assert kinds(installation, at_work) == [kind]


def test_what_a_process_of_its_own_gets_and_gives(
    installation: Installation, at_work: TenantContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MASTER_KEY", "geheim")
    with installation.work(at_work) as work:
        one = active(work, "vijand")
        assert one is not None
        asked = change("")
        done = run_apart(work, one, PUSH, asked, expects=Receipt)
        assert done.reference == f"{at_work.slug} {TODAY} {asked.id}"
        around = run_apart(work, one, PUSH, change("environment"), expects=Receipt)
    assert "PATH" in around.reference
    assert "MASTER_KEY" not in around.reference
    assert kinds(installation, at_work) == []


@pytest.mark.parametrize(
    "words", ["os._exit", "the same account", "swallows", "gc", "memory", "in_child"]
)
def test_what_python_cannot_hold_is_in_the_guide_for_operations(words: str) -> None:
    assert words in OPERATIONS.partition("## Plugins")[2]


def change(act: str) -> Change:
    return Change(uuid4(), ChangeKind.FIGURES, TODAY, {"act": act}, reference=str(UUID(int=1)))


def kinds(installation: Installation, tenant: TenantContext) -> list[str]:
    with installation.work(tenant) as work:
        return list(work.session.scalars(select(PluginTrouble.kind)))
