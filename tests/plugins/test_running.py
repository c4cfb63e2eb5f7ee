"""A plugin runs where it is on, gets what it declared, and its faults stay its own."""

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import select

from core.errors import Refused
from core.extension import Call, Options, PluginJob, Sees, secret
from core.extension.forms import text
from core.families.members import NewMember, write_member
from core.families.models import Family, FamilyRole, MemberKind
from core.plugins.models import PluginActivation, PluginState, PluginTrouble
from core.plugins.running import PluginFailed, active, actives, run
from core.plugins.services import save_options, switch_off, switch_on, try_again
from core.plugins.troubles import BREAKS_AFTER, lately
from tenants.context import TenantContext
from tests.casework import asking, make_family
from tests.fixtures_web import TODAY
from tests.plugin_hosts import a_plugin, host_with, switched_on
from tests.plugins.conftest import WithPlugins


class Words(Options):
    word = text("Woord", required=False)
    token = secret("Sleutel", required=False)


def test_it_is_on_where_it_was_switched_on(
    with_plugins: WithPlugins, other_tenant: TenantContext
) -> None:
    office = with_plugins(host_with(a_plugin("een"), a_plugin("twee")))
    with office.work() as work:
        switched_on(work, "een")
        assert [one.key for one in actives(work)] == ["een"]
    with office.work(tenant=other_tenant) as work:
        assert actives(work) == ()
    with office.work() as work:
        switch_off(work, "een")
        assert actives(work) == ()


def test_a_call_tells_options_tenant_and_day(
    with_plugins: WithPlugins, tenant: TenantContext
) -> None:
    office = with_plugins(host_with(a_plugin(card={"options": Words})))
    with office.work() as work:
        switched_on(work, "proef", word="fiets", token="geheim")
    with office.work() as work:
        kept = work.session.scalars(select(PluginActivation)).one()
        assert kept.options == {"word": "fiets"}
        one = active(work, "proef")
        assert one is not None
        call = run(work, one, "here", lambda call: call, expects=Call)
        assert dict(call.options) == {"word": "fiets", "token": "geheim"}
        assert (call.tenant.slug, call.today) == (tenant.slug, TODAY)
        with pytest.raises(TypeError):
            call.options["word"] = "step"


def test_an_empty_secret_keeps_the_old_one(with_plugins: WithPlugins) -> None:
    office = with_plugins(host_with(a_plugin(card={"options": Words})))
    with office.work() as work:
        switched_on(work, "proef", word="fiets", token="geheim")
        save_options(work, "proef", Words().load({"word": "step"}))
        one = active(work, "proef")
        assert one is not None
        options = run(work, one, "here", lambda call: dict(call.options))
    assert options == {"word": "step", "token": "geheim"}


def fails(_call: Call) -> None:
    raise RuntimeError("Mila heeft een geheim")


def loops(_call: Call) -> None:
    while True:
        pass


def sleeps(_call: Call) -> None:
    time.sleep(0.05)


def exits(_call: Call) -> None:
    raise SystemExit(1)


@pytest.mark.parametrize(
    ("function", "expects", "kind"),
    [
        (fails, None, "raised"),
        (loops, None, "slow"),
        (sleeps, None, "slow"),
        (exits, None, "raised"),
        (lambda _call: 7, str, "nonsense"),
        (lambda call: call.families.get(None), None, "undeclared"),
        (lambda call: call.store, None, "undeclared"),
    ],
)
def test_what_goes_wrong_is_told_and_stays_its_own(
    with_plugins: WithPlugins, function: Any, expects: Any, kind: str
) -> None:
    office = with_plugins(host_with(a_plugin()))
    with office.work() as work:
        switched_on(work, "proef")
    with office.work() as work:
        one = active(work, "proef")
        assert one is not None
        with pytest.raises(PluginFailed) as failed:
            run(work, one, "hier", function, expects=expects, patience=0.03)
        assert "Mila" not in failed.value.message
        make_family(work, FamilyRole.ASKING, "Gezin na de storing")
    with office.work() as work:
        trouble = work.session.scalars(select(PluginTrouble)).one()
        assert (trouble.kind, trouble.place, trouble.in_a_row) == (kind, "hier", 1)
        assert work.session.scalars(select(Family.name)).one() == "Gezin na de storing"


def test_what_it_wrote_is_undone_alone(with_plugins: WithPlugins) -> None:
    office = with_plugins(host_with(a_plugin()))
    with office.work() as work:
        switched_on(work, "proef")

    with office.work() as work:
        one = active(work, "proef")
        assert one is not None

        def writes_and_fails(_call: Call) -> None:
            work.record("proef.iets", "plugin")
            work.defer("publish_figures")
            raise ValueError

        with pytest.raises(PluginFailed):
            run(work, one, "hier", writes_and_fails, writes=True)
        assert not work._events
        assert not work._deferred


