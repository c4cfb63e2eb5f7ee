"""Who may switch what, the operator's word, and a method that needs a licence."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import delete

from core.accounts.models import Role
from core.errors import Forbidden, NotFound, Refused
from core.extension import Kind, Sees, standard_method
from core.method.choice import methods_of
from core.plugins.models import PluginPermission, PluginPermissionTenant, PluginState
from core.plugins.queries import plugin_groups
from core.plugins.running import actives
from core.plugins.services import agree, save_options, switch_off, switch_on, try_again
from core.work import Actor, Office, Work
from tenants.context import TenantContext
from tests.fixtures_database import MakeTenant
from tests.plugin_hosts import a_plugin, host_with, switched_on
from tests.plugins.conftest import WithPlugins

SEES = {"sees": frozenset({Sees.FAMILIES}), "sees_in_words": "namen van gezinnen"}
SHORT = replace(standard_method(), key="kort", name="Kort en licht", trial_days=28)
GEMEENTE = Actor("member", None, "Hanna", Role.GEMEENTE)
COORDINATOR = Actor("member", None, "Marit", Role.COORDINATOR)
ADMIN = Actor("member", None, "Ada", Role.ADMIN)


def test_each_role_may_what_it_may(with_plugins: WithPlugins) -> None:
    office = with_plugins(host_with(a_plugin("ziet", card=SEES), a_plugin("telt")))
    with office.work(GEMEENTE) as work:
        assert switch_on(work, "telt") is PluginState.ON
        assert switch_on(work, "ziet") is PluginState.ASKED
        assert [one.key for one in actives(work)] == ["telt"]
        with pytest.raises(Forbidden):
            agree(work, "ziet")
        with pytest.raises(Refused):
            try_again(work, "ziet")
    acts: list[Callable[[Work], Any]] = [
        lambda work: switch_on(work, "telt"),
        lambda work: switch_off(work, "telt"),
        lambda work: agree(work, "ziet"),
        lambda work: save_options(work, "telt", {}),
    ]
    for act in acts:
        with office.work(COORDINATOR) as work, pytest.raises(Forbidden):
            act(work)
    with office.work(ADMIN) as work:
        agree(work, "ziet")
        assert [one.key for one in actives(work)] == ["telt", "ziet"]
        with pytest.raises(Refused):
            agree(work, "ziet")


def test_the_operator_says_where(
    with_plugins: WithPlugins, office: Office, other_tenant: TenantContext
) -> None:
    there = with_plugins(host_with(a_plugin("streng")))
    with there.work() as work:
        switched_on(work, "streng")
    with office.database.console() as session:
        session.add(PluginPermission(plugin="streng", everyone=False))
    try:
        with there.work() as work:
            assert actives(work) == ()
            assert plugin_groups(work) == []
            with pytest.raises(NotFound):
                switch_on(work, "streng")
        with office.database.console() as session:
            session.add(PluginPermissionTenant(plugin="streng", tenant_id=other_tenant.id))
        with there.work(tenant=other_tenant) as work:
            switched_on(work, "streng")
            assert [one.key for one in actives(work)] == ["streng"]
        with there.work() as work:
            assert actives(work) == ()
    finally:
        with office.database.console() as session:
            session.execute(delete(PluginPermissionTenant))
            session.execute(delete(PluginPermission))


def test_a_plugin_that_is_gone_is_as_good_as_off(with_plugins: WithPlugins) -> None:
    with with_plugins(host_with(a_plugin("weg"))).work() as work:
        switched_on(work, "weg")
    with with_plugins(host_with(a_plugin("ander"))).work() as work:
        assert actives(work) == ()


def test_a_method_of_a_plugin_is_chosen_where_it_is_on(with_plugins: WithPlugins) -> None:
    plugin = a_plugin("kort", card={"kind": Kind.METHOD}, method_variants=[SHORT])
    office = with_plugins(host_with(plugin))
    with office.work() as work:
        assert [one.key for one in methods_of(work)] == ["standard"]
        switched_on(work, "kort")
        assert [one.key for one in methods_of(work)] == ["standard", "kort"]
    with office.work() as work:
        switch_off(work, "kort")
        assert [one.key for one in methods_of(work)] == ["standard"]


def test_the_usual_method_is_on_and_stays(with_plugins: WithPlugins) -> None:
    plugin = a_plugin("gewoon", card={"kind": Kind.METHOD}, method_variants=[standard_method()])
    office = with_plugins(host_with(plugin))
    with office.work(ADMIN) as work:
        [group] = plugin_groups(work)
        assert group.cards[0].state is PluginState.ON
        with pytest.raises(Refused, match="gewone methode"):
            switch_off(work, "gewoon")


def test_a_method_without_a_licence_is_refused_with_a_sentence(
    with_plugins: WithPlugins, make_tenant: MakeTenant
) -> None:
    plugin = a_plugin("kort", card={"kind": Kind.METHOD}, method_variants=[SHORT])
    office = with_plugins(host_with(plugin))
    holder = make_tenant(organisation="Welzijn Voorbeeld", organisation_kind="welfare")
    with office.work(tenant=holder) as work:
        with pytest.raises(Refused, match="licentie"):
            switch_on(work, "kort")
        [group] = plugin_groups(work)
        assert "licentie" in group.cards[0].licence_lacks
        assert [one.key for one in methods_of(work)] == ["standard"]
