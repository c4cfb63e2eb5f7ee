"""Each shipped channel keeps the contract; and the social team has its meeting."""

from collections.abc import Iterator
from importlib import import_module
from types import ModuleType
from typing import Any

import pytest
from sqlalchemy import select

from core.accounts.models import Role
from core.extension.host import Host, Loaded
from core.extension.testing import Installation, PluginContract
from core.plugins.events import tell_plugin
from core.referrals.models import Referral
from core.work import Work
from tenants.context import TenantContext
from tests.channels.test_doors import ANSWERS
from tests.databases import TestDatabases
from tests.public.test_doors import hidden

CHANNELS = (
    "cjg", "huisarts_fhir", "jgz", "nazorg_kanaal", "netwerk", "open_formulieren",
    "school_opvang", "sociaal_team",
)  # fmt: skip


@pytest.fixture(scope="module")
def installation(databases: TestDatabases) -> Iterator[Installation]:
    host = Host()
    for key in CHANNELS:
        host.add(key, import_module(f"plugins.{key}"), ships=True)
    assert [str(refusal) for refusal in host.refused] == []
    made = Installation(databases, host)
    yield made
    made.close()


@pytest.fixture
def here(installation: Installation) -> TenantContext:
    return installation.tenant("Rhenen", "GM0340")


@pytest.fixture
def elsewhere(installation: Installation) -> TenantContext:
    return installation.tenant("Ommen", "GM0175")


class TestChannels(PluginContract):
    @pytest.fixture(params=CHANNELS)
    def loaded(self, request: pytest.FixtureRequest, installation: Installation) -> Loaded:
        loaded = installation.host.get(request.param)
        assert loaded is not None
        return loaded

    def sample(self, loaded: Loaded) -> dict[str, Any]:
        """Options that fit: a token is long, a mapping says something."""
        fitting = {"token": "een-token-van-de-gemeente", "mapping": "story = verhaal"}
        made = super().sample(loaded)
        return {name: fitting.get(name, value) for name, value in made.items()}

    def source(self, loaded: Loaded) -> ModuleType:
        return import_module(f"plugins.{loaded.key}")


def test_a_case_is_put_on_the_agenda_and_its_outcome_is_kept(
    installation: Installation, here: TenantContext
) -> None:
    key = "sociaal_team"
    installation.switch_on(here, key, {"weekday": "3"})
    visitor, member = installation.visitor(here), installation.visitor(here, Role.COORDINATOR)
    form = visitor.get("/aanmelden/team").text
    assert "De eerstvolgende teamvergadering is op 26-11-2026." in form
    checked = visitor.post("/aanmelden/team", {**ANSWERS, "speaks": "Els de Boer"})
    sent = {**hidden(checked.text).to_dict(), "stap": "versturen"}
    assert visitor.post("/aanmelden/team", sent).status_code == 303
    with installation.work(here) as work:
        referral = told(work)
    page = member.get("/p/sociaal_team/agenda").text
    assert "vergadering op 26 november 2026" in page
    assert "Meryem" not in page
    assert "26-11-2026: 1 gezin op de agenda" in member.get("/week").text
    case = "/p/sociaal_team/agenda/" + page.split("/p/sociaal_team/agenda/")[1].split('"')[0]
    shown = member.get(case)
    assert f"/aanmeldingen/{referral}" in shown.text
    assert member.post(case, {"outcome": "", "note": "Tekst blijft."}).status_code == 422
    later = {"outcome": "next_time", "note": "Eerst met school bellen."}
    assert member.post(case, later).status_code == 303
    assert "vergadering op 3 december 2026" in member.get("/p/sociaal_team/agenda").text
    assert "Eerst met school bellen." in member.get(case).text
    member.post(case, {"outcome": "support", "note": "Past goed."})
    after = member.get("/p/sociaal_team/agenda").text
    assert "Een steungezin past." in after
    assert "Niets te bespreken" in after
    assert installation.visitor(here, Role.GEMEENTE).get(case).status_code == 403
    other = installation.tenant("Ommen", "GM0175")
    installation.switch_on(other, key, {})
    assert installation.visitor(other, Role.COORDINATOR).get(case).status_code == 404


def told(work: Work) -> str:
    """Tell the plugin of the sign-up as the worker does, twice; returns the referral."""
    row = work.session.scalars(select(Referral)).one()
    assert row.channel_key == "sociaal_team.team"
    for _time in range(2):
        assert tell_plugin(work, "sociaal_team", "referral_received", str(row.id)) is None
    return str(row.id)
