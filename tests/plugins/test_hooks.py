"""Each hook at work: a test for each, by its name (tests/docs/test_guide.py counts them)."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from core.evaluations.models import Evaluation, EvaluationKind, EvaluationState
from core.extension import (
    Asked,
    Call,
    Card,
    ChangeKind,
    CouplingSeen,
    Door,
    Erased,
    EvaluationSeen,
    FamilyClosed,
    FamilyRole,
    Line,
    MenuEntry,
    Outcome,
    Place,
    Plugin,
    PluginJob,
    PluginPages,
    Receipt,
    ReferralChannel,
    ReferralDraft,
    ReferralSeen,
    Rendered,
    ReportFormat,
    Sees,
    Shown,
    SupplierIntegration,
    standard_method,
)
from core.extension.forms import FormSchema
from core.extension.hookspecs import EVENTS
from core.extension.host import Host
from core.families.models import FamilyFile
from core.plugins.events import run_plugin_job, run_plugins_of_the_night, tell_plugin
from core.plugins.running import active, find, listed, run
from core.plugins.services import troubles_with
from core.plugins.telling import tell
from core.referrals.draft import ASK_DOOR
from core.referrals.receiving import receive
from core.work import Work
from tests.casework import asking
from tests.couplings.pairs import introduced
from tests.plugin_hosts import a_plugin, host_with, switched_on
from tests.plugins.conftest import OfficeWith, WithPlugins
from tests.plugins_for_tests.toy_library.tables import Toy

ALL = frozenset(Sees)
SEES_ALL = {"sees": ALL, "sees_in_words": "alles"}


class NoQuestions(FormSchema):
    """A form without questions."""


def house_of(with_plugins: WithPlugins, plugin: object) -> OfficeWith:
    """A programme in which this plugin is on."""
    house = with_plugins(host_with(plugin))
    with house.work() as work:
        switched_on(work, "proef")
    return house


def one_listed(with_plugins: WithPlugins, hook: str, component: Any, **card: Any) -> Any:
    """The one thing that is listed in a programme in which the plugin is on."""
    house = house_of(with_plugins, a_plugin(card=card, **{hook: [component]}))
    with house.work() as work:
        [(_one, found)] = listed(work, hook)
    return found


def test_plugin() -> None:
    host = host_with(a_plugin("kerk", card={"version": "2.1"}))
    [loaded] = host
    assert isinstance(loaded.plugin, Plugin)
    assert (loaded.key, loaded.plugin.version) == ("kerk", "2.1")
    empty = Host()
    assert not empty.add("leeg", type("leeg", (), {}))
    assert "every plugin has a hook plugin()" in empty.refused[0].remedy


def test_referral_channels(with_plugins: WithPlugins) -> None:
    def to_draft(call: Call, data: Any) -> ReferralDraft:
        return ReferralDraft(FamilyRole.ASKING, first_name="Ayla")

    channel = ReferralChannel(
        "kerk", "Kerk", "Vanuit de kerk.", "network", NoQuestions, to_draft,
        frozenset({Door.PUBLIC}),
    )  # fmt: skip
    sees = {"sees": frozenset({Sees.REFERRALS}), "sees_in_words": "aanmeldingen"}
    found = one_listed(with_plugins, "referral_channels", channel, **sees)
    assert found is channel
    host = Host()
    assert not host.add("stil", a_plugin(referral_channels=[channel]))
    assert "Sees.REFERRALS" in host.refused[0].remedy


def test_report_formats(with_plugins: WithPlugins) -> None:
    def render(call: Call, report: Any, kind: str) -> Rendered:
        return Rendered(b"%PDF", "application/pdf", "blad.pdf")

    form = ReportFormat("blad", "Kerkblad", "De kerk", ("pdf",), render)
    assert one_listed(with_plugins, "report_formats", form) is form


def test_method_variants(with_plugins: WithPlugins) -> None:
    variant = replace(standard_method(), key="kort", name="Kort")
    assert one_listed(with_plugins, "method_variants", variant).key == "kort"


def test_supplier_integrations(with_plugins: WithPlugins) -> None:
    def push(call: Call, change: Any) -> Receipt:
        return Receipt(Outcome.DONE)

    changes = frozenset({ChangeKind.FIGURES})
    supplier = SupplierIntegration("post", "Post", changes, push, needs_consent=False)
    sees = {"sees": frozenset({Sees.FIGURES}), "sees_in_words": "aantallen"}
    assert one_listed(with_plugins, "supplier_integrations", supplier, **sees) is supplier
    host = Host()
    assert not host.add("stil", a_plugin(supplier_integrations=[supplier]))
    assert "Sees.FIGURES" in host.refused[0].remedy


def test_pages() -> None:
    own = PluginPages()
    own.page("/rooster")(roster)
    [loaded] = host_with(a_plugin(pages=own))
    assert loaded.pages is own
    assert [page.rule for page in own.pages] == ["/rooster"]


def roster(call: Call, asked: Asked) -> Shown:
    return Shown("proef/roster.html")


def test_menu_entries(with_plugins: WithPlugins) -> None:
    own = PluginPages()
    own.page("/rooster")(roster)
    entry = MenuEntry("Rooster", "roster")
    house = house_of(with_plugins, a_plugin(pages=own, menu_entries=[entry]))
    with house.work() as work:
        assert [found for _one, found in listed(work, "menu_entries")] == [entry]
    host = Host()
    assert not host.add("nergens", a_plugin(menu_entries=[entry]))
    assert "there is no page 'roster'" in host.refused[0].remedy


def test_cards(with_plugins: WithPlugins) -> None:
    def lines(call: Call, family_id: UUID | None) -> Sequence[Line]:
        return [Line("Overleg om tien uur")]

    card = Card("overleg", "Overleg", Place.WEEK, lines)
    house = house_of(with_plugins, a_plugin(cards=[card]))
    with house.work() as work:
        found = find(work, "cards", "overleg")
        assert found is not None
        [line] = run(work, found[0], "card", lambda call: found[1].lines(call, None))
    assert line.text == "Overleg om tien uur"


def test_jobs(with_plugins: WithPlugins) -> None:
    done: list[Any] = []

    def job(call: Call, **ids: Any) -> None:
        done.append((call.tenant.name, ids))

    house = house_of(with_plugins, a_plugin(jobs=[PluginJob("nacht", job, nightly=True)]))
    with house.work() as work:
        run_plugins_of_the_night(work)
        assert any("run_plugin_job" in deferred for deferred in work._deferred)
        run_plugin_job(work, plugin="proef", job="nacht", row_id="7")
    assert done == [(house.tenant.name, {"row_id": "7"})]


def test_tables() -> None:
    """What a row may do is in tests/extension/test_store.py; here: whose tables they are."""
    host = Host()
    assert not host.add("dief", a_plugin("dief", tables=[Toy], folder=Path(__file__).parent))
    assert 'plugin="dief"' in host.refused[0].remedy


def test_folder() -> None:
    here = Path(__file__).parent
    [loaded] = host_with(a_plugin(folder=here))
    assert loaded.folder == here


def test_check_options(with_plugins: WithPlugins) -> None:
    def check_options(call: Call) -> Sequence[str]:
        return ["De andere kant is er niet."]

    house = house_of(with_plugins, a_plugin(check_options=check_options))
    with house.work() as work:
        assert troubles_with(work, "proef") == ["De andere kant is er niet."]


def a_referral(work: Work) -> UUID:
    """A sign-up that came in."""
    draft = ReferralDraft(
        FamilyRole.ASKING, ASK_DOOR, first_name="Ayla", contact="+31612345678",
        consent_on=work.today,
    )  # fmt: skip
    return receive(work, draft)


def an_evaluation(work: Work) -> UUID:
    """One that was held today."""
    row = Evaluation(
        coupling_id=introduced(work), kind=EvaluationKind.HALF_YEAR, variant="standard",
        variant_version=1, due_on=work.today, held_on=work.today, state=EvaluationState.HELD,
    )  # fmt: skip
    return work.add(row).id


class Ears:
    """A plugin that hears everything."""

    def __init__(self, with_plugins: WithPlugins, hook: str, **card: Any) -> None:
        self.hook = hook
        self.heard: list[Any] = []
        names = {"erase_person": "erased", "family_closed": "closed"}
        name = names.get(hook, hook.partition("_")[0])
        made: dict[str, Any] = {"heard": self.heard}
        exec(f"def {hook}(call, {name}): heard.append({name})", made)  # noqa: S102 - its argument has a name
        self.house = house_of(with_plugins, a_plugin(card=card or SEES_ALL, **{hook: made[hook]}))

    def tell(self, work: Work, subject_id: UUID) -> Any:
        """Tell it, as core and then the worker do; returns the last thing that it heard."""
        tell(work, self.hook, subject_id)
        assert any("tell_plugin" in deferred for deferred in work._deferred)
        tell_plugin(work, plugin="proef", hook=self.hook, subject_id=str(subject_id))
        return self.heard[-1] if self.heard else None


@pytest.mark.parametrize("sees", [ALL, frozenset({Sees.FIGURES})])
def test_referral_received(with_plugins: WithPlugins, sees: frozenset[Sees]) -> None:
    ears = Ears(with_plugins, "referral_received", sees=sees, sees_in_words="x")
    with ears.house.work() as work:
        heard = ears.tell(work, a_referral(work))
        assert isinstance(heard, ReferralSeen)
        assert (heard.state, heard.first_name) == ("new", "Ayla" if sees == ALL else "")


def test_referral_decided(with_plugins: WithPlugins) -> None:
    ears = Ears(with_plugins, "referral_decided")
    with ears.house.work() as work:
        assert isinstance(ears.tell(work, a_referral(work)), ReferralSeen)


def test_coupling_changed(with_plugins: WithPlugins) -> None:
    ears = Ears(with_plugins, "coupling_changed")
    with ears.house.work() as work:
        coupling_id = introduced(work)
        heard = ears.tell(work, coupling_id)
        assert isinstance(heard, CouplingSeen)
        assert (heard.id, heard.phase) == (coupling_id, "introduction")


def test_evaluation_held(with_plugins: WithPlugins) -> None:
    ears = Ears(with_plugins, "evaluation_held")
    with ears.house.work() as work:
        heard = ears.tell(work, an_evaluation(work))
        assert isinstance(heard, EvaluationSeen)
        assert heard.held_on == work.today


def test_family_closed(with_plugins: WithPlugins) -> None:
    ears = Ears(with_plugins, "family_closed")
    with ears.house.work() as work:
        family_id = asking(work, "Aydin")[0]
        file = work.session.scalars(
            select(FamilyFile).where(FamilyFile.family_id == family_id)
        ).one()
        file.closed_on = work.today
        work.session.flush()
        heard = ears.tell(work, file.id)
        assert heard == FamilyClosed(family_id, "asking", work.today)


def test_erase_person(with_plugins: WithPlugins) -> None:
    ears = Ears(with_plugins, "erase_person")
    with ears.house.work() as work:
        one = active(work, "proef")
        assert one is not None
        function = one.loaded.tells["erase_person"]
        for _twice in range(2):
            run(work, one, "erase_person()", function, Erased(UUID(int=7)), writes=True)
    assert ears.heard == [Erased(UUID(int=7))] * 2


def test_there_is_a_test_of_each_event() -> None:
    assert [hook for hook in EVENTS if f"test_{hook}" not in globals()] == []