def test_after_five_in_a_row_it_is_switched_off_here_alone(
    with_plugins: WithPlugins, other_tenant: TenantContext
) -> None:
    office = with_plugins(host_with(a_plugin()))
    for tenant in (office.tenant, other_tenant):
        with office.work(tenant=tenant) as work:
            switched_on(work, "proef")
    for _ in range(BREAKS_AFTER):
        with office.work() as work:
            one = active(work, "proef")
            assert one is not None
            with pytest.raises(PluginFailed):
                run(work, one, "hier", fails)
    with office.work() as work:
        assert actives(work) == ()
        row = work.session.scalars(select(PluginActivation)).one()
        assert (row.state, row.failures) == (PluginState.TRIPPED, BREAKS_AFTER)
        loaded = work.plugins.get("proef")
        assert loaded is not None
        lines = lately(work, loaded.plugin)
        assert len(lines) == BREAKS_AFTER
        assert "Mila heeft een geheim" in lines[0].detail
        try_again(work, "proef")
        assert [one.key for one in actives(work)] == ["proef"]
    with office.work(tenant=other_tenant) as work:
        assert [one.key for one in actives(work)] == ["proef"]


def test_one_that_works_again_begins_anew(with_plugins: WithPlugins) -> None:
    office = with_plugins(host_with(a_plugin()))
    with office.work() as work:
        switched_on(work, "proef")
    for function in (fails, lambda _call: None):
        with office.work() as work:
            one = active(work, "proef")
            assert one is not None
            if function is fails:
                with pytest.raises(PluginFailed):
                    run(work, one, "hier", function)
            else:
                run(work, one, "hier", function)
    with office.work() as work:
        assert work.session.scalars(select(PluginActivation.failures)).one() == 0


def test_what_works_elsewhere_does_not_hide_what_goes_on_failing(
    with_plugins: WithPlugins,
) -> None:
    office = with_plugins(host_with(a_plugin()))
    with office.work() as work:
        switched_on(work, "proef")
    for _ in range(BREAKS_AFTER):
        with office.work() as work:
            one = active(work, "proef")
            assert one is not None
            run(work, one, "de kaart", lambda _call: None)
            with pytest.raises(PluginFailed):
                run(work, one, "de deur", fails)
    with office.work() as work:
        assert actives(work) == ()


def test_a_plugin_that_pretends_that_somebody_pressed_ctrl_c_fails(
    with_plugins: WithPlugins,
) -> None:
    def pretends(_call: Call) -> None:
        raise KeyboardInterrupt

    office = with_plugins(host_with(a_plugin()))
    with office.work() as work:
        switched_on(work, "proef")
        one = active(work, "proef")
        assert one is not None
        with ThreadPoolExecutor(1) as pool:
            waited = pool.submit(run, work, one, "hier", pretends)
            with pytest.raises(PluginFailed):
                waited.result()


def test_options_that_fit_no_longer_are_refused_in_words(with_plugins: WithPlugins) -> None:
    class Needs(Options):
        server = text("Server")

    office = with_plugins(host_with(a_plugin(card={"options": Needs})))
    with office.work() as work:
        with pytest.raises(Refused, match="Vul eerst de instellingen"):
            switch_on(work, "proef")
        switched_on(work, "proef", server="a.example")
        work.session.scalars(select(PluginActivation)).one().options = {}
        work.session.flush()
        work.kept.clear()
        one = active(work, "proef")
        assert one is not None
        with pytest.raises(Refused, match="kloppen niet meer: server"):
            run(work, one, "hier", lambda call: call)


def test_a_job_of_a_plugin_cannot_name_another_tenant(with_plugins: WithPlugins) -> None:
    office = with_plugins(host_with(a_plugin(jobs=[PluginJob("werk", lambda call: None)])))
    with office.work() as work:
        switched_on(work, "proef")
        one = active(work, "proef")
        assert one is not None
        for name in ("tenant_id", "lock", "queue", "plugin"):
            with pytest.raises(PluginFailed):
                run(work, one, "hier", lambda call, name=name: call.later("werk", **{name: 7}))
            one = active(work, "proef")
            assert one is not None


def test_it_sees_families_as_far_as_it_declared(with_plugins: WithPlugins) -> None:
    kinds = {
        "weet": {"sees": frozenset({Sees.FAMILIES}), "sees_in_words": "namen"},
        "belt": {"sees": frozenset({Sees.FAMILIES, Sees.CONTACT}), "sees_in_words": "telefoon"},
    }
    office = with_plugins(host_with(*(a_plugin(key, card=card) for key, card in kinds.items())))
    with office.work() as work:
        for key in kinds:
            switched_on(work, key)
        family_id = asking(work, "Aydin")[0]
        write_member(work, family_id, NewMember(MemberKind.PARENT, "Ayla", phone="0612345678"))
        seen = {
            one.key: run(work, one, "hier", lambda call: call.families.get(family_id))
            for one in actives(work)
        }
    assert seen["weet"].name == "Aydin"
    assert not any(person.contacts for person in seen["weet"].people)
    assert any(person.contacts for person in seen["belt"].people)
